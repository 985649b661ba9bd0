//go:build desktop && linux

package desktop

import (
	"strings"
	"testing"

	"halfday/tests/stage"
)

// TestDesktopLocale: zenity takes no Japanese in the C locale, nor where the
// environment names a locale that nobody has generated. Halfday's dialogs come
// all the same.
func TestDesktopLocale(t *testing.T) {
	for _, locale := range []string{"C", "xx_YY.UTF-8"} {
		t.Run(locale, func(t *testing.T) {
			d := stage.StartDesk(t)
			d.Env = append(d.Env, "LANG="+locale)
			d.Write(".aws/config", "[profile 本番]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = me\nmfa_serial = arn:aws:iam::444455556666:mfa/maya\n", 0o600)
			d.Write(".aws/credentials", "[me]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n", 0o600)
			d.Write(".config/halfday/settings.toml", "language = \"ja\"\n", 0o600)
			d.Start(stage.Binary(t), "sign-in", "does-not-exist")
			d.Await("the dialog", func() bool { return strings.Contains(d.Texts(), "does-not-exist") })
			d.Shot("locale-" + locale)
			if texts := d.Texts(); !strings.Contains(texts, "ロール") {
				t.Errorf("the dialog is not in Japanese:\n%s", texts)
			}
		})
	}
}
