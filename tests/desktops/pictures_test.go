//go:build desktops && linux

package desktops

import (
	"encoding/json"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/session"
	"halfday/tests/stage"
	"halfday/text"
)

// studio is how a desktop of the README's pictures is made ready.
type studio struct {
	before func(w *world, dark bool) // before it starts: the portal looks once
	after  func(w *world, dark bool)
	part   image.Rectangle // of the screen
}

// backdrop is the colour behind all.
func backdrop(dark bool) string {
	if dark {
		return "#20303c"
	}
	return "#5b6d7e"
}

var studios = map[string]studio{
	"gnome": {
		before: func(w *world, dark bool) {
			scheme := map[bool]string{false: "default", true: "prefer-dark"}[dark]
			for _, kv := range [][]string{
				{"org.gnome.desktop.interface", "color-scheme", scheme}, {"org.gnome.desktop.background", "picture-options", "none"},
				{"org.gnome.desktop.background", "primary-color", backdrop(dark)}, {"org.gnome.desktop.background", "color-shading-type", "solid"},
			} {
				w.run("gsettings", append([]string{"set"}, kv...)...)
			}
		},
		after: func(*world, bool) {},
		part:  image.Rect(320, 0, 1280, 640),
	},
	"plasma-wayland": {
		before: func(w *world, dark bool) {
			// Not above the tray, where the menu is.
			w.d.Write(".config/plasmanotifyrc", "[Notifications]\nPopupPosition=TopRight\n", 0o600)
			if dark {
				w.run("env", "QT_QPA_PLATFORM=offscreen", "plasma-apply-colorscheme", "BreezeDark")
			}
		},
		after: func(w *world, dark bool) {
			w.bus.Object("org.kde.plasmashell", "/PlasmaShell").Call("org.kde.PlasmaShell.evaluateScript", 0, fmt.Sprintf(
				`for (let d of desktops()) { d.wallpaperPlugin = "org.kde.color"; d.currentConfigGroup = ["Wallpaper", "org.kde.color", "General"]; d.writeConfig("Color", %q); }`, backdrop(dark)))
		},
		part: image.Rect(320, 0, 1280, 800),
	},
}

// TestPictures takes the README's pictures of a desktop: its menu, a question
// and a reminder at once, light and dark, in each language. make pictures; look
// at each.
func TestPictures(t *testing.T) {
	name := os.Getenv("HALFDAY_DESKTOP")
	for _, language := range []string{"en", "ja"} {
		for _, look := range []string{"light", "dark"} {
			t.Run(language+"-"+look, func(t *testing.T) { takePicture(t, name, language, look) })
		}
	}
}

func takePicture(t *testing.T, name, language, look string) {
	words := text.For(language)
	// In the middle of a day, wherever the sun stands.
	env := []string{fmt.Sprintf("TZ=Etc/GMT%+d", time.Now().UTC().Hour()-11)}
	if language == "ja" {
		locales := t.TempDir()
		if out, err := exec.Command("localedef", "-i", "ja_JP", "-f", "UTF-8", filepath.Join(locales, "ja_JP.UTF-8")).CombinedOutput(); err != nil {
			t.Fatalf("localedef: %v: %s", err, out)
		}
		env = append(env, "LANG=ja_JP.UTF-8", "LANGUAGE=ja", "LOCPATH="+locales)
	}
	w := newWorld(t, name, env...)
	d := w.d
	// A demo, with a session in its store.
	w.playAWS("demo")
	w.env = append(w.env, "HALFDAY_DEMO="+d.Path("demo"))
	sessions, err := json.Marshal(stage.Stored{Version: 1, Sessions: []session.Session{stage.Lasting(role, 15*time.Minute)}})
	if err != nil {
		t.Fatal(err)
	}
	d.Write("demo/state/sessions.json", string(sessions), 0o600)

	set := studios[name]
	dark := look == "dark"
	set.before(w, dark)
	w.base(w)
	w.host(w)
	set.after(w, dark)
	// The dialogs ask it whether they are dark, and do not wait for long.
	d.Await("the portal", func() bool {
		var scheme dbus.Variant
		err := w.bus.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop").Call(
			"org.freedesktop.portal.Settings.ReadOne", 0, "org.freedesktop.appearance", "color-scheme").Store(&scheme)
		value, _ := scheme.Value().(uint32)
		return err == nil && (value == 1) == dark
	})
	program := w.part(stage.Binary(t), nil)
	w.awaitIcon()
	d.Await("the reminder", func() bool { return w.noted(w, words.Reminder.SignInAgain) })
	d.Settle(time.Second)
	w.choose(program.Process.Pid, "atlas-prod-readonly")
	w.awaitFront("MFA")
	d.Settle(3 * time.Second)
	w.open()
	d.Settle(2 * time.Second)
	shot := look + "-" + language
	d.Shot(shot)
	p := set.part
	out, err := exec.Command("convert", filepath.Join(d.Out, shot+".png"), "-crop", fmt.Sprintf("%dx%d+%d+%d", p.Dx(), p.Dy(), p.Min.X, p.Min.Y), "+repage",
		"-strip", "+dither", "-colors", "256", "-define", "png:compression-level=9", filepath.Join(d.Out, "picture-"+name+"-"+shot+".png")).CombinedOutput()
	if err != nil {
		t.Fatalf("cropping: %v: %s", err, out)
	}
}
