//go:build linux

package stories

import (
	"os"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// A second start opens nothing, makes the first one say where it is, and ends
// at once.
func TestSecondStart(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	out, code := s.Run("")
	if code != 0 || !strings.Contains(out, s.Words.Terminal.Running) {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	s.Notes.Await(s.Words.Reminder.Here.Title)
	if len(s.Panel.Registered) != 0 {
		t.Error("the second start showed an icon")
	}
	socket := s.Path("run/halfday/socket")
	if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%s: %v, %v, want 0600", socket, info, err)
	}

	// After a crash the next one takes over.
	a.Kill()
	a = s.Open()
	a.Quit()
	s.AwaitNoProcess()
}

// Twenty starts at once leave one.
func TestTwentyStarts(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	var all []*stage.App
	for range 20 {
		all = append(all, s.Start())
	}
	running := func() (alive []*stage.App) {
		for _, a := range all {
			select {
			case <-a.Ended:
			default:
				alive = append(alive, a)
			}
		}
		return alive
	}
	s.Await("nineteen to end", func() bool { return len(running()) <= 1 })
	left := running()
	if len(left) != 1 {
		t.Fatalf("%d run, want 1", len(left))
	}
	left[0].AwaitIcon()
	for _, a := range all {
		if a != left[0] && a.Cmd.ProcessState.ExitCode() != 0 {
			t.Errorf("one ended with %v: %s", a.Cmd.ProcessState, a.Stderr.String())
		}
	}
	s.Notes.Await(s.Words.Reminder.Here.Title)
	left[0].Quit()
	if len(s.Panel.Registered) != 0 {
		t.Error("more than one icon was shown")
	}
	s.AwaitNoProcess()
}
