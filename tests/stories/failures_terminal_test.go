//go:build linux

package stories

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// terminal is a person at a terminal, with the program in its foreground.
type terminal struct {
	*scene
	screen *os.File // the terminal's other end
	cmd    *exec.Cmd
	exit   chan int

	mu   sync.Mutex
	seen string // what the screen shows and nobody has read
}

func (s *scene) terminal(args ...string) *terminal {
	s.Helper()
	t := &terminal{scene: s, cmd: exec.Command(stage.Binary(s.T), args...), exit: make(chan int, 1)}
	t.cmd.Env, t.cmd.Dir = s.environ(), s.home
	screen, err := pty.Start(t.cmd)
	s.must(err)
	t.screen = screen
	read := make(chan struct{})
	go func() {
		defer close(read)
		for b := make([]byte, 4096); ; {
			n, err := screen.Read(b)
			t.mu.Lock()
			t.seen += strings.ReplaceAll(string(b[:n]), "\r\n", "\n")
			t.mu.Unlock()
			if err != nil { // EIO: nobody holds the terminal any more
				return
			}
		}
	}()
	go func() {
		t.cmd.Wait()
		t.exit <- t.cmd.ProcessState.ExitCode()
	}()
	s.Cleanup(func() {
		t.cmd.Process.Kill()
		screen.Close()
		<-read
	})
	return t
}

// reads waits until the screen shows want next, and reads on to there.
func (t *terminal) reads(want string) {
	t.Helper()
	want = t.named(want)
	t.await("the terminal to show "+want, func() bool {
		t.mu.Lock()
		defer t.mu.Unlock()
		_, after, ok := strings.Cut(timeless(t.seen), timeless(want))
		if ok {
			t.seen = after
		}
		return ok
	})
}

// types types keys, as they are.
func (t *terminal) types(keys string) {
	t.Helper()
	_, err := t.screen.WriteString(keys)
	t.must(err)
}

func (t *terminal) ends(want int) {
	t.Helper()
	select {
	case code := <-t.exit:
		if code != want {
			t.Errorf("exit code %d, want %d", code, want)
		}
	case <-time.After(stage.Longest):
		t.Fatalf("did not end in %v", stage.Longest)
	}
}

// question is what a terminal shows of the question for the code.
func question(ask turn) string { return ask.title + "\n" + ask.text + "\n> " }

func TestFailuresAtATerminal(t *testing.T) {
	t.Parallel()
	const interrupt = "\x03"
	t.Run("wrong code, then the browser fails", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, demo.Options{})
		s.misbehave(once(sts(fakeaws.WrongCode))...)
		s.program("xdg-open", "exit 4")
		at := s.terminal("sign-in", "atlas-dev")
		at.reads(question(asks("", "")))
		at.types("111 111\n")
		at.reads(question(asksAgain("code_rejected", "")))
		at.types(code2 + "\n")
		at.reads("halfday: " + words.Dialog.TryAgain(problem("browser_failed")) + " [y/N] ")
		s.installBrowser()
		at.types("y\n")
		if title := s.visit(s.address()); !strings.Contains(title, "atlas-dev") {
			t.Errorf("the console page is %q", title)
		}
		at.reads("atlas-dev")
		at.ends(0)
		s.checkCounts(2, 1)
	})
	t.Run("interrupted at the question", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, demo.Options{})
		at := s.terminal("sign-in", "atlas-dev")
		at.reads(question(asks("", "")))
		at.types(interrupt)
		at.ends(3)
		s.checkCounts(0, 0)
	})
	t.Run("interrupted while AWS is silent", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, demo.Options{})
		s.misbehave(sts(fakeaws.Silence)...)
		at := s.terminal("sign-in", "atlas-dev")
		at.reads(question(asks("", "")))
		at.types(code1 + "\n")
		s.await("the request", func() bool { return len(s.asked(demo.ActionAssumeRole)) > 0 })
		at.types(interrupt)
		at.ends(3)
		s.checkCounts(1, 0)
	})
	t.Run("end of input", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, demo.Options{})
		at := s.terminal("sign-in", "atlas-dev")
		at.reads(question(asks("", "")))
		at.types("\x04")
		at.ends(3)
	})
	t.Run("the keys fail while the code is typed", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, demo.Options{})
		slowly(`echo "keys: not logged in" >&2; exit 3`)(s)
		at := s.terminal("sign-in", "atlas-dev")
		at.reads(question(asks("", "")))
		release(s)
		// On a line of its own.
		at.reads("\nhalfday: " + problem("process_failed", func(p *text.Problem) { p.Program, p.Status, p.Detail = "keys", 3, "keys: not logged in" }).String() + "\n")
		at.ends(1)
	})
	for _, args := range [][]string{{"sign-in", "--events", "--", "atlas-dev"}, {"sign-out", "--events"}, {"roles", "add", "--events"}} {
		t.Run("what is for the tray is not for a terminal: "+args[0], func(t *testing.T) {
			t.Parallel()
			s := newStage(t, demo.Options{})
			at := s.terminal(args...)
			at.types(`{"keep_credentials":true}` + "\n")
			at.reads("halfday: " + words.Terminal.ForPrograms("--events").String())
			at.ends(2)
			s.checkCounts(0, 0)
		})
	}
	for _, hidden := range []string{"__dialog", "__open", "__demo-server", "__page", "__updates"} {
		t.Run("what is for Halfday is not for a terminal: "+hidden, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, demo.Options{})
			at := s.terminal(hidden)
			at.reads("halfday: " + words.Terminal.ForHalfday(hidden).String())
			at.ends(2)
		})
	}
	t.Run("no dialogs are needed", func(t *testing.T) {
		t.Parallel()
		s := newStage(t, demo.Options{})
		s.must(os.Remove(filepath.Join(s.bin, "zenity")))
		delete(s.env, "WAYLAND_DISPLAY")
		at := s.terminal("sign-in", "atlas-dev")
		at.reads(question(asks("", "")))
		at.types(code1 + "\n")
		s.visit(s.address())
		at.ends(0)
	})
}
