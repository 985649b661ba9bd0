//go:build desktop && linux

package desktop

import (
	"os"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// TestDesktopFirstRun is a person's first start: no roles yet, a welcome, and
// a role added by answering dialogs.
func TestDesktopFirstRun(t *testing.T) {
	d := stage.StartDesk(t)
	const before = "# mine\n[default]\nregion = eu-west-1"
	d.Write(".aws/config", before, 0o600)
	d.Write(".aws/credentials", "[me]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n", 0o600)
	d.Start(stage.Binary(t))

	welcome := d.Dialog("Welcome")
	d.Shot("firstrun-1-welcome")
	if texts := d.Texts(); !strings.Contains(texts, "role_arn") || !strings.Contains(texts, ".aws/config") {
		t.Errorf("the welcome does not say what to write where:\n%s", texts)
	}
	d.Keys("Return")
	d.Await("the welcome to close", func() bool { return !d.Visible(welcome) })

	answer := func(shot, text string) {
		t.Helper()
		dialog := d.Dialog("Add a role")
		d.Shot("firstrun-" + shot)
		if text != "" {
			d.Typing(text)
		}
		d.Keys("Return")
		d.Await("the question to close", func() bool { return !d.Visible(dialog) })
	}
	answer("2-arn", "arn:aws:iam::111122223333:role/shop/Admin")
	answer("3-name", "shop_admin")
	dialog := d.Dialog("Add a role")
	d.Shot("firstrun-4-source")
	d.Keys("Down", "Return")
	d.Await("the list to close", func() bool { return !d.Visible(dialog) })
	answer("5-mfa", "arn:aws:iam::444455556666:mfa/ann")
	dialog = d.Dialog("Add a role")
	d.Shot("firstrun-6-confirm")
	if texts := d.Texts(); !strings.Contains(texts, "shop_admin") {
		t.Errorf("the dialog does not show what will be written:\n%s", texts)
	}
	d.Keys("Return")
	d.Await("the question to close", func() bool { return !d.Visible(dialog) })
	d.Dialog("Role added")
	d.Shot("firstrun-7-added")
	d.Keys("Return")

	want := before + "\n\n[profile shop_admin]\nrole_arn = arn:aws:iam::111122223333:role/shop/Admin\nsource_profile = me\nmfa_serial = arn:aws:iam::444455556666:mfa/ann\n"
	if got, err := os.ReadFile(d.Path(".aws/config")); err != nil || string(got) != want {
		t.Errorf("config: got %q, %v, want %q", got, err, want)
	}
}
