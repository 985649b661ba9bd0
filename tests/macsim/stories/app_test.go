//go:build macsim

package stories

import (
	"bufio"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/app"
	"halfday/command"
	"halfday/desktop"
	"halfday/home"
	"halfday/session"
	"halfday/tests/macsim/apple"
	"halfday/tests/macsim/systray"
)

// playVariable names the folder in which the children of the tray and a story
// meet. A dialog writes its title there and shows until the file answer is there.
const playVariable = "MACSIM_PLAY"

// children are the processes that the tray starts of itself.
var children = map[string]func() int{
	"sign-in": signIn,
	"__dialog": func() int {
		m := apple.New()
		m.Screen.Person = func(a *apple.Alert) {
			awaitFront(m)
			write("dialog", a.Title)
			until(func() bool { return len(read("answer")) > 0 })
			a.Press("\r")
		}
		return command.Run([]string{"__dialog"})
	},
}

// signIn is a sign-in that AWS has taken.
func signIn() int {
	var request session.Request
	line, err := bufio.NewReader(os.Stdin).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &request)
	}
	if err != nil || request.Role == nil {
		return 1
	}
	write("sign-in", request.Role.Profile)
	s := opened(request.Role.Profile, request.Role.ID(), 12*time.Hour)
	if json.NewEncoder(os.Stdout).Encode(session.Event{Kind: session.EventSignedIn, Session: &s}) != nil {
		return 1
	}
	return 0
}

// lead is how long before its end a session is announced.
const lead = 11 * time.Hour

func opened(profile, arn string, length time.Duration) session.Session {
	now := time.Now()
	return session.Session{Profile: profile, RoleARN: arn, Account: "123456789012", SignedInAt: now, Expires: now.Add(length)}
}

func write(name, line string) {
	f, err := os.OpenFile(filepath.Join(os.Getenv(playVariable), name), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, _ = f.WriteString(line + "\n")
		_ = f.Close()
	}
}

func read(name string) []string {
	text, _ := os.ReadFile(filepath.Join(os.Getenv(playVariable), name))
	return strings.Fields(strings.ReplaceAll(string(text), " ", "_"))
}

// until waits for something that comes by itself.
func until(there func() bool) {
	for !there() {
		time.Sleep(5 * time.Millisecond)
	}
}

// The tray program itself, from its start to its end by Quit, and by macOS at
// the end of the login session, which gives it no time after that.
func TestTray(t *testing.T) {
	for name, end := range map[string]func(m *apple.Mac, returned <-chan struct{}) (left map[string]apple.Note){
		"quit": func(m *apple.Mac, returned <-chan struct{}) map[string]apple.Note {
			until(func() bool { return systray.Click("Quit") })
			<-returned
			return m.Shown()
		},
		"logout": func(m *apple.Mac, _ <-chan struct{}) (left map[string]apple.Note) {
			systray.Terminate(func() { left = m.Shown() })
			return left
		},
	} {
		t.Run(name, func(t *testing.T) { trayDay(t, end) })
	}
}

func trayDay(t *testing.T, end func(*apple.Mac, <-chan struct{}) map[string]apple.Note) {
	dir := t.TempDir()
	for name, value := range map[string]string{
		playVariable: dir, "HOME": dir, "XDG_CONFIG_HOME": dir + "/c", "XDG_STATE_HOME": dir + "/s", "XDG_RUNTIME_DIR": dir + "/r", "XDG_CURRENT_DESKTOP": "",
		"AWS_CONFIG_FILE": dir + "/config", "AWS_SHARED_CREDENTIALS_FILE": dir + "/credentials", "LANG": "C", "LC_ALL": "", "LANGUAGE": "",
	} {
		t.Setenv(name, value)
	}
	const role = "[profile work]\nregion = eu-west-1\n\n[profile prod]\nrole_arn = arn:aws:iam::123456789012:role/admin\nsource_profile = work\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n"
	if err := os.WriteFile(dir+"/config", []byte(role), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/credentials", []byte("[work]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := apple.New()
	m.Notes.Answer = apple.Allow
	systray.On(m)
	h := home.Load()
	instance, err := desktop.Acquire(h.Dirs.Runtime)
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	log := slog.New(slog.DiscardHandler)
	returned := make(chan struct{})
	go mainThread(func() {
		defer close(returned)
		if _, err := app.Run(t.Context(), h, app.Options{Remind: lead}, instance, log); err != nil {
			t.Error(err)
		}
	})

	// The start: the menu opens by a right click on macOS 27, which it does for a
	// menu that stays attached alone.
	until(func() bool { return systray.Click("prod") })
	m.Main(func() {
		if !m.Click(apple.Icon{MacOS27: true, Right: true}) {
			t.Error("no menu")
		}
	})

	// The first sign-in: a dialog, and only after it macOS's own question.
	until(func() bool { return len(read("dialog")) > 0 })
	if got := read("dialog"); !slices.Equal(got, []string{"May_Halfday_remind_you?"}) || m.Asked() != 0 {
		t.Errorf("dialogs %q, macOS asked %d times", got, m.Asked())
	}
	write("answer", "yes")
	until(func() bool { return m.Asked() == 1 })

	// The reminder, which the clock or the wake of the Mac brings: of a session
	// from a terminal, which is due in a moment.
	remind := func() (key string) {
		const moment = time.Second
		var due time.Time
		until(func() bool {
			if time.Since(due) > 5*moment { // a busy machine was late, and it counted as announced
				due = time.Now().Add(moment)
				app.TellSignedIn(h.Dirs, opened("prod", "arn:aws:iam::123456789012:role/admin", lead+moment), nil)
			}
			m.Main(func() { m.Post("NSWorkspaceDidWakeNotification") })
			for k, note := range m.Shown() {
				if slices.Equal(note.Buttons, []string{"Sign in again", "Later"}) && strings.Contains(note.Title+note.Body, "prod") {
					key = k
				}
			}
			return key != ""
		})
		return key
	}
	key := remind()

	// A second start by Finder.
	var heard bool
	m.Main(func() { heard = m.Reopen() })
	until(func() bool { return m.Shown()["here"].Title != "" })
	if here := m.Shown()["here"]; !heard || !strings.Contains(here.Body, "System Settings › Menu Bar") {
		t.Errorf("%v, %+v", heard, here)
	}

	// Its button signs in again, with no further dialog and no further request.
	if !m.Press(key, "Sign in again") {
		t.Error("nobody heard the button")
	}
	until(func() bool { return len(read("sign-in")) == 2 })
	remind()
	if n := len(read("dialog")); n != 1 || m.Asked() != 1 {
		t.Errorf("%d dialogs, asked %d times", n, m.Asked())
	}

	// The end takes the reminder away and keeps the session.
	if left := end(m, returned); len(left) != 1 || left["here"].Title == "" {
		t.Errorf("left: %v", left)
	}
	if kept := session.ReadMemory(h.StoreFile()).Sessions; len(kept) != 1 || kept[0].Profile != "prod" {
		t.Errorf("kept: %+v", kept)
	}
	<-returned // here; on a Mac the process is gone
}
