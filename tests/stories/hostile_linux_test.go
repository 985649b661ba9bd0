//go:build linux

package stories

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// Files that are made to take long cost a message and no more: the roles are
// listed, and a sign-in ends before anything is asked.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	for name, settings := range map[string]string{
		"key of many parts":   strings.Repeat("a.", 120<<10) + "a=1\n",
		"open strings":        strings.Repeat("a = \"\"\"\nb = '''\n", 15<<10),
		"open arrays":         strings.Repeat("a = [\n", 40<<10),
		"one deep array":      "a = " + strings.Repeat("[", 250<<10) + "\n",
		"deep inline tables":  "a = " + strings.Repeat("{a=", 80<<10) + "\n",
		"table of many parts": "[" + strings.Repeat("a.", 120<<10) + "a]\n",
	} {
		t.Run("settings: "+name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, fakeaws.Options{})
			s.must(os.MkdirAll(s.path(".config/halfday"), 0o700))
			s.must(os.WriteFile(s.path(".config/halfday/settings.toml"), []byte(settings+"language = \"ja\"\n"), 0o600))
			r := s.start("help")
			r.in.Close()
			if code := r.end(); code != 0 {
				t.Errorf("exit code %d: %s", code, r.stderr.String())
			}
		})
	}
	for name, config := range map[string]string{
		"continuation lines": "[profile long]\nx = 1\n" + strings.Repeat(" longer\n", 600<<10),
		"a long line":        "[profile long]\nx = " + strings.Repeat("y", 4<<20) + "\n" + strings.Repeat(" z\n", 900),
		"many long values":   "[profile long]\n" + strings.Repeat("x = 1\n"+strings.Repeat(" longer\n", 900), 600),
	} {
		t.Run("AWS: "+name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, fakeaws.Options{})
			good, err := os.ReadFile(s.path(".aws/config"))
			s.must(err)
			s.must(os.WriteFile(s.path(".aws/config"), append(append(good, '\n'), config...), 0o600))
			r := s.signIn(dev)
			d := r.dialog()
			if !strings.Contains(unbroken(d.text), s.path(".aws/config")+":") || d.kind != "error" {
				t.Errorf("in place of the file and the line: %v", d)
			}
			s.answer(d, confirm)
			if code := r.end(); code != 2 {
				t.Errorf("exit code %d", code)
			}
			if e := r.lastEvent(); e.Kind != session.EventFailed || e.Problem != "files_bounds" {
				t.Errorf("%s, %s: %s", e.Kind, e.Problem, e.Detail)
			}
			list := exec.Command(stage.Binary(t), "roles")
			list.Env = s.environ()
			if out, err := list.CombinedOutput(); err != nil || !strings.Contains(string(out), dev) || !strings.Contains(string(out), prod) {
				t.Errorf("the roles are gone: %v\n%s", err, out)
			}
		})
	}
}
