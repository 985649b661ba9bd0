//go:build linux

package stories

import (
	"os"
	"strings"
	"syscall"
	"testing"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
)

// giver is a program that gives codes as a security key does: it says what to
// do, and waits for the touch.
func giver(s *stage.Stage, code string) (touch func()) {
	key := s.Path("run", "key")
	s.Must(syscall.Mkfifo(key, 0o600))
	s.Script("giver", "echo 'Touch your key' >&2\nread -r line <'"+key+"'\necho 'Account code:'\necho "+code)
	return func() { s.Must(os.WriteFile(key, []byte("\n"), 0o600)) }
}

// The code comes from a program: the dialog says what it says, and goes by
// itself. Nobody writes the code down.
func TestCodeFromProgram(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	code := s.Code()
	touch := giver(s, code)
	s.Write(s.SettingsFile(), "code_command = \"giver -s {device}\"\n")
	a := s.Open("-v")
	a.Click(dev)
	d := s.AwaitDialog(stage.EntryDialog, dev)
	if !strings.Contains(d.Text(), "giver: Touch your key") {
		t.Errorf("the dialog says:\n%s", d.Text())
	}
	touch()
	d.AwaitGone()
	a.AwaitSession(dev)
	if log := s.Read(s.StateFile("halfday.log")); strings.Contains(log, code) || strings.Contains(log, "Touch your key") {
		t.Errorf("the log has the code, or what the program said:\n%s", log)
	}

	// A code that the person types is as good, and ends the program.
	a.Click(prod)
	s.AwaitDialog(stage.EntryDialog, prod).Answer(s.Code())
	a.AwaitSession(prod)
	// And so does Cancel in the menu.
	a.ClickIn(dev, s.Words.Menu.SignInNewCode)
	d = s.AwaitDialog(stage.EntryDialog, dev)
	a.Click(s.Attempt(dev, string(session.PhaseCode)), s.Words.Menu.CancelSignIn)
	d.AwaitGone()
	a.Quit()
	s.AwaitNoProcess()
}

// A program that gives none: the person is told why, and types.
func TestCodeFromProgramThatFails(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Script("broken", "echo 'no key is there' >&2; exit 3")
	s.Script("talker", "echo 12345; echo 1234567")
	for command, says := range map[string]string{
		"broken":                     "broken, which should give the code, failed (no key is there)",
		"talker":                     "printed no line of six digits",
		"nobody-has-this --secret x": "nobody-has-this, which should give the code, was not found",
		"broken 'x":                  "a quote in the command",
	} {
		s.Write(s.SettingsFile(), "code_command = \""+command+"\"\n")
		out, end := s.Run(s.Code()+"\n", "sign-in", "--print-url", "--code-stdin", dev)
		if end != 0 { // it is asked for no code where codes are given
			t.Errorf("%s, --code-stdin: %d, %s", command, end, out)
		}
		a := s.Open()
		a.Click(dev)
		d := s.AwaitDialog(stage.EntryDialog, says)
		if strings.Contains(d.Text(), "--secret") {
			t.Errorf("%s: the dialog says:\n%s", command, d.Text())
		}
		d.Cancel()
		a.Quit()
	}
}

// mfa_process of the profile that has the device counts; a role in production is
// asked about before, and the tray marks it by its pattern.
func TestCodeFromProfileInProduction(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: oneWithoutACode()})
	s.Script("giver", "echo "+s.Code())
	file := s.Path("aws/config")
	s.Write(file, strings.ReplaceAll(s.Read(file), "mfa_serial", "mfa_process = giver\nmfa_serial"))
	s.Write(s.SettingsFile(), "production = [\"*:role/"+prod+"\", \""+dev[:3]+"*\"]\ncode_command = \"nobody\"\n")
	a := s.Open()
	for _, profile := range []string{prod, dev} { // a code of the program, and none at all
		tokens := s.Asked(demo.ActionAssumeRole)
		a.Click("⚠ " + profile)
		d := s.AwaitDialog(stage.QuestionDialog, profile)
		if !strings.Contains(d.Text(), s.Words.Dialog.OpenTitle(profile, "")) {
			t.Errorf("the question is:\n%s", d.Text())
		}
		d.Cancel()
		a.Seen("⚠ " + profile)
		a.Click("⚠ " + profile)
		d = s.AwaitDialog(stage.QuestionDialog, profile)
		if s.Asked(demo.ActionAssumeRole) != tokens {
			t.Error("AWS was asked before the person had agreed")
		}
		d.Ok()
		a.AwaitSession("⚠ " + profile)
	}
	out, end := s.Run("", "sign-in", "--print-url", "--code-stdin", dev)
	if end != 1 || !strings.Contains(out, "never opens without a question") {
		t.Errorf("where nobody can be asked: %d, %s", end, out)
	}
}
