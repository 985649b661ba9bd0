//go:build linux

package stories

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/desktop"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// AWS takes each code once: the second sign-in that is given a code hears so
// from Halfday, and AWS does not see it.
func TestCodeOnceWithoutATray(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	asked := words.Dialog.CodeTitle("atlas-dev", "111122223333")
	at := s.terminal("sign-in", "--print-url", "atlas-dev")
	at.reads(asked)
	at.Types(code1 + "\n")
	at.Ends(0)
	at = s.terminal("sign-in", "--print-url", "atlas-dev")
	at.reads(asked)
	at.Types(code1 + "\n")
	at.reads(words.Dialog.CodeAgain("code_reused", time.Second))
	s.checkCounts(1, 1)
	file := filepath.Join(s.dir, "run/halfday/codes")
	if data, err := os.ReadFile(file); err != nil || strings.Contains(string(data), code1) {
		t.Errorf("what is remembered: %s, %v", data, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
		t.Errorf("the file: %v, %v, want it private", info, err)
	}
	at.Types(code2 + "\n")
	at.Ends(0)
	s.checkCounts(2, 2)
}

// A program of the same person that answers in the tray's place does not get to
// know the code, which nobody has used yet.
func TestCodeIsNotToldToWhoAnswers(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	rogue, err := desktop.Acquire(filepath.Join(s.dir, "run/halfday"))
	s.must(err)
	heard := make(chan desktop.Message, 10)
	served := make(chan struct{})
	go func() {
		defer close(served)
		rogue.Serve(t.Context(), func(m desktop.Message) bool {
			heard <- m
			return true
		})
	}()
	t.Cleanup(func() { rogue.Close(); <-served })
	at := s.terminal("sign-in", "--print-url", "atlas-dev")
	at.reads(words.Dialog.CodeTitle("atlas-dev", "111122223333"))
	at.Types(code1 + "\n")
	at.Ends(0)
	s.checkCounts(1, 1)
	if m := <-heard; m.Kind != "code" || len(m.Body) == 0 || strings.Contains(string(m.Body), code1) || strings.Contains(string(m.Body), "mfa/") {
		t.Errorf("told %s: %s", m.Kind, m.Body)
	}
}

func TestCodeOnceWithATray(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	inTerminal := func(code string) int {
		_, exit := s.Run(code+"\n", "sign-in", "--code-stdin", "--print-url", dev)
		return exit
	}
	before, between, after := s.Code(), s.Code(), s.Code()
	if got := inTerminal(before); got != 0 {
		t.Fatalf("exit code %d", got)
	}
	a := s.Open()
	s.Await("the tray to remember what was sent before its start", func() bool { return s.Read(s.Path("run/halfday/codes")) == "null" })
	for _, code := range []string{before, between} {
		want := map[string]int{before: 4, between: 0}[code]
		if got := inTerminal(code); got != want {
			t.Errorf("exit code %d, want %d", got, want)
		}
	}
	if got := inTerminal(between); got != 4 {
		t.Errorf("the second terminal: exit code %d, want 4", got)
	}

	// A dialog that was open before.
	a.Click(prod)
	d := s.AwaitDialog(stage.EntryDialog, prod)
	if got := inTerminal(after); got != 0 {
		t.Errorf("exit code %d", got)
	}
	d.Answer(after)
	d = s.AwaitDialog(stage.EntryDialog, s.Words.Dialog.CodeAgain("code_reused", 0)[:20])
	last := s.Code()
	d.Answer(last)
	a.AwaitSession(prod)
	if got := inTerminal(last); got != 4 {
		t.Errorf("a code from a dialog, in a terminal: exit code %d, want 4", got)
	}

	// The tray is gone; what it knew is not.
	a.Quit()
	if got := inTerminal(last); got != 4 {
		t.Errorf("after the tray's end: exit code %d, want 4", got)
	}
	if got := s.Asked(demo.ActionAssumeRole); got != 4 {
		t.Errorf("%d AssumeRole, want one for each of 4 codes", got)
	}
}
