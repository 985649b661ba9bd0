//go:build desktop && linux

package desktop

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// TestDesktopTwoProfiles opens two roles at once, each in a Chromium profile of
// its own, of a console that holds one identity for each browser: both are
// signed in. A second role in one of the profiles then is not.
func TestDesktopTwoProfiles(t *testing.T) {
	aws := fakeaws.Start(t, fakeaws.Options{Classic: true})
	d := stage.StartDesk(t)
	installProfiles(d, "Home", "Work")
	if _, _, err := aws.WriteFiles(d.Path(".aws")); err != nil {
		t.Fatal(err)
	}
	d.Env = append(d.Env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	d.Write(".config/halfday/settings.toml", `
[role.atlas-dev]
browser = "chromium:profile:Home"
[role.atlas-prod-readonly]
browser = "chromium:profile:Work"
[role.billing-audit]
browser = "chromium:profile:Work"
`, 0o600)

	// One after the other, as the tray asks for the codes of one device: two
	// Chromiums that start at once on the same folder are not what is told here.
	for role, code := range map[string]string{"atlas-dev": "111111", "atlas-prod-readonly": "222222"} {
		startSignIn(d, role, code).wait(t)
		// The window's title is that of its page.
		d.Await("the console of "+role, func() bool { return d.Window(role+".*Halfday demo console") != "" })
	}
	d.Settle(time.Second)
	d.Shot("profiles-1-two-roles")
	checkArguments(d, aws.Secrets())

	// The control: a console of one identity does refuse a second one.
	third := startSignIn(d, "billing-audit", "333333")
	third.wait(t)
	d.Await("the page that asks to log out first", func() bool { return d.Window("^Sign out first") != "" })
	d.Settle(time.Second)
	d.Shot("profiles-2-log-out-first")
	if d.Window("atlas-dev.*Halfday demo console") == "" {
		t.Error("the console in the other profile is gone")
	}

	// What is not there is said before a code is asked for.
	d.Write(".config/halfday/settings.toml", "[role.atlas-dev]\nbrowser = \"chromium:profile:Nobody\"\n", 0o600)
	gone := startSignIn(d, "atlas-dev", "444444")
	if err := gone.cmd.Wait(); err == nil || !strings.Contains(gone.said.String(), "chromium:profile:Nobody") {
		t.Errorf("a profile that is not there: %v, %s", err, gone.said.String())
	}
}

// installProfiles makes Chromium known as a distribution does, with profiles
// of these names.
func installProfiles(d *stage.Desk, names ...string) {
	d.T.Helper()
	script, err := os.ReadFile(d.Path("bin/test-browser"))
	if err != nil {
		d.T.Fatal(err)
	}
	own := strings.NewReplacer(`--user-data-dir="$HOME/chromium"`, "", "--window-size=1000,640 --window-position=20,60", "--window-size=800,560")
	d.Write("bin/chromium", own.Replace(string(script)), 0o755)
	d.Write(".local/share/applications/chromium.desktop",
		"[Desktop Entry]\nType=Application\nName=Chromium\nExec="+d.Path("bin/chromium")+" %U\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n", 0o644)
	var cache []string
	for i, name := range names {
		cache = append(cache, strconv.Quote("Profile "+strconv.Itoa(i+1))+`:{"name":`+strconv.Quote(name)+`}`)
	}
	d.Write(".config/chromium/Local State", `{"profile":{"info_cache":{`+strings.Join(cache, ",")+`}}}`, 0o600)
	d.T.Cleanup(func() { d.EndBrowserIn(".config/chromium") })
}

// terminalSignIn is a sign-in whose code comes from a program.
type terminalSignIn struct {
	role string
	cmd  *exec.Cmd
	said *bytes.Buffer
}

func startSignIn(d *stage.Desk, role, code string) *terminalSignIn {
	d.T.Helper()
	s := &terminalSignIn{role: role, cmd: d.Command(stage.Binary(d.T), "sign-in", "--code-stdin", role), said: new(bytes.Buffer)}
	s.cmd.Stdin = strings.NewReader(code + "\n")
	s.cmd.Stdout, s.cmd.Stderr = s.said, s.said
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := s.cmd.Start(); err != nil {
		d.T.Fatal(err)
	}
	d.T.Cleanup(func() { syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL) })
	return s
}

func (s *terminalSignIn) wait(t *testing.T) {
	t.Helper()
	if err := s.cmd.Wait(); err != nil {
		t.Fatalf("signing in to %s: %v\n%s", s.role, err, s.said)
	}
}

// checkArguments looks for secrets in the arguments of every process.
func checkArguments(d *stage.Desk, secrets []string) {
	d.T.Helper()
	processes, err := os.ReadDir("/proc")
	if err != nil {
		d.T.Fatal(err)
	}
	browsers := 0
	for _, p := range processes {
		args, err := os.ReadFile("/proc/" + p.Name() + "/cmdline")
		if err != nil {
			continue
		}
		if bytes.Contains(args, []byte("chromium")) && bytes.Contains(args, []byte("http://127.0.0.1:")) {
			browsers++
		}
		for _, secret := range secrets {
			if bytes.Contains(args, []byte(secret)) {
				d.T.Errorf("a secret is in the arguments %.100q", args)
			}
		}
	}
	if browsers == 0 || len(secrets) == 0 {
		d.T.Errorf("saw %d browsers and know %d secrets", browsers, len(secrets))
	}
}
