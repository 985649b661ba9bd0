//go:build linux

package tests

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"halfday/session"
	"halfday/text"
)

// Settings hold as soon as they are saved; a bad value costs itself alone, and
// the menu says in which line it is.
func TestLifeSettings(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.seed(lasting(dev, 30*time.Minute))
	a := s.open()
	a.awaitSession(dev)
	if got := len(s.notes.shown()); got != 0 {
		t.Errorf("%d notifications before anything is due", got)
	}
	s.write(s.settingsFile(), "# mine\nremind = [\"45m\", \"15m\"]\n")
	n := s.notes.await(s.words.Reminder.Ending([]string{dev}, 30*time.Minute).Title)
	s.notes.press(n, s.words.Reminder.Later)

	s.write(s.settingsFile(), "# mine\nremind = [\"45m\"]\nsession_length = \"90m\"\nlanguage = \"ja\"\n")
	ja := text.Japanese()
	a.seen(ja.Menu.Settings(3))
	a.seen(ja.Menu.Quit)
	a.click(ja.Menu.Settings(3)) // leads to the file
	s.await("the settings to be opened", func() bool { return len(s.props.visited()) == 1 })
	if got := s.props.visited()[0].what; got != s.settingsFile() {
		t.Errorf("opened %s, want %s", got, s.settingsFile())
	}
	s.write(s.settingsFile(), "session_length = \"1h\"\n")
	a.seen(s.words.Menu.Quit)
	a.signIn(prod)
	a.seen(s.words.Menu.Session(prod, time.Hour))
}

// An edit of the AWS files shows soon, and a half-written one never empties
// the menu.
func TestLifeConfigEdits(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	file := s.path("aws/config")
	before := s.read(file)
	a := s.open()
	a.seen(prod)

	begin := time.Now()
	after := before + "\n[profile new-one]\nrole_arn = arn:aws:iam::111122223333:role/new\nsource_profile = maya\nmfa_serial = arn:aws:iam::123456789012:mfa/maya\n"
	s.write(file, after)
	a.seen("new-one")
	took := time.Since(begin)
	t.Logf("the edit showed after %v", took.Round(time.Millisecond))
	if took > 5*time.Second { // 2 s on a machine that does nothing else
		t.Errorf("the edit showed after %v", took)
	}

	// An editor that writes in place, slowly.
	watched, stop := context.WithCancel(t.Context())
	var looking sync.WaitGroup
	looking.Go(func() {
		for watched.Err() == nil {
			if l := a.lines(); len(l) > 0 {
				if _, ok := follow(l, dev); !ok {
					t.Errorf("the menu lost its roles: %q", labels(l))
					return
				}
			}
		}
	})
	for range 3 {
		f, err := os.OpenFile(file, os.O_WRONLY|os.O_TRUNC, 0)
		s.must(err)
		for half := after; half != ""; {
			n := min(len(half), 100)
			_, err := f.WriteString(half[:n])
			s.must(err)
			half = half[n:]
			time.Sleep(20 * time.Millisecond)
		}
		s.must(f.Close())
	}
	// One that takes the file away first.
	s.must(os.Remove(file))
	time.Sleep(300 * time.Millisecond)
	s.write(file, before)
	a.awaitMenu("the role to go", func(l []entry) bool {
		_, gone := follow(l, "new-one")
		_, ok := follow(l, dev)
		return ok && !gone
	})
	stop()
	looking.Wait()
}

// What is on disk can be used by nobody else, is moved aside where it makes no
// sense, and a disk that takes nothing does not stop a sign-in.
func TestLifeStore(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	file := s.stateFile("sessions.json")
	newer := `{"version":99,"sessions":[]}`
	s.write(file, newer)
	a := s.open()
	a.seen(dev)
	if got := s.read(file + ".bad"); got != newer {
		t.Errorf("moved aside: got %q, want %q", got, newer)
	}
	if log := s.read(s.stateFile("halfday.log")); strings.Count(log, "\n") != 1 || !strings.Contains(log, "moved aside") {
		t.Errorf("want one line in the log:\n%s", log)
	}
	a.signIn(dev)
	s.awaitRemembered(1)
	for path, mode := range map[string]os.FileMode{file: 0o600, s.stateFile("halfday.log"): 0o600, s.stateFile(""): 0o700 | os.ModeDir} {
		if info, err := os.Stat(path); err != nil || info.Mode() != mode {
			t.Errorf("%s: %v, %v, want %v", path, info, err, mode)
		}
	}

	// Nothing can take the place of a folder that is not empty.
	s.must(os.Remove(file))
	s.must(os.MkdirAll(file+"/full", 0o700))
	a.click(prod)
	s.awaitDialog(entryDialog, prod).answer(s.code())
	lost := s.words.Menu.Unsaved(s.words.Menu.Session(prod, 12*time.Hour))
	a.seen(lost)
	if len(s.props.visited()) != 2 {
		t.Errorf("%d visits, want 2", len(s.props.visited()))
	}
	s.must(os.RemoveAll(file))
	a.clickIn(dev, s.words.Menu.Forget) // the next save
	a.seen(s.words.Menu.Session(prod, 12*time.Hour))
	a.quit()
	if got := s.remembered(); len(got) != 1 || got[0].Profile != prod {
		t.Errorf("%d sessions on disk, want that of %s", len(got), prod)
	}
}

// Without a place for its files Halfday forgets, but works.
func TestLifeNoStateFolder(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.must(os.RemoveAll(s.path("home/.local")))
	s.write(s.path("home/.local"), "not a folder")
	a := s.open()
	a.click(dev)
	s.awaitDialog(entryDialog, dev).answer(s.code())
	a.seen(s.words.Menu.Unsaved(s.words.Menu.Session(dev, 12*time.Hour)))
	a.quit()
}

// The log opens from the menu, and holds no secret: neither it nor anything
// else on disk.
func TestLifeLog(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	s.seed(lasting(dev, 10*time.Minute), session.Session{Profile: "odd"})
	a := s.open("-v")
	a.click(prod)
	s.awaitDialog(entryDialog, prod).answer("000000")
	s.awaitDialog(entryDialog, s.words.Dialog.CodeAgain("code_rejected", 0)[:20]).answer(s.code())
	a.awaitSession(prod)
	a.signInAgain(dev)
	a.click(s.words.Menu.OpenLog)
	s.await("the log to be opened", func() bool { return len(s.props.visited()) == 3 })
	log := s.stateFile("halfday.log")
	if got := s.props.visited()[2].what; got != log {
		t.Errorf("opened %s, want %s", got, log)
	}
	if s.read(log) == "" || a.stderr.String() == "" {
		t.Error("the log, or standard error with -v, is empty")
	}
	a.quit()
	secrets := s.aws.Secrets()
	if len(secrets) < 10 {
		t.Fatalf("%d secrets were handed out, want 10 at least", len(secrets))
	}
	for where, text := range map[string]string{"standard error": a.stderr.String(), "log": s.read(log), "store": s.read(s.stateFile("sessions.json"))} {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds a secret:\n%s", where, text)
			}
		}
	}
}
