//go:build packages && desktop && linux

package packaging

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// TestWineSuites runs the tests of all packages as built for Windows, the probes
// of dialogs and tray among them.
func TestWineSuites(t *testing.T) {
	needWine(t)
	root := sourceCopy(t, t.TempDir())
	w := newWine(t, stage.StartDesk(t))
	// Windows of all programs lie in one, which knows what is in front.
	w.run("reg", "add", `HKCU\Software\Wine\Explorer`, "/v", "Desktop", "/d", "Default", "/f")
	w.run("reg", "add", `HKCU\Software\Wine\Explorer\Desktops`, "/v", "Default", "/d", "1000x700", "/f")
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
	test := w.Desk.Command("go", append([]string{"test", "-short", "-count=1", "-p=1", "-vet=off", "-exec", wineProgram(wine64)}, packages...)...)
	test.Dir, test.Env = root, windowsEnv(test.Env)
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPATH", "GOFLAGS"} { // its home is another
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		test.Env = append(test.Env, name+"="+strings.TrimSpace(string(value)))
	}
	out, err = test.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}

func windowsEnv(env []string) []string {
	return append(env, "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
}
