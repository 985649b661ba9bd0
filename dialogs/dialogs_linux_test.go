package dialogs

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// fakeProgram puts a shell script first in PATH.
func fakeProgram(t *testing.T, name, script string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	return dir
}

// fakeDisplay makes the environment name a display that somebody listens on.
func fakeDisplay(t *testing.T) {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "wayland")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	t.Setenv("WAYLAND_DISPLAY", socket)
}

func fakeZenity(t *testing.T, script string) (dir string) {
	t.Helper()
	fakeDisplay(t)
	return fakeProgram(t, "qarma", script) // it is looked for first
}

const slowCancel = "sleep 0.4; exit 1"

func TestAnswers(t *testing.T) {
	dir := fakeZenity(t, `printf '%s\0' "$@" >"${0%/*}/args"; echo " 123 456 "`)
	ctx := t.Context()
	got, err := Ask{Kind: AskEntry, Title: "T_&\n", Text: "role_\\&<x>"}.Show(ctx)
	if got.Text != "123 456" || err != nil {
		t.Errorf("Entry = %q, %v, want what was typed", got.Text, err)
	}
	args, _ := os.ReadFile(filepath.Join(dir, "args"))
	want := []string{"--entry", "--title=T_&", `--text=role__\\&<x>`, ""}
	if got := strings.Split(string(args), "\x00"); !slices.Equal(got, want) {
		t.Errorf("arguments %q, want %q", got, want)
	}
	if err := told(ctx, AskError, "x"); err != nil {
		t.Errorf("Error = %v", err)
	}
	if err := told(ctx, AskInfo, "x"); err != nil {
		t.Errorf("Info = %v", err)
	}
	if yes, err := question(ctx, "x"); !yes || err != nil {
		t.Errorf("Question = %v, %v, want yes", yes, err)
	}
}

func TestListGivesTheIndex(t *testing.T) {
	// The fake answers with its last argument, as zenity does with the item.
	fakeZenity(t, `for a; do :; done; printf '%s\n' "$a"`)
	for _, items := range [][]string{
		{"a", "b"}, {"a", "a"}, {"x", "--foo"}, {"x", ""}, {"x", " y "}, {"x", "C:\\new"}, {"true", "false"}, {"a", "a", "a"},
	} {
		if got, err := list(t.Context(), items); got != len(items)-1 || err != nil {
			t.Errorf("List(%q) = %d, %v, want the last", items, got, err)
		}
	}
}

func TestCancelIsToldFromFailure(t *testing.T) {
	ask := map[string]func() error{
		"Entry":    func() error { _, err := entry(t.Context(), "x"); return err },
		"List":     func() error { _, err := list(t.Context(), []string{"a"}); return err },
		"Question": func() error { _, err := question(t.Context(), "x"); return err },
		"Error":    func() error { return told(t.Context(), AskError, "x") },
		"Info":     func() error { return told(t.Context(), AskInfo, "x") },
	}
	t.Run("cancelled", func(t *testing.T) {
		fakeZenity(t, slowCancel)
		var all sync.WaitGroup
		for name, f := range ask {
			all.Go(func() {
				var want error
				if name == "Entry" || name == "List" {
					want = ErrCancelled
				}
				if err := f(); !errors.Is(err, want) {
					t.Errorf("%s = %v, want %v", name, err, want)
				}
			})
		}
		all.Wait()
	})
	for name, script := range map[string]string{"at once": "exit 1", "255": "exit 255", "killed": "kill -9 $$"} {
		t.Run(name, func(t *testing.T) {
			fakeZenity(t, script)
			for name, f := range ask {
				var failed *Failed
				start := time.Now()
				err := f()
				if time.Since(start) >= tooQuick {
					continue // this machine was slow: a person could have closed it
				}
				if !errors.As(err, &failed) || failed.Program != "qarma" || Kind(err) != "dialog_failed" {
					t.Errorf("%s = %v, want that qarma failed", name, err)
				}
			}
		})
	}
	t.Run("not a program", func(t *testing.T) {
		dir := fakeZenity(t, "")
		if err := os.WriteFile(filepath.Join(dir, "qarma"), []byte("\x7fELF rubbish"), 0o700); err != nil {
			t.Fatal(err)
		}
		for name, f := range ask {
			var failed *Failed
			if err := f(); !errors.As(err, &failed) || failed.Detail != "exec format error" {
				t.Errorf("%s = %v, want exec format error", name, err)
			}
		}
	})
}

func TestEndOfContextClosesTheDialog(t *testing.T) {
	// A wrapper with a child, as distributions have them; the child ignores
	// SIGTERM and notes its id.
	const script = `trap '' TERM; sh -c 'trap "" TERM; echo $$ >"$1.new"; mv "$1.new" "$1"; while :; do sleep 1; done' x "${0%/*}/pid"; exit 1`
	for _, c := range []struct {
		name        string
		cause, want error
	}{
		{"cancel", context.Canceled, ErrCancelled},
		{"deadline", context.DeadlineExceeded, ErrTimedOut},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := fakeZenity(t, script)
			ctx, end := context.WithCancelCause(t.Context())
			defer end(nil)
			pids := make(chan int, 1)
			go func() {
				pid := waitForNumber(filepath.Join(dir, "pid"))
				end(c.cause)
				pids <- pid
			}()
			_, err := entry(ctx, "x")
			if !errors.Is(err, c.want) {
				t.Errorf("Entry = %v, want %v", err, c.want)
			}
			if pid := <-pids; pid == 0 || alive(pid) {
				t.Errorf("the wrapper's child %d is still there", pid)
			}
		})
	}
	t.Run("a deadline of its own", func(t *testing.T) {
		fakeZenity(t, "exec sleep 60")
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := entry(ctx, "x"); !errors.Is(err, ErrTimedOut) {
			t.Errorf("Entry = %v, want timed out", err)
		}
	})
	t.Run("already over", func(t *testing.T) {
		fakeZenity(t, "echo shown")
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := entry(ctx, "x"); !errors.Is(err, ErrCancelled) {
			t.Errorf("Entry = %v, want cancelled", err)
		}
	})
}

// waitForNumber waits for a file with a number in it; 0 after 20 s.
func waitForNumber(name string) int {
	for range 2000 {
		if b, err := os.ReadFile(name); err == nil {
			n, _ := strconv.Atoi(strings.TrimSpace(string(b)))
			return n
		}
		time.Sleep(10 * time.Millisecond)
	}
	return 0
}

// alive tells whether a process runs; one that ended has a moment to go.
func alive(pid int) bool {
	for range 2000 {
		stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if err != nil || strings.Contains(string(stat), ") Z ") {
			return false
		}
		time.Sleep(10 * time.Millisecond)
	}
	return true
}

// asleep is a context whose timer stood still past its deadline.
type asleep struct{ context.Context }

func (asleep) Deadline() (time.Time, bool) { return time.Now().Add(-time.Hour), true }

func TestDeadlinePassesWhileAsleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := wallClock(asleep{t.Context()})
		defer stop()
		start := time.Now()
		<-ctx.Done()
		if got := ended(ctx); got != ErrTimedOut {
			t.Errorf("ended = %v, want timed out", got)
		}
		if took := time.Since(start); took > wallTick {
			t.Errorf("took %v after waking, want at most %v", took, wallTick)
		}
	})
}

func TestKindOfOtherErrors(t *testing.T) {
	for err, want := range map[error]string{
		ErrTimedOut: "dialog_timeout", ErrCancelled: "", errors.New("x"): "",
	} {
		if got := Kind(err); got != want {
			t.Errorf("Kind(%v) = %q, want %q", err, got, want)
		}
	}
	if got := Kind(nil); got != "" {
		t.Errorf("Kind(nil) = %q", got)
	}
}

// The kinds of dialogs, in few words.

func entry(ctx context.Context, text string) (string, error) {
	a, err := Ask{Kind: AskEntry, Title: "t", Text: text}.Show(ctx)
	return a.Text, err
}

func question(ctx context.Context, text string) (bool, error) {
	a, err := Ask{Kind: AskQuestion, Title: "t", Text: text}.Show(ctx)
	return a.Yes, err
}

func told(ctx context.Context, kind AskKind, text string) error {
	_, err := Ask{Kind: kind, Title: "t", Text: text}.Show(ctx)
	return err
}

func list(ctx context.Context, items []string) (int, error) {
	a, err := Ask{Kind: AskList, Title: "t", Text: "x", Items: items}.Show(ctx)
	return a.Index, err
}

func several(ctx context.Context, items []string) ([]int, error) {
	a, err := Ask{Kind: AskListMulti, Title: "t", Text: "x", Items: items}.Show(ctx)
	return a.Indices, err
}
