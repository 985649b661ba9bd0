//go:build linux

package stories

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// keysFrom makes the user's keys come from a program.
func keysFrom(command string) func(*scene) {
	return func(s *scene) {
		s.must(os.Remove(s.path(".aws/credentials")))
		s.config("[profile atlas-dev]", "[profile maya]\ncredential_process = "+command+"\n\n[profile atlas-dev]")
	}
}

// goodKeys is a script that prints the user's keys.
func goodKeys(s *scene) string {
	k := s.aws.Keys()[0]
	return fmt.Sprintf(`echo '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s","SessionToken":"%s"}'`,
		string(k.AccessKeyID), string(k.SecretKey), string(k.Token))
}

func withKeys(script string) func(*scene) {
	return func(s *scene) {
		keysFrom("keys --vault hunter2")(s)
		s.program("keys", script)
	}
}

// slowly is a script that waits for release.
func slowly(script string) func(*scene) {
	return func(s *scene) {
		s.must(syscall.Mkfifo(filepath.Join(s.dir, "release"), 0o600))
		withKeys(`read -r line <"${0%/*}/../release"; ` + script)(s)
	}
}

func release(s *scene) {
	f, err := os.OpenFile(filepath.Join(s.dir, "release"), os.O_RDWR, 0)
	s.must(err)
	s.Cleanup(func() { f.Close() })
	_, err = f.WriteString("go\n")
	s.must(err)
}

func mendKeys(s *scene) { s.program("keys", goodKeys(s)) }

func TestFailuresOfACredentialProcess(t *testing.T) {
	program := func(name string) func(*text.Problem) { return func(p *text.Problem) { p.Program = name } }
	failed := func(p *text.Problem) { p.Status, p.Detail = 3, "keys: not logged in" }
	tellFailures(t, []failure{
		{
			name: "fails", setup: withKeys(`echo secret; echo >&2; echo "keys: not logged in" >&2; exit 3`), mend: mendKeys,
			turns:   []turn{early(tells(problem("process_failed", program("keys"), failed)))},
			problem: "process_failed", exit: 1, lines: []string{code1},
		},
		{
			name: "fails while the code is typed", mend: mendKeys, setup: slowly(`echo "keys: not logged in" >&2; exit 3`),
			turns: []turn{
				{dialog: asks("", "").dialog, do: release, gone: true},
				tells(problem("process_failed", program("keys"), failed)),
			},
			problem: "process_failed", exit: 1,
		},
	})
}

func TestFailuresOfDialogs(t *testing.T) {
	noProgram := func(s *scene) { s.must(os.Remove(filepath.Join(s.bin, "zenity"))) }
	noDisplay := func(s *scene) { s.env["WAYLAND_DISPLAY"] = filepath.Join(s.dir, "nothing") }
	diesAt := func(script string) func(*scene) { return func(s *scene) { s.program("zenity", script) } }
	mendDisplay := func(s *scene) { s.env["WAYLAND_DISPLAY"] = s.Path("run/display") }
	mendProgram := func(s *scene) { s.installDialogs() }
	// Nothing can show it here: it is on standard error, which a desktop keeps.
	says := func(kind, program string) func(*testing.T, *run) {
		return func(t *testing.T, r *run) {
			want := "halfday: " + problem(kind, func(p *text.Problem) { p.Program = program }).String() + "\n"
			if got := r.stderr.String(); got != want {
				t.Errorf("standard error %q, want %q", got, want)
			}
		}
	}
	fails := func(name string, setup, mend func(*scene), kind, program string) failure {
		return failure{name: name, setup: setup, mend: mend, problem: kind, exit: 1, check: says(kind, program)}
	}
	tellFailures(t, []failure{
		fails("no program", noProgram, mendProgram, "dialog_missing", ""),
		fails("no display", noDisplay, mendDisplay, "display_missing", ""),
		fails("ends at once", diesAt("exit 1"), mendProgram, "dialog_failed", "zenity"),
		{
			name: "cancelled", turns: []turn{asks("", dismiss)}, problem: "cancelled", exit: 3,
			check: func(t *testing.T, r *run) {
				if r.stderr.Len() > 0 {
					t.Errorf("cancelling said %q", r.stderr.String())
				}
			},
		},
	})
}

func TestFailuresOfTheBrowser(t *testing.T) {
	no := func(s *scene) { s.must(os.Remove(filepath.Join(s.bin, "xdg-open"))) }
	fails := func(s *scene) { s.program("xdg-open", "echo no browser >&2; exit 4") }
	mended := func(t turn) turn {
		t.do = (*scene).installBrowser
		return t
	}
	tellFailures(t, []failure{
		{
			name: "none", setup: no, turns: []turn{asks("", typed(code1)), mended(offers(problem("browser_missing"), confirm)), opens},
			assumes: 1, tokens: 1,
		},
		{
			name: "fails", setup: fails, turns: []turn{asks("", typed(code1)), offers(problem("browser_failed"), confirm),
				mended(offers(problem("browser_failed"), confirm)), opens},
			assumes: 1, tokens: 1,
		},
	})
}

// Temporary keys take no code, which shows when the program has given them: the
// question goes away, and the sign-in goes on.
func TestFailuresOfKeysThatTakeNoCode(t *testing.T) {
	t.Parallel()
	role := demo.DefaultRoles()[0]
	role.MFA = false
	s := newStage(t, fakeaws.Options{Roles: []demo.Role{role}, Keys: []demo.Key{{
		Profile: "maya", ARN: "arn:aws:iam::123456789012:user/maya", MFASerials: []string{mayaSerial}, Expires: time.Now().Add(time.Hour),
		AccessKeyID: "ASIAEXAMPLEEXAMPLE00", SecretKey: "example-secret", Token: "example-token",
	}}})
	s.config("source_profile = maya\n", "source_profile = maya\nmfa_serial = "+mayaSerial+"\n")
	slowly(goodKeys(s))(s)
	r := s.signIn("atlas-dev")
	d := r.dialog()
	release(s)
	s.awaitGone(d)
	if title := r.visit(r.address()); !strings.Contains(title, "atlas-dev") {
		t.Errorf("the console page is %q", title)
	}
	if code := r.end(); code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
	wantLength(t, r, time.Hour)
	s.checkCounts(1, 1)
}

// A program that hangs goes with the sign-in that nobody wants any more.
func TestFailuresOfAProgramThatHangs(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	slowly(`exit 1`)(s)
	s.program("keys", `echo $$ >"${0%/*}/../pid"; read -r line <"${0%/*}/../release"`)
	r := s.signIn("atlas-dev")
	var pid int
	s.await("the program", func() bool { _, err := fmt.Sscan(s.Read(s.Path("pid")), &pid); return err == nil })
	s.answer(r.dialog(), typed(code1)) // the code waits for the keys
	r.in.Close()
	if code := r.end(); code != 3 {
		t.Errorf("exit code %d, want 3", code)
	}
	s.await("the program to end", func() bool { return !s.alive(pid) })
	if n := s.sent(); n > 0 {
		t.Errorf("%d codes count as sent, want none", n)
	}
	s.checkCounts(0, 0)
}

// Who asked is gone, or wants no more: so are the dialog and the process.
func TestFailuresOfTheParent(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*run){
		"the tray is gone": func(r *run) { r.in.Close() },
		"interrupted":      func(r *run) { syscall.Kill(r.cmd.Process.Pid, syscall.SIGINT) },
		"terminated":       func(r *run) { syscall.Kill(r.cmd.Process.Pid, syscall.SIGTERM) },
	} {
		for _, during := range []string{"question", "error"} {
			t.Run(name+" during the "+during, func(t *testing.T) {
				t.Parallel()
				s := newStage(t, fakeaws.Options{})
				s.misbehave(sts(fakeaws.AccessDenied)...)
				var r *run
				if name == "the tray is gone" {
					r = s.signIn("atlas-dev")
				} else {
					r = s.start("sign-in", "atlas-dev")
				}
				d := r.dialog()
				want := 3
				if during == "error" {
					s.answer(d, typed(code1))
					d = r.dialog()
					want = 5
				}
				end(r)
				if code := r.end(); code != want {
					t.Errorf("exit code %d, want %d", code, want)
				}
				s.awaitGone(d)
				if r.stderr.Len() > 0 {
					t.Errorf("standard error: %q", r.stderr.String())
				}
				if e := r.lastEvent(); name == "the tray is gone" && during == "question" && e.Kind != session.EventCancelled {
					t.Errorf("the last event is %q", e.Kind)
				}
			})
		}
	}
}

// Where no dialog can be shown a notification says so.
func TestFailuresWithoutDialogsAreNotifications(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Must(os.Remove(s.Path("bin/zenity")))
	out, code := s.Run("", "sign-in", "atlas-dev")
	want := problem("dialog_missing")
	one := s.Notes.Await(want.Title)
	if body := one.Body; !strings.Contains(body, want.What) || !strings.Contains(body, "zenity") {
		t.Errorf("the notification says %q, want %q", body, want)
	}
	if code != 1 || out != "" {
		t.Errorf("exit code %d, want 1; it printed %q", code, out)
	}
}

// A second role in the same browser is explained once, and never again.
func TestFailuresOfASecondConsole(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{News: true})
	a := s.Open()
	a.SignIn(dev)
	if open := s.Props.Open(); len(open) > 0 {
		t.Errorf("the first role opened %q", s.Props.Texts())
	}
	a.SignIn(prod)
	want := words.Reminder.TwoConsoles(dev, prod)
	d := s.AwaitDialog(stage.InfoDialog, want.Title)
	if got := d.Text(); unbroken(got) != unbroken(want.Title+"\n"+want.String()) {
		t.Errorf("got %q, want %q", got, want)
	}
	d.Ok()
	a.Quit()
	a = s.Open()
	a.ClickIn(dev, words.Menu.SignInNewCode)
	s.AwaitDialog(stage.EntryDialog, dev).Answer(a.Code())
	s.Await("the third visit", func() bool { return len(s.Props.Visited()) == 3 })
	a.AwaitSession(dev)
	a.Quit() // no dialog comes after the process that would show it
	if open := s.Props.Open(); len(open) > 0 {
		t.Errorf("said again: %q", s.Props.Texts())
	}
}
