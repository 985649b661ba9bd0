//go:build packages && desktop && linux

package packaging

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// notUnderWine are the reasons for which a test leaves itself out there, and what
// is so not looked at. packaging/windows/README.md has the same table.
var notUnderWine = []struct{ reason, what string }{
	{"here there are no Unix sockets", "messages from a second start to the first"},
	{"here nobody makes links", "links in the place of files: Wine says that a file that is one is none"},
	{"here a link looks like what it leads to", "the same"},
	{"here there is no Unix shell", "a credential_process of Unix; those of Windows are looked at"},
	{"no dbus-daemon", "the tray of Linux"},
	{"desktop-file-validate is not installed", "the login item of Linux"},
	{"here there is no Go", "that every word is used, which is the same on every system"},
}

// TestWineSuites runs the tests of all packages as built for Windows, the probes
// of dialogs and tray among them.
func TestWineSuites(t *testing.T) {
	needWine(t)
	root := sourceCopy(t, t.TempDir())
	w := newWine(t)
	var packages []string
	list := exec.Command("go", "list", "./...")
	list.Dir, list.Env = root, windowsEnv(os.Environ())
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.FieldsSeq(string(out)) {
		if !strings.Contains(name, "/tests") {
			packages = append(packages, name)
		}
	}
	test := w.Desk.Command("go", append([]string{"test", "-json", "-short", "-count=1", "-p=1", "-timeout=10m", "-vet=off", "-exec", wine64}, packages...)...)
	test.Dir, test.Env = root, windowsEnv(test.Env)
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOFLAGS"} { // its home is another
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		test.Env = append(test.Env, name+"="+strings.TrimSpace(string(value)))
	}
	out, failed := test.Output()
	tell(t, out)
	if failed != nil {
		t.Error(failed)
	}
}

// tell reads what go test -json says: each package in a line, what failed whole,
// and whether what was left out was so for a reason of the table.
func tell(t *testing.T, lines []byte) {
	t.Helper()
	type name struct{ Package, Test string }
	said, ended := map[name][]string{}, map[string]int{}
	for d := json.NewDecoder(bytes.NewReader(lines)); d.More(); {
		var e struct {
			name
			Action, Output string
		}
		if err := d.Decode(&e); err != nil {
			t.Fatalf("reading what go test says: %v", err)
		}
		switch e.Action {
		case "output":
			said[e.name] = append(said[e.name], e.Output)
			continue
		case "build-output":
			t.Log(e.Output)
		case "fail":
			t.Errorf("%s %s:\n%s", e.Package, e.Test, strings.Join(said[e.name], ""))
		case "skip":
			why := strings.Join(said[e.name], "")
			known := slices.ContainsFunc(notUnderWine, func(r struct{ reason, what string }) bool { return strings.Contains(why, r.reason) })
			if e.Test != "" && !known {
				t.Errorf("%s %s was left out, and no table says so:\n%s", e.Package, e.Test, why)
			}
		}
		if e.Test != "" {
			ended[e.Action]++
		} else if lines := said[e.name]; len(lines) > 0 {
			t.Log(strings.TrimSpace(lines[len(lines)-1]))
		}
	}
	t.Logf("%d tests passed, %d were left out", ended["pass"], ended["skip"])
	if ended["pass"] < 500 {
		t.Error("that is not all of them")
	}
}

func windowsEnv(env []string) []string {
	return append(env, "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
}
