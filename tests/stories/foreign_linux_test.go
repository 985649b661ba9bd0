//go:build linux

package stories

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"halfday/tests/stage"
	"halfday/text"
)

// The ids of two users: nobody, of whom the user database knows, and somebody
// of whom it does not.
const (
	nobody  = 65534
	unknown = 54321
)

// strangers is a folder that everybody may reach, with the program in it.
type strangers struct {
	*testing.T
	dir, program string
}

func newStrangers(t *testing.T) *strangers {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root to become other users")
	}
	dir, err := os.MkdirTemp("", "hd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &strangers{T: t, dir: dir, program: filepath.Join(dir, "halfday")}
	s.must(os.Chmod(dir, 0o755))
	from, err := os.Open(stage.Binary(t))
	s.must(err)
	defer from.Close()
	to, err := os.OpenFile(s.program, os.O_WRONLY|os.O_CREATE, 0o755)
	s.must(err)
	_, err = io.Copy(to, from)
	s.must(err)
	s.must(to.Close())
	return s
}

func (s *strangers) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// put writes a file in folders that belong to the user of this id.
func (s *strangers) put(owner int, name, content string) string {
	s.Helper()
	at := s.dir
	parts := strings.Split(name, "/")
	for _, part := range parts[:len(parts)-1] {
		at = filepath.Join(at, part)
		if err := os.Mkdir(at, 0o755); err == nil {
			s.must(os.Chown(at, owner, owner))
		}
	}
	path := filepath.Join(s.dir, name)
	s.must(os.WriteFile(path, []byte(content), 0o644))
	s.must(os.Chown(path, owner, owner))
	return path
}

// run runs the program as a user, in a folder of s, with nothing but env.
func (s *strangers) run(uid uint32, folder string, env []string, args ...string) (out, errs string, code int) {
	s.Helper()
	var o, e bytes.Buffer
	cmd := exec.Command(s.program, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = filepath.Join(s.dir, folder), &o, &e
	cmd.Env = append([]string{}, env...) // nil would be that of the test
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
	cmd.Run()
	if cmd.ProcessState == nil {
		s.Fatal("the program did not start")
	}
	return o.String(), e.String(), cmd.ProcessState.ExitCode()
}

const (
	evilRoles    = "[profile evil]\nrole_arn = arn:aws:iam::111122223333:role/x\nsource_profile = keys\n[profile keys]\ncredential_process = /bin/touch ran\n"
	evilSettings = "language = \"ja\"\n"
)

// Nobody else's files are obeyed: without HOME, in a folder for temporary
// files, in the folder that Halfday happens to be started in, or where others
// may write.
func TestForeignFiles(t *testing.T) {
	t.Parallel()
	s := newStrangers(t)
	const other = 65533
	s.put(other, "here/.aws/config", evilRoles)
	s.put(other, "tmp/halfday-"+strconv.Itoa(nobody)+"/settings.toml", evilSettings)
	s.must(os.Chown(filepath.Join(s.dir, "tmp"), 0, 0))
	s.must(os.Chmod(filepath.Join(s.dir, "tmp"), 0o777|os.ModeSticky))
	s.put(nobody, "tmp/config", evilRoles)
	s.put(other, "theirs/halfday/settings.toml", evilSettings)
	s.put(nobody, "mine/halfday/settings.toml", evilSettings)
	s.put(other, "mixed/halfday/settings.toml", evilSettings)
	s.must(os.Chown(filepath.Join(s.dir, "mixed"), nobody, nobody))
	s.must(os.Chown(filepath.Join(s.dir, "mixed/halfday"), nobody, nobody))
	s.put(nobody, "open/x", "")
	s.must(os.Chmod(filepath.Join(s.dir, "open"), 0o777))
	s.put(nobody, "home/.aws/config", evilRoles)
	in := func(name string) string { return filepath.Join(s.dir, name) }

	words := text.English()
	for _, c := range []struct {
		name string
		uid  uint32
		env  []string
		why  string // a kind of problem, "" where the program works
		sees bool   // the role
		ja   bool   // obeys the settings
	}{
		{name: "no HOME", uid: nobody, env: []string{"TMPDIR=" + in("tmp")}},
		{name: "relative HOME", uid: nobody, env: []string{"HOME=."}},
		{name: "unknown user", uid: unknown, why: "no_home"},
		{name: "unknown user with a home", uid: nobody, env: []string{"HOME=" + in("home")}, sees: true},
		{name: "relative AWS file", uid: nobody, env: []string{"HOME=" + in("home"), "AWS_CONFIG_FILE=.aws/config"}, why: "place_relative"},
		{name: "temporary AWS file", uid: nobody, env: []string{"HOME=" + in("home"), "AWS_CONFIG_FILE=" + in("tmp/config")}, why: "place_open"},
		{name: "settings of another", uid: nobody, env: []string{"HOME=" + in("home"), "XDG_CONFIG_HOME=" + in("theirs")}, why: "place_foreign"},
		{name: "settings file of another", uid: nobody, env: []string{"HOME=" + in("home"), "XDG_CONFIG_HOME=" + in("mixed")}, why: "place_foreign"},
		{name: "own settings", uid: nobody, env: []string{"HOME=" + in("home"), "XDG_CONFIG_HOME=" + in("mine")}, sees: true, ja: true},
		{name: "state where others may write", uid: nobody, env: []string{"HOME=" + in("home"), "XDG_STATE_HOME=" + in("open")}, why: "place_open"},
		{name: "demo where others may write", uid: nobody, env: []string{"HOME=" + in("home"), "HALFDAY_DEMO=" + in("tmp")}, why: "place_open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &strangers{t, s.dir, s.program}
			out, errs, code := s.run(c.uid, "here", c.env, "roles", "--json")
			if got := strings.Contains(out, `"evil"`); got != c.sees {
				t.Errorf("sees the role: %v\n%s%s", got, out, errs)
			}
			want := 0
			if c.why != "" {
				want = 2
				if !strings.Contains(errs, words.Problem(text.Problem{Kind: c.why}).Do) || strings.Count(errs, "\n") != 1 {
					t.Errorf("says %q", errs)
				}
			}
			if code != want {
				t.Errorf("exit code %d, want %d: %s", code, want, errs)
			}
			help, _, _ := s.run(c.uid, "here", c.env, "help")
			if got := strings.Contains(help, text.Japanese().Terminal.Usage); got != c.ja {
				t.Errorf("obeys the settings: %v", got)
			}
			if _, err := os.Stat(in("here/ran")); err == nil {
				t.Error("the program of another user's file ran")
			}
		})
	}
}
