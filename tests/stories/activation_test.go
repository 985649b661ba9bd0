//go:build linux

package stories

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// The token of a click goes to the one window that the click opens, the dialog
// or the browser, and to no program that has nothing to show.
func TestTokenOfAClick(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	key, role := s.AWS.Keys()[0], s.AWS.Roles()[0]
	s.Script("keys", fmt.Sprintf(`export -p >%q; echo '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}'`,
		s.Path("environment"), string(key.AccessKeyID), string(key.SecretKey)))
	config := s.Path("aws/config")
	s.Write(config, s.Read(config)+fmt.Sprintf("\n[profile keys]\ncredential_process = keys\n[profile mine]\nrole_arn = %s\nsource_profile = keys\nmfa_serial = %s\n",
		role.ARN, key.MFASerials[0]))
	s.Env = append(s.Env, "XDG_ACTIVATION_TOKEN=of_the_login", "DESKTOP_STARTUP_ID=of_the_login")
	a := s.Open()

	a.Token = "first_TIME1"
	a.Click("mine")
	d := s.AwaitDialog(stage.EntryDialog, "mine")
	wantTokens(t, "the question", d.Environ, "first_TIME1")
	d.Answer(s.Code())
	a.AwaitSession("mine")
	if got := s.Read(s.Path("environment")); !strings.Contains(got, "PATH") || strings.Contains(got, "first_TIME1") || strings.Contains(got, "of_the_login") {
		t.Errorf("the credential_process got\n%s", got)
	}
	s.Await("the page", func() bool { return len(s.Props.Visited()) > 0 })
	visits := s.Props.Visited()
	wantTokens(t, "the console after a code", visits[len(visits)-1].Environ, "")

	a.Token = "second_TIME2"
	a.ClickIn("mine", s.Words.Menu.GoToConsole)
	s.Await("the console", func() bool { return len(s.Props.Visited()) > len(visits) })
	wantTokens(t, "the console", s.Props.Visited()[len(visits)].Environ, "second_TIME2")

	a.Token = ""
	a.Click(s.Words.Menu.About)
	d = s.AwaitDialog(stage.QuestionDialog, "Halfday")
	wantTokens(t, "a window of a click without a token", d.Environ, "")
	d.Cancel()
}

// After a code there is no token any more: on Wayland a browser that is known
// opens the console in a new window, which comes to the front.
func TestNewWindow(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.InstallSurf()
	// As the entry of Firefox it is one.
	s.Must(os.Rename(s.Path("home/.local/share/applications/surf.desktop"), s.Path("home/.local/share/applications/firefox.desktop")))
	s.Write(s.Path("home/.config/mimeapps.list"), "[Default Applications]\nx-scheme-handler/https=firefox.desktop\n")
	a := s.Open()
	a.Token = "click_TIME1"
	a.SignIn(dev)
	s.Await("the page", func() bool { return len(s.Props.Visited()) > 0 })
	if v := s.Props.Visited()[0]; v.By != stage.Surf || len(v.Args) != 2 || v.Args[0] != "--new-window" {
		t.Errorf("%s was started with %q", v.By, v.Args)
	}
	a.ClickIn(dev, s.Words.Menu.GoToConsole)
	s.Await("the console", func() bool { return len(s.Props.Visited()) > 1 })
	if v := s.Props.Visited()[1]; v.By != "xdg-open" || len(v.Args) != 1 {
		t.Errorf("with a token: %s was started with %q", v.By, v.Args)
	}
}

// Where there is no tray a second start shows the roles: in front, by the token
// of whoever started it.
func TestTokenOfASecondStart(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{NoPanel: true})
	a := s.Start()
	s.Await("the notification of the way on", func() bool { return len(s.Notes.Shown()) > 0 })
	s.Env = append(s.Env, "XDG_ACTIVATION_TOKEN=launched_TIME3")
	if out, code := s.Run(""); code != 0 {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	d := s.AwaitDialog("--list", s.Words.Lists.FindTitle)
	wantTokens(t, "the list", d.Environ, "launched_TIME3")
	d.Cancel()
	a.Kill()
}

// wantTokens checks both variables in which a window finds its token.
func wantTokens(t *testing.T, what string, environ []string, want string) {
	t.Helper()
	for _, name := range []string{"XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"} {
		i := slices.IndexFunc(environ, func(kv string) bool { return strings.HasPrefix(kv, name+"=") })
		got := ""
		if i >= 0 {
			got = strings.TrimPrefix(environ[i], name+"=")
		}
		if got != want {
			t.Errorf("%s: %s is %q, want %q", what, name, got, want)
		}
	}
}
