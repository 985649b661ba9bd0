package dialogs

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"halfday/text"
)

// standIn makes this test's program the one that shows dialogs.
func standIn(t *testing.T, name string) {
	t.Helper()
	fakeDisplay(t)
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// The program shows its window under the name of Halfday (its argv[0]: else
// the stand-in does not answer), and the first window gets what brings it to
// the front.
func TestTheDialogIsHalfdaysAndComesForward(t *testing.T) {
	standIn(t, "zenity")
	t.Setenv("XDG_ACTIVATION_TOKEN", "of another window")
	for token, want := range map[string][]string{"token": {"DESKTOP_STARTUP_ID=token", "XDG_ACTIVATION_TOKEN=token"}, "": nil, "no\ntoken": nil} {
		var got []string
		for _, kv := range entered(t, Ask{Text: "x", Token: token}).Environ {
			if strings.HasPrefix(kv, "XDG_ACTIVATION_TOKEN=") || strings.HasPrefix(kv, "DESKTOP_STARTUP_ID=") {
				got = append(got, kv)
			}
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("the window comes to the front with %q, want %q", got, want)
		}
	}
}

// entered is what the program was given for a question.
func entered(t *testing.T, a Ask) (p played) {
	t.Helper()
	a.Kind, a.Title = AskEntry, "t"
	answer, err := a.Show(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(answer.Text), &p); err != nil {
		t.Fatalf("%v: %q", err, answer.Text)
	}
	return p
}

func TestLongTextIsRead(t *testing.T) {
	long := strings.Repeat("one of many lines\n", 40)
	c := zenityCall(Ask{Kind: AskInfo, Title: "t", Text: long})
	if c.args[0] != "--text-info" || c.stdin != long {
		t.Errorf("got %q, %q", c.args, c.stdin)
	}
	fakeZenity(t, `case $1 in --text-info) read first; [ "$first" = "one of many lines" ] && exit 0;; esac; sleep 0.4; exit 3`)
	if err := told(t.Context(), AskInfo, long); err != nil {
		t.Errorf("Info = %v", err)
	}
}

// A question of many lines is read in a view, too, and answered with its own
// words: zenity's own ones there are OK and Cancel.
func TestLongQuestion(t *testing.T) {
	long := strings.Repeat("one of many lines\n", 40)
	ask := Ask{Kind: AskQuestion, Title: "t", Text: long, Labels: text.ButtonWords{Yes: "はい", No: "いいえ"}}
	fakeZenity(t, `case "$*" in --text-info*--ok-label=はい*--cancel-label=いいえ) sleep 0.4; read first; [ "$first" = "one of many lines" ]; exit;; esac; sleep 0.4; exit 3`)
	if a, err := ask.Show(t.Context()); !a.Yes || err != nil {
		t.Errorf("OK = %v, %v", a.Yes, err)
	}
	fakeZenity(t, `sleep 0.4; exit 1`)
	if a, err := ask.Show(t.Context()); a.Yes || err != nil {
		t.Errorf("Cancel = %v, %v", a.Yes, err)
	}
	if c := zenityCall(Ask{Kind: AskQuestion, Text: "Short?"}); c.args[0] != "--question" || c.stdin != "" {
		t.Errorf("a short one: %q", c)
	}
}

// Where several programs are there the first one is used, and each is called
// with its own options.
func TestPrograms(t *testing.T) {
	for _, c := range []struct{ name, option string }{
		{"qarma", "--entry"}, {"zenity", "--entry"}, {"kdialog", "--inputbox=x" + strings.Repeat(figureSpace, titleEdge)}, {"matedialog", "--entry"},
	} {
		standIn(t, c.name)
		if got := program(); got != c.name {
			t.Errorf("program = %q, want %q", got, c.name)
		}
		if got := entered(t, Ask{Text: "x"}); !slices.Contains(got.Args, c.option) {
			t.Errorf("%s was called with %q", c.name, got.Args)
		}
	}
}
