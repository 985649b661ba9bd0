//go:build linux

package stories

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"halfday/tests/stage"
)

var inArguments = regexp.MustCompile(`http://127\.0\.0\.1:\d+/[\w-]{43}`)

// race is a program that reads the one-shot address of a login from the list of
// processes, as any program of the same user can.
func race(s *stage.Stage) (address string) {
	s.T.Helper()
	home := []byte("HOME=" + s.Path("home"))
	for late := time.Now().Add(stage.Longest); time.Now().Before(late); {
		processes, _ := filepath.Glob("/proc/[0-9]*/cmdline")
		for _, p := range processes {
			args, _ := os.ReadFile(p)
			found := inArguments.Find(args)
			if found == nil {
				continue
			}
			if environ, _ := os.ReadFile(filepath.Join(filepath.Dir(p), "environ")); bytes.Contains(environ, home) {
				return string(found)
			}
		}
	}
	s.T.Fatal("no address in any process's arguments")
	return ""
}

// A program that races the browser for the session is seen: one that is no
// browser gets nothing, and one that passes for a browser sets off the alarm.
func TestLeakRace(t *testing.T) {
	t.Parallel()
	t.Run("it is no browser", func(t *testing.T) {
		t.Parallel()
		s := stage.New(t, stage.Set{})
		s.Props.Stay() // the browser is slow
		a := s.Open()
		a.Click(dev)
		s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
		address := race(s)
		if status, location, _, err := stage.Fetch(t, "thief", address); err == nil {
			t.Errorf("the thief got %d to %q", status, location)
		}
		if status, location, _, err := stage.Fetch(t, stage.Firefox, address); err != nil || status != 302 || location == "" {
			t.Errorf("the browser after it: %d, %v, want 302", status, err)
		}
		a.AwaitSession(dev)
		s.AwaitDialog(stage.InfoDialog, "thief").Ok()
	})
	t.Run("it passes for a browser", func(t *testing.T) {
		t.Parallel()
		s := stage.New(t, stage.Set{})
		s.Props.Stay()
		a := s.Open()
		a.Click(dev)
		s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
		address := race(s)
		if status, location, _, err := stage.Fetch(t, "chrome", address); err != nil || status != 302 || location == "" {
			t.Errorf("the thief: %d, %v; who takes a browser's name is let in", status, err)
		}
		if status, _, _, err := stage.Fetch(t, stage.Firefox, address); err != nil || status != 410 {
			t.Errorf("the browser after it: %d, %v, want 410", status, err)
		}
		d := s.AwaitDialog(stage.ErrorDialog, "")
		if got := d.Text(); !strings.Contains(got, dev) || !strings.Contains(got, "section=revoke_sessions") {
			t.Errorf("the dialog says %q", got)
		}
		note := s.Notes.Await("Session in other hands?")
		for _, secret := range []string{"1111", "arn:", "http"} {
			if strings.Contains(note.Title+note.Body, secret) {
				t.Errorf("the notification holds %q: %s", secret, note.Body)
			}
		}
		a.AwaitMenu("the mark", func(lines []stage.Entry) bool {
			_, ok := stage.Follow(lines, s.Words.Menu.Alarmed(s.Words.Menu.Session(dev, 12*time.Hour)), s.Words.Menu.Alarm)
			return ok
		})
		d.Ok()
	})
}
