package desktop

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// playRestart starts itself anew with one argument less, until none is left, and
// says so in the file of the first each time: on Windows a successor has no
// standard output of its own.
func playRestart(args []string) int {
	f, err := os.OpenFile(args[0], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintln(f, os.Getpid(), args[1:])
		f.Close()
	}
	if err == nil && len(args) > 1 {
		err = Restart(append([]string{args[0]}, args[2:]...))
	}
	if err != nil {
		return 1
	}
	return 0
}

func TestRestart(t *testing.T) {
	said := filepath.Join(t.TempDir(), "said")
	p := start(t, "restart", nil, said, "a b", "--c")
	want := []string{"[a b --c]", "[--c]", "[]"}
	var lines []string
	for end := time.Now().Add(20 * time.Second); len(lines) < len(want) && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		b, _ := os.ReadFile(said)
		lines = strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	}
	p.rest(t)
	if len(lines) != len(want) {
		t.Fatalf("got %q", lines)
	}
	pids := map[string]bool{}
	for n, line := range lines {
		pid, rest, _ := strings.Cut(line, " ")
		pids[pid] = true
		if rest != want[n] {
			t.Errorf("start %d said %q, want %q", n, rest, want[n])
		}
	}
	// Elsewhere each takes the place of the one before.
	if alone := len(pids) == 1 && pids[strconv.Itoa(p.cmd.Process.Pid)]; alone == (runtime.GOOS == "windows") {
		t.Errorf("process %d and its successors said %q", p.cmd.Process.Pid, lines)
	}
}

func TestInBundle(t *testing.T) {
	const app = "/Applications/Halfday.app/Contents/MacOS/halfday"
	for _, c := range []struct{ program, leads, want string }{
		{"/opt/homebrew/bin/halfday", app, app},
		{app, app, ""}, // else it would start itself for ever
		{"/opt/homebrew/bin/halfday", "/opt/homebrew/Cellar/halfday/1/bin/halfday", ""},
		{"/usr/local/bin/halfday", "", ""},
		{"halfday", "x.app/Contents/MacOS/halfday", ""},
	} {
		got, ok := inBundle(c.program, func(string) (string, error) {
			if c.leads == "" {
				return "", errors.New("broken")
			}
			return c.leads, nil
		})
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s to %s: got %q, %v", c.program, c.leads, got, ok)
		}
	}
}

func TestSearchPath(t *testing.T) {
	for _, c := range []struct {
		now   string
		lists []string
		want  string
	}{
		{"/usr/bin:/bin", nil, "/usr/bin:/bin:/opt/homebrew/bin:/usr/local/bin"},
		{"/usr/bin", []string{"/usr/local/bin\n/usr/bin\n", "/opt/X11/bin"}, "/usr/bin:/usr/local/bin:/opt/X11/bin:/opt/homebrew/bin"},
		{"", []string{"\n relative\n/a:b\r\n/c\r\n"}, "/c:/opt/homebrew/bin:/usr/local/bin"},
		{"/opt/homebrew/bin:/x::/x", nil, "/opt/homebrew/bin:/x::/x:/usr/local/bin"},
	} {
		if got := searchPath(c.now, c.lists...); got != c.want {
			t.Errorf("%q with %q: got %q, want %q", c.now, c.lists, got, c.want)
		}
	}
}

func TestUpdateCommand(t *testing.T) {
	for path, want := range map[string]string{
		"/Applications/Halfday.app/Contents/MacOS/halfday":                      "",
		"/opt/homebrew/Cellar/halfday/0.1.0/Halfday.app/Contents/MacOS/halfday": "brew upgrade halfday",
		"/usr/local/Caskroom/halfday/0.1.0/Halfday.app/Contents/MacOS/halfday":  "brew upgrade halfday",
		`C:\Users\Kana\scoop\apps\halfday\current\halfdayw.exe`:                 "scoop update halfday",
		`C:\Users\Kana\AppData\Local\Programs\Halfday\halfdayw.exe`:             "",
		"/usr/bin/halfday": "",
		"/home/kana/halfday/cellar/halfdaybuild/halfday": "",
		"": "",
	} {
		none := func(string) bool { return false }
		if got := updateCommand(path, none); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	const app = "/Applications/Halfday.app/Contents/MacOS/halfday"
	cask := func(dir string) bool { return dir == "/opt/homebrew/Caskroom/halfday" }
	if got := updateCommand(app, cask); got != "brew upgrade halfday" {
		t.Errorf("an app of the cask: %q", got)
	}
	if got := updateCommand("/Users/kana/halfday", cask); got != "" {
		t.Errorf("another beside the cask: %q", got)
	}
}
