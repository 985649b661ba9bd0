//go:build desktop && linux && screenshots

package desktop

import (
	"encoding/json"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// TestScreenshots makes the pictures of the README anew, from the running
// program: make screenshots. Look at each before committing it.
func TestScreenshots(t *testing.T) {
	for _, language := range []string{"en", "ja"} {
		t.Run(language, func(t *testing.T) {
			small(t, language)
			large(t, language)
			inBrowser(t, language)
		})
	}
}

// studio is a desk with a wallpaper, in a language.
func studio(t *testing.T, language string) *stage.Desk {
	t.Helper()
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	if language == "ja" {
		d.Env = append(d.Env, "LANG=ja_JP.UTF-8", "LANGUAGE=ja", "LOCPATH="+japanese(t))
	}
	if out, err := d.Command("xsetroot", "-solid", "#5b6d7e").CombinedOutput(); err != nil {
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

// small tells the main job with the roles of the demo: the way from the
// menu to the console as moving pictures, too.
func small(t *testing.T, language string) {
	d := studio(t, language)
	before := d.Shot("screenshot-before")
	d.Start(stage.Binary(t), "-demo")
	icon := findIcon(d, before)
	frame := func(n int) { d.Shot(fmt.Sprint("screenshot-", language, "-frame-", n)) }

	const page = `^atlas-dev \|` // the title of the console in each language

	d.OpenMenu(icon)
	d.Keys("Down")
	frame(1)
	d.Keys("Return")
	d.Dialog("MFA")
	frame(2)
	d.Typing("123456")
	frame(3)
	d.Keys("Return")
	d.Await("the console page", func() bool { return d.Window(page) != "" })
	beside(d, d.Window(page))
	frame(4)
	d.OpenMenu(icon)
	d.Keys("Down", "Right")
	d.Settle(500 * time.Millisecond)
	frame(5)
	d.Keys("Escape", "Escape")
	moving(d, language, "way", 5)
}

// beside puts the browser where the menu is not.
func beside(d *stage.Desk, window string) {
	d.T.Helper()
	for _, args := range [][]string{{"windowsize", window, "720", "640"}, {"windowmove", window, "550", "70"}, {"mousemove", "640", "780"}} {
		if _, err := d.Xdotool(args...); err != nil {
			d.T.Fatalf("%v: %v", args, err)
		}
	}
	d.Settle(2 * time.Second)
}

// inBrowser shows Halfday's page with two sessions.
func inBrowser(t *testing.T, language string) {
	d := studio(t, language)
	d.Write(".local/state/halfday/welcomed", "", 0o600)
	roles := fakeaws.Options{Roles: append(demo.DefaultRoles(), demo.CenterRoles()...)}
	aws := fakeaws.Start(t, roles)
	if _, _, err := aws.WriteFiles(d.Path(".aws")); err != nil {
		t.Fatal(err)
	}
	d.Write(".config/halfday/settings.toml", "[role.atlas-prod-readonly]\nproduction = true\n", 0o600)
	sessions, err := json.Marshal(stage.Stored{Version: 1, Sessions: []session.Session{stage.Lasting("billing-audit", 47*time.Minute), stage.Lasting("atlas-dev", 7*time.Hour+40*time.Minute)}})
	if err != nil {
		t.Fatal(err)
	}
	d.Write(".local/state/halfday/sessions.json", string(sessions), 0o600)
	chrome := d.StartChrome()
	d.Start(stage.Binary(t), "-page")
	page := chrome.Await("the page", isPage)
	page.Until(`document.querySelectorAll("#sessions li").length === 2`)
	page.Front()
	page.Call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 960, "height": 640, "deviceScaleFactor": 1, "mobile": false}, nil)
	page.Type("atlas")
	page.Press("ArrowDown")
	page.Until(`document.querySelectorAll("[role=option]").length === 4`)
	page.Picture(d.Out, "screenshot-"+language+"-page")
	out, err := exec.Command("convert", filepath.Join(d.Out, "screenshot-"+language+"-page.png"), "-strip", "-colors", "128", "-define", "png:compression-level=9",
		filepath.Join(screenshots(d), "page-"+language+".png")).CombinedOutput()
	if err != nil {
		t.Fatalf("a picture: %v: %s", err, out)
	}
}

// moving makes moving pictures of so many frames.
func moving(d *stage.Desk, language, name string, frames int) {
	d.T.Helper()
	args := []string{"-loop", "0"}
	for n := 1; n <= frames; n++ {
		args = append(args, "-delay", "160", filepath.Join(d.Out, fmt.Sprint("screenshot-", language, "-frame-", n, ".png")))
	}
	args = append(args, "-resize", "880x", "+dither", "-colors", "96", "-layers", "optimize", filepath.Join(screenshots(d), name+"-"+language+".gif"))
	if out, err := exec.Command("convert", args...).CombinedOutput(); err != nil {
		d.T.Fatalf("moving pictures: %v: %s", err, out)
	}
}

// screenshots is the folder of the README's pictures.
func screenshots(d *stage.Desk) string {
	d.T.Helper()
	dir := filepath.Join(stage.Root(d.T), "assets/screenshots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		d.T.Fatal(err)
	}
	return dir
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
	d.Write(".aws/config", config.String(), 0o600)
	d.Write(".config/halfday/settings.toml", "pinned = [\"atlas-readonly-01\", \"billing-audit-01\"]\n", 0o600)
	before := d.Shot("screenshot-before")
	d.Start(stage.Binary(t))
	icon := findIcon(d, before)
	d.Settle(5 * time.Second) // the panel makes the lines of five hundred roles
	d.OpenMenu(icon)
	d.Keys("Down", "Down", "Down", "Down", "Right", "Right")
	d.Settle(3 * time.Second)
	picture(d, language, "menu-large", image.Rect(0, 0, 560, 720))
	d.Keys("Escape", "Escape")
}

// icon waits for the icon and finds it.
func findIcon(d *stage.Desk, before image.Image) (icon image.Point) {
	d.T.Helper()
	d.Await("the icon", func() (ok bool) {
		icon, ok = stage.Changed(before, d.Shot("screenshot-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.Settle(500 * time.Millisecond)
	return icon
}

// picture keeps a part of the screen for the README.
func picture(d *stage.Desk, language, name string, part image.Rectangle) {
	d.T.Helper()
	dir := screenshots(d)
	d.Shot("screenshot-" + language + "-" + name)
	crop := fmt.Sprintf("%dx%d+%d+%d", part.Dx(), part.Dy(), part.Min.X, part.Min.Y)
	out, err := exec.Command("convert", filepath.Join(d.Out, "screenshot-"+language+"-"+name+".png"), "-crop", crop, "+repage",
		"-strip", "-colors", "128", "-define", "png:compression-level=9", filepath.Join(dir, name+"-"+language+".png")).CombinedOutput()
	if err != nil {
		d.T.Fatalf("cropping: %v: %s", err, out)
	}
}
