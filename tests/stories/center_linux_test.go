//go:build linux

package stories

import (
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// The roles of the invented Identity Center.
const (
	shop = "atlas-shop"
	lab  = "atlas-lab"
)

// withCenter has the demo's roles, those of Identity Center among them.
func withCenter() []demo.Role { return append(demo.DefaultRoles(), demo.CenterRoles()...) }

// The first click sends the person to AWS's page once, for both roles that wait;
// then the consoles come by themselves, for half a day, and no code is asked.
func TestCenterFromTheIconToTheConsole(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: withCenter()})
	s.Props.Consent("allow")
	a := s.Open()
	a.Click(shop)
	a.Click(lab)
	line := a.AwaitSession(shop)[0]
	if want := s.Words.Menu.Session(shop, 12*time.Hour); line != want {
		t.Errorf("the session's line: got %q, want %q", line, want)
	}
	a.AwaitSession(lab)
	s.Await("both consoles", func() bool { return len(s.Props.Visited()) == 3 })
	title := s.Props.Visited()[1].Title + s.Props.Visited()[2].Title
	if !strings.Contains(title, "ShopAdmin") || !strings.Contains(title, "LabReader") {
		t.Errorf("the consoles are %q", title)
	}
	for action, want := range map[string]int{demo.ActionAuthorize: 1, demo.ActionRegisterClient: 1, demo.ActionCreateToken: 1, demo.ActionGetRoleCredentials: 2, demo.ActionAssumeRole: 0} {
		if got := s.Asked(action); got != want {
			t.Errorf("%s: asked %d times, want %d", action, got, want)
		}
	}
	for _, d := range s.Props.All() {
		t.Errorf("a dialog: %s", d.Text())
	}
	// What the AWS CLI will find.
	files, err := os.ReadDir(s.Path("home/.aws/sso/cache"))
	s.Must(err)
	if len(files) != 2 {
		t.Errorf("the cache has %v", files)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f.Name(), info.Mode(), err)
		}
	}
	a.ClickIn(shop, s.Words.Menu.OpenAgain) // as the first time: nothing is asked
	s.Await("the console again", func() bool { return len(s.Props.Visited()) == 4 })
	if n := len(s.Props.All()); n > 0 {
		t.Errorf("%d dialogs", n)
	}
	a.Quit()
	s.AwaitNoProcess()
}

// Cancelling the sign-in to Identity Center cancels all roles that wait for it.
func TestCenterCancelled(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: withCenter()})
	a := s.Open()
	a.Click(shop)
	s.Await("AWS's page", func() bool { return s.Asked(demo.ActionAuthorize) == 1 })
	a.Click(lab)
	a.Seen(s.Attempt(lab, "queued"))
	line := s.Attempt(shop, "center")
	a.ClickID(a.Seen(line, s.Words.Menu.CancelSignIn).ID)
	a.AwaitMenu("both roles as before", func(l []stage.Entry) bool {
		_, one := stage.Follow(l, shop)
		_, other := stage.Follow(l, lab)
		return one && other
	})
	s.Await("the end of the sign-in process", func() bool { return len(s.Processes()) == 1 })
	if len(s.Props.All()) > 0 || s.Asked(demo.ActionAuthorize) != 1 {
		t.Error("something was asked all the same")
	}
}

// What goes wrong on the way has its words.
func TestCenterFails(t *testing.T) {
	t.Parallel()
	var fault atomic.Value // of fakeaws.Fault, for the action that it is for
	type played struct {
		action string
		fault  fakeaws.Fault
	}
	fault.Store(played{})
	s := stage.New(t, stage.Set{Roles: withCenter(), Fault: func(e fakeaws.Entry) fakeaws.Fault {
		if p := fault.Load().(played); p.action == e.Action && e.Action != "" {
			return p.fault
		}
		return fakeaws.Fault{}
	}})
	a := s.Open()
	for _, test := range []struct {
		name, answer string
		played       played
		says         string
	}{
		{"denied", "deny", played{}, "Access was denied"},
		{"the wrong region", "allow", played{demo.ActionRegisterClient, fakeaws.Fault{Kind: fakeaws.Center, Code: "InvalidRequestRegionException"}}, "Wrong region"},
		{"no way to it from the beginning", "allow", played{demo.ActionRegisterClient, fakeaws.Fault{Kind: fakeaws.ResetBefore}}, "connection"},
		{"refused", "allow", played{demo.ActionCreateToken, fakeaws.Fault{Kind: fakeaws.Center, Code: "InvalidGrantException"}}, "Identity Center refused"},
		{"no way to it", "allow", played{demo.ActionCreateToken, fakeaws.Fault{Kind: fakeaws.ResetBefore}}, "connection"},
		{"the answer with the token lost", "allow", played{demo.ActionCreateToken, fakeaws.Fault{Kind: fakeaws.ResetAfter}}, "connection"},
		{"no way to the portal", "allow", played{demo.ActionGetRoleCredentials, fakeaws.Fault{Kind: fakeaws.ResetBefore}}, "connection"},
		{"a role that was taken away", "allow", played{demo.ActionGetRoleCredentials, fakeaws.Fault{Kind: fakeaws.Center, Status: 403, Code: "ForbiddenException"}}, "No such role for you"},
		{"too many requests", "allow", played{demo.ActionGetRoleCredentials, fakeaws.Fault{Kind: fakeaws.Center, Status: 429, Code: "TooManyRequestsException"}}, "AWS is busy"},
	} {
		s.Props.Consent(test.answer)
		fault.Store(test.played)
		a.Click(shop)
		d := s.AwaitDialog(stage.ErrorDialog, test.says)
		d.Ok()
		s.Await("the end of the sign-in process", func() bool { return len(s.Processes()) == 1 })
	}
	fault.Store(played{})
	a.Click(shop)
	a.AwaitSession(shop)
}

// A token of the AWS CLI is used, refreshed where it ended, and asked for anew
// where an administrator ended the session.
func TestCenterTokens(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: withCenter()})
	s.Props.Consent("allow")
	if out, code := s.Run("", "sign-in", "--print-url", shop); code != 0 || !strings.Contains(out, "QKPT-HWJX") {
		t.Fatalf("by device: %d, %s", code, out)
	}
	if out, code := s.Run("", "sign-in", "--print-url", lab); code != 0 || strings.Contains(out, "QKPT-HWJX") {
		t.Fatalf("with the token: %d, %s", code, out)
	}
	if got := s.Asked(demo.ActionCreateToken); got != 1 {
		t.Errorf("%d tokens, want 1", got)
	}
	// The end of the token as the file has it: it is refreshed.
	files, err := os.ReadDir(s.Path("home/.aws/sso/cache"))
	s.Must(err)
	for _, f := range files {
		path := s.Path("home/.aws/sso/cache", f.Name())
		if text := s.Read(path); strings.Contains(text, "accessToken") {
			i := strings.Index(text, `"expiresAt":"`) + len(`"expiresAt":"`)
			s.Write(path, text[:i]+"2020"+text[i+4:])
		}
	}
	if out, code := s.Run("", "sign-in", "--print-url", lab); code != 0 || strings.Contains(out, "QKPT-HWJX") {
		t.Fatalf("refreshed: %d, %s", code, out)
	}
	if got := s.Asked(demo.ActionCreateToken); got != 2 {
		t.Errorf("%d tokens, want 2", got)
	}
	s.AWS.SignOutOfCenter()
	a := s.Open()
	a.Click(shop)
	a.AwaitSession(shop)
	if got := s.Asked(demo.ActionAuthorize); got != 1 {
		t.Errorf("AWS's page was shown %d times, want once", got)
	}
}

// tokenFile is where the AWS CLI keeps the token of the session atlas.
const tokenFile = "home/.aws/sso/cache/ece8f46bf734ca267a2b6e0f7c3b471a5c964428.json"

// The session has its own line, which follows what the AWS CLI does; a person
// signs in and out there.
func TestCenterInTheMenu(t *testing.T) {
	t.Parallel()
	var down atomic.Bool
	s := stage.New(t, stage.Set{Roles: withCenter(), Fault: func(e fakeaws.Entry) fakeaws.Fault {
		if down.Load() && e.Action == demo.ActionCenterLogout {
			return fakeaws.Fault{Kind: fakeaws.ResetBefore}
		}
		return fakeaws.Fault{}
	}})
	s.Props.Consent("allow")
	w, name := s.Words.Center, demo.CenterSession
	in, out := w.Standing(name, time.Time{}, time.Now()), w.NotIn(name)
	a := s.Open()
	a.Click(out, w.SignIn(name))
	a.Seen(in)
	if got := s.Asked(demo.ActionGetRoleCredentials); got != 0 || len(s.Props.Visited()) != 1 {
		t.Errorf("%d roles asked for, %d pages", got, len(s.Props.Visited()))
	}
	token := s.Path(tokenFile)
	kept := s.Read(token)

	// aws sso logout and aws sso login, as far as this machine sees them.
	s.Must(os.Remove(token))
	a.Seen(out)
	s.Write(token, strings.Replace(kept, "refreshToken", "other", 1))
	a.AwaitMenu("the end of a token that is not renewed", func(l []stage.Entry) bool {
		for _, e := range l {
			if strings.HasPrefix(e.Label, in+" until ") {
				return true
			}
		}
		return false
	})
	s.Write(token, kept)
	a.Seen(in)

	// Signing out takes what was kept with it.
	a.Click(shop)
	a.AwaitSession(shop)
	a.Seen(s.Words.Menu.OpenAgain)
	a.Click(in, w.SignOut(name))
	a.Seen(out)
	s.Await("AWS being told", func() bool { return s.Asked(demo.ActionCenterLogout) == 1 })
	a.AwaitMenu("no way to open it again", func(l []stage.Entry) bool {
		_, ok := stage.Follow(l, s.Words.Menu.OpenAgain)
		return len(l) > 0 && !ok
	})
	if _, err := os.Stat(token); err == nil {
		t.Error("the token is still there")
	}

	// In a terminal, too; and without a way to AWS the token goes all the same.
	if said, code := s.Run("", "sign-in", "--sso-session", name); code != 0 || !strings.Contains(said, w.SignedIn(name)) {
		t.Fatalf("in a terminal: %d, %s", code, said)
	}
	a.Seen(in)
	down.Store(true)
	a.Click(in, w.SignOut(name))
	s.AwaitDialog(stage.ErrorDialog, "AWS does not know").Ok()
	a.Seen(out)
	a.Quit()
	s.AwaitNoProcess()
}

// A second click is another try: the page of the first is lost.
func TestCenterClickedTwice(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: withCenter()})
	w, name := s.Words.Center, demo.CenterSession
	a := s.Open()
	a.Click(w.NotIn(name), w.SignIn(name))
	s.Await("AWS's page, which nobody answers", func() bool { return len(s.Props.Visited()) == 1 })
	s.Props.Consent("allow")
	a.Click(w.NotIn(name), w.SignIn(name))
	a.Seen(w.Standing(name, time.Time{}, time.Now()))
	s.Await("the end of the processes", func() bool { return len(s.Processes()) == 1 })
	if len(s.Props.All()) > 0 {
		t.Errorf("dialogs: %q", s.Props.Texts())
	}
}
