//go:build desktop && linux

package desktop

import (
	"image"
	"strings"
	"testing"
	"time"

	"halfday/tests/stage"
)

// TestDesktopDemo is the main job as a person does it: click the icon, pick a
// role, type the code, see the console and the reminder.
func TestDesktopDemo(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	before := d.Shot("1-before")

	// The reminder is due ten seconds after signing in.
	d.Start(stage.Binary(t), "-demo", "-remind", "11h59m50s")
	var icon image.Point
	d.Await("the icon", func() bool {
		var ok bool
		icon, ok = stage.Changed(before, d.Shot("2-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.Settle(500 * time.Millisecond)

	d.OpenMenu(icon)
	d.Shot("3-menu")
	d.Keys("Down", "Return") // the first role

	dialog := d.Dialog("MFA")
	d.Shot("4-code")
	if texts := d.Texts(); !strings.Contains(texts, "atlas-dev") || !strings.Contains(texts, "1111-2222-3333") && !strings.Contains(texts, "111122223333") {
		t.Errorf("the dialog does not name role and account:\n%s", texts)
	}
	d.Typing("000000")
	d.Keys("Return")
	d.Await("the first dialog to close", func() bool { return !d.Visible(dialog) })
	d.Dialog("MFA")
	d.Shot("5-refused")
	d.Typing("123 456")
	d.Keys("Return")

	d.Await("the console page", func() bool { return d.Window("atlas-dev.*Halfday demo console") != "" })
	d.Settle(time.Second)
	d.Shot("6-console")

	d.Await("the reminder", func() bool {
		return strings.Contains(d.Texts(), "xfce4-notifyd\tlabel") && strings.Contains(d.Texts(), "Sign in again")
	})
	d.Shot("7-reminder")
	texts := d.Texts()
	if !notice(texts, "atlas-dev") {
		t.Errorf("the notification does not name the role:\n%s", texts)
	}
	if notice(texts, "111122223333") || notice(texts, "arn:") || notice(texts, "http") {
		t.Errorf("the notification holds an account number, ARN or URL:\n%s", texts)
	}

	for _, button := range []string{"Sign in again", "Later"} {
		if n := strings.Count(texts, "xfce4-notifyd\tpush button\t"+button+"\n"); n != 1 {
			t.Errorf("%d buttons %q, want 1:\n%s", n, button, texts)
		}
	}

	d.OpenMenu(icon)
	d.Shot("8-session")
	d.Keys("Escape")
}

// notice tells whether a notification holds s.
func notice(texts, s string) bool {
	for line := range strings.Lines(texts) {
		if strings.HasPrefix(line, "xfce4-notifyd\t") && strings.Contains(line, s) {
			return true
		}
	}
	return false
}
