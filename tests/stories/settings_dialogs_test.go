//go:build linux

package stories

import (
	"strings"
	"testing"

	"halfday/tests/stage"
	"halfday/text"
)

// The person's settings are changed in dialogs, and hold at once. What else is
// in the file stays, byte by byte, and the file is a click away.
func TestSettingsInDialogs(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	const before = "# mine\nremind = [\"7m\"]  # not too early\nmystery = 1\n"
	s.Write(s.SettingsFile(), before)
	a := s.Open()
	w := s.Words
	pick := func(words text.Words, name, value string) {
		t.Helper()
		list := s.AwaitDialog("--list", words.Settings.Ask[:20])
		list.Answer(row(t, list, name+": "))
		list = s.AwaitDialog("--list", words.Settings.Title)
		list.Answer(row(t, list, value))
	}
	a.Click(w.Settings.Menu)
	if d := s.AwaitDialog("--list", w.Settings.Ask[:20]); !strings.Contains(strings.Join(d.Args, "\n"), "Reminders: 7 min before the end") {
		t.Errorf("the list does not say what is: %q", d.Args)
	}
	pick(w, w.Settings.Length, "8 h")
	pick(w, w.Settings.Remind, w.Settings.Never)
	pick(w, w.Settings.Reopen, w.Role.ReopenCode)
	pick(w, w.Settings.Group, w.Settings.GroupAccount)
	pick(w, w.Settings.Language, "日本語")
	ja := text.Japanese()
	list := s.AwaitDialog("--list", ja.Settings.Ask)
	a.Seen(ja.Menu.Quit)
	s.Words = ja
	got := s.Read(s.SettingsFile())
	for _, part := range []string{"# mine\n", "remind = []  # not too early\n", "mystery = 1\n", `session_length = "8h"`, `reopen = "code"`, `group_by = "account"`, `language = "ja"`} {
		if !strings.Contains(got, part) {
			t.Errorf("the settings lack %q:\n%s", part, got)
		}
	}
	list.Answer(row(t, list, ja.Settings.File))
	s.Await("the file to be opened", func() bool { return len(s.Props.Visited()) == 1 })
	if got := s.Props.Visited()[0].What; got != s.SettingsFile() {
		t.Errorf("opened %s, want %s", got, s.SettingsFile())
	}
	a.Quit()
	s.AwaitNoProcess()
}

// row is the row of a list that begins so.
func row(t *testing.T, d *stage.Window, begin string) string {
	t.Helper()
	for _, arg := range d.Args {
		if strings.HasPrefix(strings.TrimLeft(arg, "\u200b"), begin) {
			return arg
		}
	}
	t.Fatalf("the list has no row %q: %q", begin, d.Args)
	return ""
}
