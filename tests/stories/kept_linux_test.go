//go:build linux

package stories

import (
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// edited is what dev's profile becomes: the name of a role in another account.
func edited(s *scene) {
	s.config("role_arn = "+s.aws.Roles()[0].ARN, "role_arn = "+s.aws.Roles()[1].ARN)
}

// Kept credentials are for a role, not for a name: after the profile was given
// to another role the tray drops them and asks for a code.
func TestKeptRoleEdited(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	a.SignIn(dev)
	a.Seen(append(a.AwaitSession(dev), s.Words.Menu.OpenAgain)...)
	roles := s.AWS.Roles()
	file := s.Path("aws/config")
	s.Write(file, strings.Replace(s.Read(file), "role_arn = "+roles[0].ARN, "role_arn = "+roles[1].ARN, 1))
	a.AwaitMenu("the credentials to be dropped", func(l []stage.Entry) bool {
		path, ok := stage.Running(l, dev)
		_, again := stage.Follow(l, append(path, s.Words.Menu.OpenAgain)...)
		return ok && !again
	})
	a.ClickIn(dev, s.Words.Menu.SignInNewCode)
	if d := s.AwaitDialog(stage.EntryDialog, dev); !strings.Contains(d.Text(), "4444-5555-6666") {
		t.Errorf("the dialog does not name the account:\n%s", d.Text())
	}
}

// oneWithoutACode are roles of which dev asks nobody when it opens first.
func oneWithoutACode() []demo.Role {
	return []demo.Role{
		{Profile: dev, ARN: "arn:aws:iam::111122223333:role/" + dev, Region: "eu-west-1", MaxSession: 12 * time.Hour},
		{Profile: prod, ARN: "arn:aws:iam::444455556666:role/" + prod, Region: "eu-west-1", MFA: true, MaxSession: 12 * time.Hour},
	}
}

// clicksWithoutAPerson asks for Open again as any program on the session bus
// can, and waits for what comes of it.
func clicksWithoutAPerson(s *stage.Stage, a *stage.App, profile string) *stage.Window {
	s.T.Helper()
	a.ClickIn(profile, s.Words.Menu.OpenAgain)
	d := s.AwaitDialog(stage.QuestionDialog, strings.TrimPrefix(profile, "⚠ "))
	a.Seen(s.Attempt(profile, "consent"))
	return d
}

// A program that clicks on Open again gets a question, and no console: for a
// role to which nobody has agreed of late, and for one in production always.
// What the person denies, or lets be, leaves everything as it was.
func TestKeptConsent(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: oneWithoutACode()})
	s.Write(s.SettingsFile(), "reopen = \"ask\"\n[role."+prod+"]\nproduction = true\nreopen = \"free\"\n")
	a := s.Open()
	a.Click(dev)
	a.AwaitSession(dev)
	marked := "⚠ " + prod
	a.Click(marked)
	s.AwaitDialog(stage.EntryDialog, prod).Answer(s.Code())
	a.AwaitSession(marked)
	visits, tokens := 2, s.Asked(demo.ActionGetSigninToken)
	s.Await("both consoles", func() bool { return len(s.Props.Visited()) == visits })
	for _, profile := range []string{dev, marked} {
		d := clicksWithoutAPerson(s, a, profile)
		for _, part := range []string{s.Words.Dialog.ConsentTitle(strings.TrimPrefix(profile, "⚠ "), ""), "12 h", "another program"} {
			if !strings.Contains(d.Text(), part) {
				t.Errorf("the question lacks %q:\n%s", part, d.Text())
			}
		}
		d.Cancel()
		a.AwaitSession(profile)
		d = clicksWithoutAPerson(s, a, profile)
		a.Click(s.Attempt(profile, "consent"), s.Words.Menu.CancelSignIn)
		d.AwaitGone()
		a.AwaitSession(profile)
	}
	if got := len(s.Props.Visited()); got != visits || s.Asked(demo.ActionGetSigninToken) != tokens {
		t.Errorf("%d visits, want %d: a console was opened, or AWS asked, that nobody agreed to", got, visits)
	}

	// A yes counts for ten minutes, but for a role in production.
	for _, profile := range []string{dev, marked} {
		clicksWithoutAPerson(s, a, profile).Ok()
		visits++
		s.Await("the console", func() bool { return len(s.Props.Visited()) == visits })
		a.AwaitSession(profile)
	}
	a.ClickIn(dev, s.Words.Menu.OpenAgain)
	visits++
	s.Await("the console", func() bool { return len(s.Props.Visited()) == visits })
	a.AwaitSession(dev)
	clicksWithoutAPerson(s, a, marked).Cancel()

	// Nor does it help to write milder settings.
	s.Write(s.SettingsFile(), "reopen = \"free\"\nlanguage = \"ja\"\n")
	a.Seen(text.Japanese().Menu.Quit)
	s.Words = text.Japanese()
	clicksWithoutAPerson(s, a, prod).Cancel()
	if n := len(s.Props.Visited()); n != visits {
		t.Errorf("%d visits, want %d", n, visits)
	}
}

// The settings say what it takes to open a role again.
func TestKeptSettings(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: oneWithoutACode()})
	s.Write(s.SettingsFile(), "reopen = \"free\"\n[role."+prod+"]\nkeep_credentials = false\n")
	a := s.Open()
	a.Click(dev)
	a.AwaitSession(dev)
	a.ClickIn(dev, s.Words.Menu.OpenAgain) // free: no question
	s.Await("the console", func() bool { return len(s.Props.Visited()) == 2 })
	a.SignIn(prod)
	kept := func(l []stage.Entry, profile string) bool {
		path, _ := stage.Running(l, profile)
		_, ok := stage.Follow(l, append(path, s.Words.Menu.OpenAgain)...)
		return ok
	}
	a.AwaitMenu("the credentials of one role", func(l []stage.Entry) bool { return kept(l, dev) && !kept(l, prod) })
	s.Write(s.SettingsFile(), "reopen = \"free\"\n[role."+dev+"]\nreopen = \"code\"\n")
	a.AwaitMenu("the credentials to be dropped", func(l []stage.Entry) bool { return len(l) > 0 && !kept(l, dev) })
	if len(s.Props.All()) != 1 {
		t.Errorf("%d dialogs, want the one for a code", len(s.Props.All()))
	}
}

// The screen locks, or the machine goes to sleep: the credentials are dropped,
// the session stays, and the next click asks for a code. So it is where the
// service is lost that tells of it.
func TestKeptScreenLock(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	kept := func(l []stage.Entry) bool {
		path, _ := stage.Running(l, dev)
		_, ok := stage.Follow(l, append(path, s.Words.Menu.OpenAgain)...)
		return ok
	}
	a.SignIn(dev)
	for what, lock := range map[string]func(){
		"sleep":            func() { s.Signal("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", true) },
		"the lock":         func() { s.Signal("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session.Lock") },
		"the screen saver": func() { s.Signal("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", true) },
	} {
		a.AwaitMenu("the credentials to be kept", kept)
		lock()
		a.AwaitMenu("the credentials to be dropped by "+what, func(l []stage.Entry) bool {
			_, lasts := stage.Running(l, dev)
			return lasts && !kept(l)
		})
		a.SignInAgain(dev) // asks for a code
	}
	s.Write(s.SettingsFile(), "keep_when_locked = true\nlanguage = \"ja\"\n")
	a.Seen(text.Japanese().Menu.Quit) // the settings hold, for what is kept from now on
	s.Words = text.Japanese()
	a.SignInAgain(dev)
	a.AwaitMenu("the credentials to be kept", kept)
	s.Signal("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", true)
	s.Signal("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session.Lock")
	a.ClickIn(dev, s.Words.Menu.OpenAgain)
	s.Await("the console", func() bool { return len(s.Props.Visited()) == 6 })
	if n := len(s.Props.All()); n != 5 {
		t.Errorf("%d dialogs, want the 5 for a code", n)
	}
}

// The same where the tray has not seen the change yet.
func TestKeptRoleEditedJustNow(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	r := s.signInWith("atlas-dev", session.Request{KeepCredentials: true})
	s.answer(r.dialog(), typed(code1))
	s.visit(s.address())
	r.end()
	got := r.lastEvent()
	if len(got.Credentials) == 0 {
		t.Fatal("no credentials were given back")
	}
	edited(s)
	r = s.signInWith("atlas-dev", session.Request{Kept: session.Kept{Credentials: got.Credentials, For: got.For, Ends: got.Session.Expires}})
	d := r.dialog()
	if d.kind != "entry" || !strings.Contains(d.text, "4444-5555-6666") {
		t.Fatalf("credentials of one role opened another: %v", d)
	}
	s.answer(d, dismiss)
	r.end()
	s.checkCounts(1, 1)
}
