//go:build desktop && linux

package tests

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
)

// TestDesktopRenew presses Sign in again in the notification of a session that
// ends soon, types the code, and is in the console again.
func TestDesktopRenew(t *testing.T) {
	d := startDesk(t)
	t.Cleanup(d.endBrowser)
	aws, err := demo.Start(demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { aws.Close() })
	config, credentials, err := demo.WriteFiles(d.path("aws"), aws)
	if err != nil {
		t.Fatal(err)
	}
	d.env = append(d.env, "AWS_CONFIG_FILE="+config, "AWS_SHARED_CREDENTIALS_FILE="+credentials,
		"AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	store, err := json.Marshal(stored{1, []session.Session{lasting(dev, 10*time.Minute)}})
	if err != nil {
		t.Fatal(err)
	}
	d.write(".local/state/halfday/sessions.json", string(store), 0o600)
	d.start(binary(t))

	x, y := 0, 0
	d.await("the button", 30*time.Second, func() bool {
		var ok bool
		x, y, ok = d.where("xfce4-notifyd", "push button", "Sign in again")
		return ok
	})
	d.settle(500 * time.Millisecond) // the bubble fades in
	d.shot("renew-1-reminder")
	d.click(x, y)
	d.dialog("MFA.*" + dev)
	d.shot("renew-2-code")
	if texts := d.texts(); notice(texts, dev) {
		t.Errorf("the notification is still there:\n%s", texts)
	}
	d.typing("246802")
	d.keys("Return")
	d.await("the console page", 60*time.Second, func() bool { return d.window(dev+".*Halfday demo console") != "" })
	d.settle(time.Second)
	d.shot("renew-3-console")
	d.await("the session to be renewed", 20*time.Second, func() bool {
		data := d.read(".local/state/halfday/sessions.json")
		var f stored
		return json.Unmarshal([]byte(data), &f) == nil && len(f.Sessions) == 1 && time.Until(f.Sessions[0].Expires) > 11*time.Hour
	})
	if texts := d.texts(); strings.Contains(texts, "xfce4-notifyd\tpush button") {
		t.Errorf("a notification with buttons is still there:\n%s", texts)
	}
}

// where finds the middle of something on the screen that a screen reader knows.
func (d *desk) where(application, role, name string) (x, y int, ok bool) {
	out, err := d.command("/usr/bin/python3", "testdata/desktop/where.py", application, role, name).Output()
	if err != nil {
		return 0, 0, false
	}
	n, _ := fmt.Sscan(string(out), &x, &y)
	return x, y, n == 2
}

func (d *desk) read(rel string) string {
	data, _ := os.ReadFile(d.path(rel))
	return string(data)
}
