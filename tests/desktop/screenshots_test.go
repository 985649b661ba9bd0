//go:build desktop && screenshots

package tests

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestScreenshots makes the pictures of the README anew, from the running
// program: make screenshots. Look at each before committing it.
func TestScreenshots(t *testing.T) {
	for _, language := range []string{"en", "ja"} {
		t.Run(language, func(t *testing.T) {
			small(t, language)
			large(t, language)
		})
	}
}

// studio is a desk with a wallpaper, in a language.
func studio(t *testing.T, language string) *desk {
	t.Helper()
	d := startDesk(t)
	t.Cleanup(d.endBrowser)
	if language == "ja" {
		d.env = append(d.env, "LANG=ja_JP.UTF-8", "LANGUAGE=ja", "LOCPATH="+japanese(t))
	}
	if out, err := d.command("xsetroot", "-solid", "#5b6d7e").CombinedOutput(); err != nil {
		t.Fatalf("the wallpaper (package x11-xserver-utils): %v: %s", err, out)
	}
	return d
}

// japanese compiles the locale that GTK wants before it speaks Japanese.
func japanese(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("localedef", "-i", "ja_JP", "-f", "UTF-8", filepath.Join(dir, "ja_JP.UTF-8")).CombinedOutput(); err != nil {
		t.Fatalf("localedef (package locales): %v: %s", err, out)
	}
	return dir
}

// small tells the main job with the three roles of the demo.
func small(t *testing.T, language string) {
	d := studio(t, language)
	before := d.shot("screenshot-before")
	d.start(binary(t), "-demo", "-remind", "11h59m50s")
	icon := d.icon(before)

	d.openMenu(icon)
	d.keys("Down", "Return")
	d.dialog("MFA")
	d.picture(language, "code", image.Rectangle{}, "MFA")
	d.typing("123456")
	d.keys("Return")
	d.await("the console page", 60*time.Second, func() bool { return d.window("atlas-dev.*console|atlas-dev") != "" })
	d.await("the reminder", 60*time.Second, func() bool { return strings.Contains(d.texts(), "xfce4-notifyd\tlabel") })
	d.xdotool("mousemove", "640", "780") // takes the icon's tooltip away
	d.settle(2 * time.Second)
	d.picture(language, "reminder", image.Rect(820, 0, 1280, 190), "")
	d.openMenu(icon)
	d.keys("Down", "Right")
	d.settle(500 * time.Millisecond)
	d.picture(language, "overview", image.Rect(0, 0, 1280, 740), "")
	d.keys("Escape", "Escape")
}

// large shows the menu of five hundred roles.
func large(t *testing.T, language string) {
	d := studio(t, language)
	var config strings.Builder
	config.WriteString("[profile me]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n")
	for _, team := range []string{"atlas", "billing", "checkout", "data", "edge", "fraud", "growth", "hr", "identity", "logistics"} {
		for n := range 10 {
			for _, job := range []string{"admin", "audit", "deploy", "dev", "readonly"} {
				fmt.Fprintf(&config, "[profile %s-%s-%02d]\nrole_arn = arn:aws:iam::%012d:role/%s\nsource_profile = me\n", team, job, n+1, 111122220000+n, job)
			}
		}
	}
	d.write(".aws/config", config.String(), 0o600)
	d.write(".config/halfday/settings.toml", "pinned = [\"atlas-readonly-01\", \"billing-audit-01\"]\n", 0o600)
	before := d.shot("screenshot-before")
	d.start(binary(t))
	icon := d.icon(before)
	d.openMenu(icon)
	d.keys("Down", "Down", "Down", "Right", "Down", "Down")
	d.settle(500 * time.Millisecond)
	d.picture(language, "menu-large", image.Rect(0, 0, 460, 720), "")
	d.keys("Escape", "Escape")
}

// icon waits for the icon and finds it.
func (d *desk) icon(before image.Image) (icon image.Point) {
	d.t.Helper()
	d.await("the icon", 15*time.Second, func() (ok bool) {
		icon, ok = changed(before, d.shot("screenshot-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.settle(500 * time.Millisecond)
	return icon
}

// picture keeps a part of the screen, or the window of that title with its
// frame, for the README.
func (d *desk) picture(language, name string, part image.Rectangle, title string) {
	d.t.Helper()
	dir, err := filepath.Abs("../assets/screenshots")
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	d.shot("screenshot-" + language + "-" + name)
	if title != "" {
		id := d.window(title)
		position, _ := d.xdotool("getwindowgeometry", "--shell", id)
		var x, y, w, h int
		for line := range strings.Lines(position) {
			fmt.Sscanf(line, "X=%d", &x)
			fmt.Sscanf(line, "Y=%d", &y)
			fmt.Sscanf(line, "WIDTH=%d", &w)
			fmt.Sscanf(line, "HEIGHT=%d", &h)
		}
		part = image.Rect(x-24, y-44, x+w+24, y+h+24)
	}
	crop := fmt.Sprintf("%dx%d+%d+%d", part.Dx(), part.Dy(), part.Min.X, part.Min.Y)
	out, err := exec.Command("convert", filepath.Join(d.out, "screenshot-"+language+"-"+name+".png"), "-crop", crop, "+repage",
		"-strip", "-colors", "200", "-define", "png:compression-level=9", filepath.Join(dir, name+"-"+language+".png")).CombinedOutput()
	if err != nil {
		d.t.Fatalf("cropping: %v: %s", err, out)
	}
}
