//go:build desktop

package tests

import (
	"image"
	"strings"
	"testing"
	"time"
)

// TestDesktopDemo is the main job as a person does it: click the icon, pick a
// role, type the code, see the console and the reminder.
func TestDesktopDemo(t *testing.T) {
	d := startDesk(t)
	t.Cleanup(d.endBrowser)
	before := d.shot("1-before")

	// The reminder is due ten seconds after signing in.
	d.start(binary(t), "-demo", "-remind", "11h59m50s")
	var icon image.Point
	d.await("the icon", 15*time.Second, func() bool {
		var ok bool
		icon, ok = changed(before, d.shot("2-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.settle(500 * time.Millisecond)

	d.openMenu(icon)
	d.shot("3-menu")
	d.keys("Down", "Return") // the first role

	dialog := d.dialog("MFA")
	d.shot("4-code")
	if texts := d.texts(); !strings.Contains(texts, "atlas-dev") || !strings.Contains(texts, "1111-2222-3333") && !strings.Contains(texts, "111122223333") {
		t.Errorf("the dialog does not name role and account:\n%s", texts)
	}
	d.typing("000000")
	d.keys("Return")
	d.await("the first dialog to close", 10*time.Second, func() bool { return !d.visible(dialog) })
	d.dialog("MFA")
	d.shot("5-refused")
	d.typing("123 456")
	d.keys("Return")

	d.await("the console page", 60*time.Second, func() bool { return d.window("atlas-dev.*Halfday demo console") != "" })
	d.settle(time.Second)
	d.shot("6-console")

	d.await("the reminder", 60*time.Second, func() bool {
		return strings.Contains(d.texts(), "xfce4-notifyd\tlabel") && strings.Contains(d.texts(), "Sign in again")
	})
	d.shot("7-reminder")
	texts := d.texts()
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

	d.openMenu(icon)
	d.shot("8-session")
	d.keys("Escape")
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

// openMenu clicks the icon and waits for the menu.
func (d *desk) openMenu(icon image.Point) {
	d.t.Helper()
	d.click(icon.X, icon.Y)
	d.await("the menu", 5*time.Second, func() bool {
		out, _ := d.xdotool("search", "--onlyvisible", "--class", "wrapper-2.0")
		for id := range strings.Lines(out) {
			if w, h := d.size(strings.TrimSpace(id)); w > 60 && h > 60 {
				return true
			}
		}
		return false
	})
	d.settle(300 * time.Millisecond)
}

// dialog waits for a dialog with that title and for its focus.
func (d *desk) dialog(title string) string {
	d.t.Helper()
	var id string
	d.await("a dialog "+title, 10*time.Second, func() bool {
		id = d.window(title)
		return id != ""
	})
	d.await("the dialog's focus", 5*time.Second, func() bool {
		active, _ := d.xdotool("getactivewindow")
		return active == id
	})
	d.settle(200 * time.Millisecond)
	return id
}

func (d *desk) visible(id string) bool {
	out, _ := d.xdotool("search", "--onlyvisible", "--name", ".")
	for line := range strings.Lines(out) {
		if strings.TrimSpace(line) == id {
			return true
		}
	}
	return false
}

func (d *desk) size(id string) (w, h int) {
	out, _ := d.xdotool("getwindowgeometry", "--shell", id)
	for line := range strings.Lines(out) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		n := 0
		for _, c := range value {
			n = n*10 + int(c-'0')
		}
		switch key {
		case "WIDTH":
			w = n
		case "HEIGHT":
			h = n
		}
	}
	return w, h
}

// texts is what a screen reader could read, a line each: application, role, text.
func (d *desk) texts() string {
	out, _ := d.command("/usr/bin/python3", "testdata/desktop/texts.py").Output()
	return string(out)
}

// changed finds the middle of what differs between two pictures.
func changed(a, b image.Image, in image.Rectangle) (image.Point, bool) {
	var box image.Rectangle
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box.Min.Add(box.Size().Div(2)), box.Dx() >= 8 && box.Dy() >= 8
}
