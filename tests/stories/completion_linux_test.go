package stories

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/tests/stage"
)

// shell is an interactive shell on a terminal of its own, with a halfday that
// completes as the real one does, and else writes down what it was called with.
type shell struct {
	*stage.Terminal
	t   *testing.T
	out string // what halfday was called with, a line for each call
}

const completionConfig = `[default]
aws_access_key_id = A
aws_secret_access_key = s
[profile atlas-dev]
role_arn = arn:aws:iam::111122223333:role/r
source_profile = default
[profile my role]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile o'brien]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile team:prod]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile user@corp]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile c$b"d\e]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile -rf]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile 本番]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = default
[profile zebra-broken]
role_arn = arn:aws:iam::444455556666:role/r
source_profile = gone
`

func startShell(t *testing.T, name string, args ...string) *shell {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(name + " is not installed")
	}
	dir := t.TempDir()
	s := &shell{t: t, out: filepath.Join(dir, "calls")}
	write := func(name, content string, mode os.FileMode) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("config", completionConfig, 0o600)
	write("halfday", "#!/bin/sh\nif [ \"$1\" = __complete ]; then exec '"+stage.Binary(t)+"' \"$@\"; fi\n"+
		"{ printf '<%s>' \"$@\"; echo; } >> '"+s.out+"'\n", 0o700)
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=" + dir + ":/usr/bin:/bin", "HOME=" + dir, "TERM=xterm", "LANG=C.UTF-8", "INPUTRC=/dev/null",
		"AWS_CONFIG_FILE=" + filepath.Join(dir, "config"), "AWS_SHARED_CREDENTIALS_FILE=" + filepath.Join(dir, "none"),
	}
	s.Terminal = stage.NewTerminal(t, cmd)
	return s
}

// line types a line, and gives what halfday was called with then.
func (s *shell) line(keys string) string {
	s.t.Helper()
	os.Remove(s.out)
	s.Types(keys + "\r")
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if b, err := os.ReadFile(s.out); err == nil && strings.HasSuffix(string(b), "\n") {
			return strings.TrimSpace(string(b))
		}
	}
	s.t.Fatalf("%q: halfday is not called; the terminal shows\n%s", keys, s.Shows())
	return ""
}

func TestCompletion(t *testing.T) {
	script := func(shell string) string {
		out, err := exec.Command(stage.Binary(t), "completion", shell).Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	for _, sh := range []struct {
		name, shell, args string
		start             string // typed first; the script is in _halfday
	}{
		{"bash", "bash", "--norc --noprofile -i", ". ./_halfday"},
		{"zsh", "zsh", "-f -i", "autoload -Uz compinit; compinit -u -D; . ./_halfday"},
		{"zsh, installed", "zsh", "-f -i", "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D"},
		{"fish", "fish", "--no-config -i", ". ./_halfday"},
	} {
		t.Run(sh.name, func(t *testing.T) {
			t.Parallel()
			s := startShell(t, sh.shell, strings.Fields(sh.args)...)
			if err := os.WriteFile(filepath.Join(filepath.Dir(s.out), "_halfday"), []byte(script(sh.shell)), 0o600); err != nil {
				t.Fatal(err)
			}
			s.Types(sh.start + "\r")
			if got := s.line("halfday ready"); got != "<ready>" {
				t.Fatalf("the shell says %s", got)
			}
			for _, c := range []struct{ keys, want string }{
				{"halfday sign-in atl\t", "<sign-in><atlas-dev>"},
				{"halfday sign-i\tatl\t", "<sign-in><atlas-dev>"},
				{"halfday sign-in my\t", "<sign-in><my role>"},
				{"halfday sign-in my\\ r\t", "<sign-in><my role>"},
				{"halfday sign-in 'my r\t", "<sign-in><my role>"},
				{"halfday sign-in \"my r\t", "<sign-in><my role>"},
				{"halfday sign-in o\t", "<sign-in><o'brien>"},
				{"halfday sign-in team:p\t", "<sign-in><team:prod>"},
				{"halfday sign-in user@\t", "<sign-in><user@corp>"},
				{"halfday sign-in c\t", `<sign-in><c$b"d\e>`},
				{"halfday sign-in 本\t", "<sign-in><本番>"},
				{"halfday sign-in --print\tatl\t", "<sign-in><--print-url><atlas-dev>"},
				{"halfday doctor zeb\t", "<doctor><zebra-broken>"},
				{"halfday roles --acc\t1111\t", "<roles><--account><111122223333>"},
				{"halfday login-item st\t", "<login-item><status>"},
			} {
				if got := s.line(c.keys); got != c.want {
					t.Errorf("%q: got %s, want %s", c.keys, got, c.want)
				}
			}
		})
	}
}
