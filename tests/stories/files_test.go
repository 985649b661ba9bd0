//go:build linux

package stories

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"halfday/session"
	"halfday/tests/stage"
	"halfday/text"
)

// Settings hold as soon as they are saved; a bad value costs itself alone, and
// the menu says in which line it is.
func TestSettings(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(dev, 30*time.Minute))
	a := s.Open()
	a.AwaitSession(dev)
	if got := len(s.Notes.Shown()); got != 0 {
		t.Errorf("%d notifications before anything is due", got)
	}
	s.Write(s.SettingsFile(), "# mine\nremind = [\"45m\", \"15m\"]\n")
	n := s.Notes.Await(s.Words.Reminder.Ending([]string{dev}, 30*time.Minute).Title)
	s.Notes.Press(n, s.Words.Reminder.Later)

	s.Write(s.SettingsFile(), "# mine\nremind = [\"45m\"]\nsession_length = \"90m\"\nlanguage = \"ja\"\n")
	ja := text.Japanese()
	a.Seen(ja.Menu.Settings(3))
	a.Seen(ja.Menu.Quit)
	a.Click(ja.Menu.Settings(3)) // leads to the file
	s.Await("the settings to be opened", func() bool { return len(s.Props.Visited()) == 1 })
	if got := s.Props.Visited()[0].What; got != s.SettingsFile() {
		t.Errorf("opened %s, want %s", got, s.SettingsFile())
	}
	s.Write(s.SettingsFile(), "session_length = \"1h\"\n")
	a.Seen(s.Words.Menu.Quit)
	a.SignIn(prod)
	a.Seen(s.Words.Menu.Session(prod, time.Hour))
}

// An edit of the AWS files shows soon, and a half-written one never empties
// the menu.
func TestConfigEdits(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	file := s.Path("aws/config")
	before := s.Read(file)
	a := s.Open()
	a.Seen(prod)

	after := before + "\n[profile new-one]\nrole_arn = arn:aws:iam::111122223333:role/new\nsource_profile = maya\nmfa_serial = arn:aws:iam::123456789012:mfa/maya\n"
	s.Write(file, after)
	a.Seen("new-one")

	// An editor that writes in place, slowly.
	watched, stop := context.WithCancel(t.Context())
	var looking sync.WaitGroup
	looking.Go(func() {
		for watched.Err() == nil {
			if l := a.Lines(); len(l) > 0 {
				if _, ok := stage.Follow(l, dev); !ok {
					t.Errorf("the menu lost its roles: %q", stage.Labels(l))
					return
				}
			}
		}
	})
	for range 3 {
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0)
		s.Must(err)
		for half := after; half != ""; {
			n := min(len(half), 100)
			_, err := f.WriteString(half[:n])
			s.Must(err)
			half = half[n:]
			time.Sleep(20 * time.Millisecond)
		}
		s.Must(f.Close())
	}
	// One that takes the file away first.
	s.Must(os.Remove(file))
	time.Sleep(300 * time.Millisecond)
	s.Write(file, before)
	a.AwaitMenu("the role to go", func(l []stage.Entry) bool {
		_, gone := stage.Follow(l, "new-one")
		_, ok := stage.Follow(l, dev)
		return ok && !gone
	})
	stop()
	looking.Wait()
}

// What is on disk can be used by nobody else, is moved aside where it makes no
// sense, and a disk that takes nothing does not stop a sign-in.
func TestStore(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	file := s.StateFile("sessions.json")
	newer := `{"version":99,"sessions":[]}`
	s.Write(file, newer)
	a := s.Open()
	a.Seen(dev)
	if got := s.Read(file + ".bad"); got != newer {
		t.Errorf("moved aside: got %q, want %q", got, newer)
	}
	if log := s.Read(s.StateFile("halfday.log")); strings.Count(log, "\n") != 1 || !strings.Contains(log, "moved aside") {
		t.Errorf("want one line in the log:\n%s", log)
	}
	a.SignIn(dev)
	s.AwaitRemembered(1)
	for path, mode := range map[string]os.FileMode{file: 0o600, s.StateFile("halfday.log"): 0o600, s.StateFile(""): 0o700 | os.ModeDir} {
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("%s: %v, %v, want %v", path, info, err, mode)
		}
	}

	// Nothing can take the place of a folder that is not empty.
	s.Must(os.Remove(file))
	s.Must(os.MkdirAll(file+"/full", 0o700))
	a.Click(prod)
	s.AwaitDialog(stage.EntryDialog, prod).Answer(s.Code())
	lost := s.Words.Menu.Unsaved(s.Words.Menu.Session(prod, 12*time.Hour))
	a.Seen(lost)
	// The session shows when the browser has been sent on, a moment before the
	// page is there.
	s.Await("both consoles", func() bool { return len(s.Props.Visited()) == 2 })
	s.Must(os.RemoveAll(file))
	a.ClickIn(dev, s.Words.Menu.Forget) // the next save
	a.Seen(s.Words.Menu.Session(prod, 12*time.Hour))
	a.Quit()
	if got := s.Remembered(); len(got) != 1 || got[0].Profile != prod {
		t.Errorf("%d sessions on disk, want that of %s", len(got), prod)
	}
}

// Without a place for its files Halfday forgets, but works.
func TestNoStateFolder(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Must(os.RemoveAll(s.Path("home/.local")))
	s.Write(s.Path("home/.local"), "not a folder")
	a := s.Open()
	a.Click(dev)
	s.AwaitDialog(stage.QuestionDialog, dev).Ok() // the host in AWS's place: nothing remembers it
	s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
	a.Seen(s.Words.Menu.Unsaved(s.Words.Menu.Session(dev, 12*time.Hour)))
	a.Quit()
}

// The log opens from the menu, and holds no secret: neither it nor anything
// else on disk.
func TestLog(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(dev, 10*time.Minute), session.Session{Profile: "odd"})
	a := s.Open("-v")
	a.Click(prod)
	s.AwaitDialog(stage.EntryDialog, prod).Answer("000000")
	s.AwaitDialog(stage.EntryDialog, s.Words.Dialog.CodeAgain("code_rejected", 0)[:20]).Answer(s.Code())
	a.AwaitSession(prod)
	a.SignInAgain(dev)
	a.Click(s.Words.Menu.OpenLog)
	s.Await("the log to be opened", func() bool { return len(s.Props.Visited()) == 3 })
	log := s.StateFile("halfday.log")
	if got := s.Props.Visited()[2].What; got != log {
		t.Errorf("opened %s, want %s", got, log)
	}
	if s.Read(log) == "" || a.Stderr.String() == "" {
		t.Error("the log, or standard error with -v, is empty")
	}
	a.Quit()
	secrets := s.AWS.Secrets()
	if len(secrets) < 10 {
		t.Fatalf("%d secrets were handed out, want 10 at least", len(secrets))
	}
	for where, text := range map[string]string{"standard error": a.Stderr.String(), "log": s.Read(log), "store": s.Read(s.StateFile("sessions.json"))} {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds a secret:\n%s", where, text)
			}
		}
	}
}
