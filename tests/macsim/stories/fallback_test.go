//go:build macsim

package stories

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"halfday/dialogs"
	"halfday/tests/macsim/apple"
	"halfday/text"
)

// Where this process can show no alert of its own the dialog program asks.
func TestFallback(t *testing.T) {
	bin, err := filepath.Abs("testdata/bin")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	for name, change := range map[string]func(*apple.Mac, *text.ButtonWords){
		"no window server": func(m *apple.Mac, _ *text.ButtonWords) { m.NoGUI = true },
		"no words":         func(_ *apple.Mac, l *text.ButtonWords) { *l = text.ButtonWords{} },
		"no AppKit":        func(m *apple.Mac, _ *text.ButtonWords) { m.Without("AppKit") },
		"an AppKit that lacks something": func(m *apple.Mac, _ *text.ButtonWords) {
			m.Forget("NSAlert", "setAccessoryView:")
		},
	} {
		t.Run(name, func(t *testing.T) {
			log := filepath.Join(t.TempDir(), "log")
			t.Setenv("ZENITY_LOG", log)
			m, l := apple.New(), english
			change(m, &l)
			code, err := entry(m, l, "MFA code", "for prod", func(*apple.Alert) { t.Error("an alert shows") })
			asked, _ := os.ReadFile(log)
			if code != "123456" || err != nil || !strings.Contains(string(asked), "MFA code") {
				t.Errorf("got %q, %v, asked %q", code, err, asked)
			}
		})
	}
}

// osascript shows the lists: the first row is chosen, so that Return takes it,
// the buttons are in the person's language, and rows are data whatever they hold.
func TestLists(t *testing.T) {
	told := script(t)
	apple.New()
	rows := []string{"dev", `prod", "x`, "a, b", "日本", "-x"}
	choose := func(kind dialogs.AskKind, answer string) (a dialogs.Answer, err error) {
		t.Setenv("OSASCRIPT_ANSWER", answer)
		mainThread(func() {
			a, err = dialogs.Ask{Kind: kind, Title: "t", Text: "一行目\n二行目", Items: rows, Labels: japanese}.Show(t.Context())
		})
		return a, err
	}
	if a, err := choose(dialogs.AskList, "日本"); a.Index != 3 || err != nil {
		t.Errorf("got %d, %v", a.Index, err)
	}
	if s := told(); !strings.HasPrefix(s, "-\nt\n一行目\n二行目\nOK\nキャンセル\ndev\nprod\", \"x\n") || !strings.Contains(s, "default items {item 1 of theRows}") {
		t.Errorf("told %q", s)
	}
	if _, err := choose(dialogs.AskList, ""); err == nil {
		t.Error("no row was chosen, and one is answered")
	}
	if a, err := choose(dialogs.AskListMulti, "dev\\na, b"); err != nil || !slices.Equal(a.Indices, []int{0, 2}) {
		t.Errorf("got %v, %v", a.Indices, err)
	}
}
