//go:build desktop

package tests

import (
	"strings"
	"testing"
	"time"
)

// TestDesktopLocale: zenity takes no Japanese in the C locale, nor where the
// environment names a locale that nobody has generated. Halfday's dialogs come
// all the same.
func TestDesktopLocale(t *testing.T) {
	for _, locale := range []string{"C", "xx_YY.UTF-8"} {
		t.Run(locale, func(t *testing.T) {
			d := startDesk(t)
			d.env = append(d.env, "LANG="+locale)
			d.write(".aws/config", "[profile 本番]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = me\nmfa_serial = arn:aws:iam::444455556666:mfa/maya\n", 0o600)
			d.write(".aws/credentials", "[me]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n", 0o600)
			d.write(".config/halfday/settings.toml", "language = \"ja\"\n", 0o600)
			d.start(binary(t), "sign-in", "does-not-exist")
			d.await("the dialog", 20*time.Second, func() bool { return strings.Contains(d.texts(), "does-not-exist") })
			d.shot("locale-" + locale)
			if texts := d.texts(); !strings.Contains(texts, "ロール") {
				t.Errorf("the dialog is not in Japanese:\n%s", texts)
			}
		})
	}
}
