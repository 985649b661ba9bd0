//go:build desktop

package tests

import (
	"os"
	"strings"
	"testing"
	"time"
)

// TestDesktopFirstRun is a person's first start: no roles yet, a welcome, and
// a role added by answering dialogs.
func TestDesktopFirstRun(t *testing.T) {
	d := startDesk(t)
	const before = "# mine\n[default]\nregion = eu-west-1"
	d.write(".aws/config", before, 0o600)
	d.write(".aws/credentials", "[me]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n", 0o600)
	d.start(binary(t))

	welcome := d.dialog("Welcome")
	d.shot("firstrun-1-welcome")
	if texts := d.texts(); !strings.Contains(texts, "role_arn") || !strings.Contains(texts, ".aws/config") {
		t.Errorf("the welcome does not say what to write where:\n%s", texts)
	}
	d.keys("Return")
	d.await("the welcome to close", 10*time.Second, func() bool { return !d.visible(welcome) })

	answer := func(shot, text string) {
		t.Helper()
		dialog := d.dialog("Add a role")
		d.shot("firstrun-" + shot)
		if text != "" {
			d.typing(text)
		}
		d.keys("Return")
		d.await("the question to close", 10*time.Second, func() bool { return !d.visible(dialog) })
	}
	answer("2-arn", "arn:aws:iam::111122223333:role/shop/Admin")
	answer("3-name", "shop_admin")
	dialog := d.dialog("Add a role")
	d.shot("firstrun-4-source")
	d.keys("Down", "Return")
	d.await("the list to close", 10*time.Second, func() bool { return !d.visible(dialog) })
	answer("5-mfa", "arn:aws:iam::444455556666:mfa/ann")
	dialog = d.dialog("Add a role")
	d.shot("firstrun-6-confirm")
	if texts := d.texts(); !strings.Contains(texts, "shop_admin") {
		t.Errorf("the dialog does not show what will be written:\n%s", texts)
	}
	d.keys("Return")
	d.await("the question to close", 10*time.Second, func() bool { return !d.visible(dialog) })
	d.dialog("Role added")
	d.shot("firstrun-7-added")
	d.keys("Return")

	want := before + "\n\n[profile shop_admin]\nrole_arn = arn:aws:iam::111122223333:role/shop/Admin\nsource_profile = me\nmfa_serial = arn:aws:iam::444455556666:mfa/ann\n"
	if got, err := os.ReadFile(d.path(".aws/config")); err != nil || string(got) != want {
		t.Errorf("config: got %q, %v, want %q", got, err, want)
	}
}
