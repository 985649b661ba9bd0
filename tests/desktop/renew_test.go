//go:build desktop && linux

package desktop

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// TestDesktopRenew presses Sign in again in the notification of a session that
// ends soon, types the code, and is in the console again.
func TestDesktopRenew(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	aws := fakeaws.Start(t, fakeaws.Options{})
	config, credentials, err := aws.WriteFiles(d.Path("aws"))
	if err != nil {
		t.Fatal(err)
	}
	d.Env = append(d.Env, "AWS_CONFIG_FILE="+config, "AWS_SHARED_CREDENTIALS_FILE="+credentials,
		"AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	store, err := json.Marshal(stage.Stored{Version: 1, Sessions: []session.Session{stage.Lasting("atlas-dev", 10*time.Minute)}})
	if err != nil {
		t.Fatal(err)
	}
	d.Write(".local/state/halfday/sessions.json", string(store), 0o600)
	d.Start(stage.Binary(t))

	x, y := 0, 0
	d.Await("the button", func() bool {
		var ok bool
		x, y, ok = d.Where("xfce4-notifyd", "push button", "Sign in again")
		return ok
	})
	d.Settle(500 * time.Millisecond) // the bubble fades in
	d.Shot("renew-1-reminder")
	d.Click(x, y)
	d.Dialog("MFA.*atlas-dev")
	d.Shot("renew-2-code")
	if texts := d.Texts(); notice(texts, "atlas-dev") {
		t.Errorf("the notification is still there:\n%s", texts)
	}
	d.Typing("246802")
	d.Keys("Return")
	d.Await("the console page", func() bool { return d.Window("atlas-dev.*Halfday demo console") != "" })
	d.Settle(time.Second)
	d.Shot("renew-3-console")
	d.Await("the session to be renewed", func() bool {
		data := d.Read(".local/state/halfday/sessions.json")
		var f stage.Stored
		return json.Unmarshal([]byte(data), &f) == nil && len(f.Sessions) == 1 && time.Until(f.Sessions[0].Expires) > 11*time.Hour
	})
	if texts := d.Texts(); strings.Contains(texts, "xfce4-notifyd\tpush button") {
		t.Errorf("a notification with buttons is still there:\n%s", texts)
	}
}
