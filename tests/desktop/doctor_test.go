//go:build desktop && linux

package desktop

import (
	"image"
	"strings"
	"testing"
	"time"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// TestDesktopDoctor is the check of the set-up on a whole desktop: from the
// menu, where it shows what is wrong, and from a terminal, where it says that
// everything else is right.
func TestDesktopDoctor(t *testing.T) {
	d := stage.StartDesk(t)
	aws := fakeaws.Start(t, fakeaws.Options{})
	d.Env = append(d.Env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "AWS_ENDPOINT_URL_IAM="+aws.IAMEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	if _, _, err := aws.WriteFiles(d.Path(".aws")); err != nil {
		t.Fatal(err)
	}
	config := d.Read(".aws/config")
	d.Write(".aws/config", config+"\n[profile gone]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = nobody\nwhat is this\n", 0o600)
	d.Write(".local/state/halfday/welcomed", "", 0o600)
	before := d.Shot("doctor-0-before")
	tray := d.Start(stage.Binary(t))
	d.Await("the icon", func() bool {
		_, ok := stage.Changed(before, d.Shot("doctor-0-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.Settle(500 * time.Millisecond)

	clickLine(d, trayMenu(d, tray.Process.Pid), "Check the set-up…")
	dialog := d.Dialog("Halfday: the set-up")
	d.Shot("doctor-1-dialog")
	texts := d.Texts()
	for _, want := range []string{"gone: source_profile names nobody", "this line means nothing", "halfday doctor ROLE"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the dialog does not say %q:\n%s", want, texts)
		}
	}
	if strings.Contains(texts, "[ok]") || strings.Contains(texts, "111122223333") {
		t.Errorf("the dialog says too much:\n%s", texts)
	}
	d.Keys("Return")
	d.Await("the dialog to close", func() bool { return !d.Visible(dialog) })

	out, err := d.Command(stage.Binary(t), "doctor", "atlas-dev").Output()
	t.Logf("%s", out)
	if err != nil {
		t.Errorf("halfday doctor atlas-dev: %v", err)
	}
	for _, want := range []string{"[ok] Tray:", "[ok] Dialogs:", "[ok] Notifications: Xfce Notify Daemon", "[ok] Browser:", "[ok] MFA device:"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}
