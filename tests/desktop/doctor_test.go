//go:build desktop

package tests

import (
	"image"
	"strings"
	"testing"
	"time"

	"halfday/demo"
)

// TestDesktopDoctor is the check of the set-up on a whole desktop: from the
// menu, where it shows what is wrong, and from a terminal, where it says that
// everything else is right.
func TestDesktopDoctor(t *testing.T) {
	d := startDesk(t)
	aws, err := demo.Start(demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer aws.Close()
	d.env = append(d.env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "AWS_ENDPOINT_URL_IAM="+aws.IAMEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	if _, _, err := demo.WriteFiles(d.path(".aws"), aws); err != nil {
		t.Fatal(err)
	}
	config := d.read(".aws/config")
	d.write(".aws/config", config+"\n[profile gone]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = nobody\nwhat is this\n", 0o600)
	d.write(".local/state/halfday/welcomed", "", 0o600)
	before := d.shot("doctor-0-before")
	tray := d.start(binary(t))
	d.await("the icon", 15*time.Second, func() bool {
		_, ok := changed(before, d.shot("doctor-0-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.settle(500 * time.Millisecond)

	d.clickLine(tray.Process.Pid, "Check the set-up…")
	dialog := d.dialog("Halfday: the set-up")
	d.shot("doctor-1-dialog")
	texts := d.texts()
	for _, want := range []string{"gone: source_profile names nobody", "this line means nothing", "halfday doctor ROLE"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the dialog does not say %q:\n%s", want, texts)
		}
	}
	if strings.Contains(texts, "[ok]") || strings.Contains(texts, "111122223333") {
		t.Errorf("the dialog says too much:\n%s", texts)
	}
	d.keys("Return")
	d.await("the dialog to close", 10*time.Second, func() bool { return !d.visible(dialog) })

	out, err := d.command(binary(t), "doctor", "atlas-dev").Output()
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
