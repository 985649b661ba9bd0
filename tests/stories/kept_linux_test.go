//go:build linux

package stories

import (
	"strings"
	"testing"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
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

// The same where the tray has not seen the change yet.
func TestKeptRoleEditedJustNow(t *testing.T) {
	t.Parallel()
	s := newStage(t, demo.Options{})
	r := s.signInWith("atlas-dev", session.Request{KeepCredentials: true})
	s.answer(r.dialog(), typed(code1))
	s.visit(s.address())
	r.end()
	got := r.lastEvent()
	if len(got.Credentials) == 0 {
		t.Fatal("no credentials were given back")
	}
	edited(s)
	r = s.signInWith("atlas-dev", session.Request{Credentials: got.Credentials, For: got.For, Ends: got.Session.Expires})
	d := r.dialog()
	if d.kind != "entry" || !strings.Contains(d.text, "4444-5555-6666") {
		t.Fatalf("credentials of one role opened another: %v", d)
	}
	s.answer(d, dismiss)
	r.end()
	s.checkCounts(1, 1)
}
