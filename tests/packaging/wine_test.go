//go:build packages && desktop && linux

package packaging

import (
	"image"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWine installs Halfday for Windows with its installer, does the main job
// as a person does it, and removes it again. What Wine is not Windows in, this
// does not see: toasts, SmartScreen, the taskbar's overflow.
func TestWine(t *testing.T) {
	needWine(t)
	out := t.TempDir()
	makeRelease(t, sourceCopy(t, t.TempDir()), out, "-targets", "windows/amd64", "installer")
	made, _ := filepath.Glob(filepath.Join(out, "*-setup.exe"))
	if len(made) != 1 {
		t.Fatalf("installers made: %v", made)
	}
	setup := made[0]
	w := newWine(t)
	w.run(setup, "/S")
	folders, _ := filepath.Glob(filepath.Join(w.prefix, "drive_c/users/*/AppData/Local/Programs/Halfday"))
	if len(folders) != 1 {
		t.Fatalf("installed in %v, want one folder", folders)
	}
	folder := folders[0]
	if got := w.run(filepath.Join(folder, "halfday.exe"), "version"); !strings.Contains(got, "9.8.7-dev (0123456789ab, 2026-11-22)") {
		t.Errorf("halfday version: %s", got)
	}
	if got := w.run("reg", "query", `HKCU\Software\Classes\AppUserModelId\app.halfday.Halfday`); !strings.Contains(got, "DisplayName") {
		t.Errorf("the toasts have no name: %s", got)
	}

	for _, name := range []string{"halfday.exe", "halfdayw.exe"} {
		checkProgram(t, filepath.Join(folder, name))
	}
	w.browse()
	w.loginItem(folder)
	w.cannotStart(filepath.Join(folder, "halfdayw.exe"))
	w.signIn(filepath.Join(folder, "halfdayw.exe"))
	w.upgrade(setup, folder)
	w.refused(setup, folder)

	// While it runs.
	w.run(filepath.Join(folder, "uninstall.exe"), "/S", "_?="+w.windowsPath(folder))
	left, _ := filepath.Glob(filepath.Join(folder, "*"))
	for _, path := range left {
		// It cannot delete itself when it is told to wait for itself.
		if filepath.Base(path) != "uninstall.exe" {
			t.Errorf("left after the removal: %s", path)
		}
	}
	menu, _ := filepath.Glob(filepath.Join(w.prefix, "drive_c/users/*/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Halfday*"))
	for _, path := range menu {
		t.Errorf("left after the removal: %s", path)
	}
	for _, key := range []string{`Classes\AppUserModelId`, `Microsoft\Windows\CurrentVersion\Uninstall`, `Microsoft\Windows\CurrentVersion\Run`, `Microsoft\Windows\CurrentVersion\App Paths`} {
		out, _ := w.try("reg", "query", `HKCU\Software\`+key, "/s")
		if strings.Contains(strings.ToLower(out), "halfday") {
			t.Errorf("left in the registry:\n%s", out)
		}
	}
}

// signIn clicks the icon and the first role, types half a code, gets the other
// half from another window, presses Enter, and waits for the console page.
func (w *wine) signIn(program string) {
	w.T.Helper()
	w.begin(program)
	// The icon stands at the right end of the taskbar, and is the one red thing there.
	corner := image.Rect(wineScreen.Max.X-80, wineScreen.Max.Y-taskbar, wineScreen.Max.X, wineScreen.Max.Y)
	var icon image.Point
	w.Await("the icon", func() bool {
		var ok bool
		icon, ok = red(w.Shot("wine-1-icon"), corner)
		return ok
	})
	w.Settle(time.Second)
	before := w.Shot("wine-2-before")
	w.Click(icon.X, icon.Y)
	var menu image.Rectangle
	above := image.Rect(0, 0, wineScreen.Max.X, icon.Y-taskbar/2)
	w.Await("the menu", func() bool {
		menu = difference(before, w.Shot("wine-3-menu"), above)
		return menu.Dx() > 100 && menu.Dy() > 80
	})
	w.Settle(500 * time.Millisecond)
	// The first role: under the line that says that this is the demo, and a
	// separator.
	w.Click(menu.Min.X+60, menu.Min.Y+36)
	var dialog string
	w.Await("the dialog", func() bool {
		dialog = w.Window("MFA code: atlas-dev")
		return dialog != ""
	})
	w.Settle(time.Second)
	w.Shot("wine-4-code")
	w.Typing("12")
	w.Start(wine64, "notepad")
	w.Await("another window", func() bool { return w.Window("Notepad") != "" })
	w.Settle(time.Second)
	w.Typing("3456")
	w.Keys("ctrl+a", "ctrl+c")
	w.Shot("wine-5-away")
	// Back by the button in the taskbar, the first after Start, and by the title:
	// Wine's taskbar keeps the keyboard, also from its own programs.
	w.Click(150, icon.Y)
	w.Settle(time.Second)
	title := w.place(dialog).Min.Add(image.Pt(140, 15))
	w.Click(title.X, title.Y)
	w.Settle(time.Second)
	w.Keys("ctrl+v")
	w.Settle(time.Second)
	w.Shot("wine-6-back")
	w.Keys("Return")
	w.Await("the console page", func() bool { return strings.Contains(w.browsed(), "Halfday demo console</title>") })
	w.Settle(time.Second)
	w.Shot("wine-7-signed-in")
	if n := strings.Count(w.browsed(), "200 OK"); n != 1 || strings.Contains(w.browsed(), "Not signed in") {
		w.T.Errorf("the browser was started %d times:\n%s", n, w.browsed())
	}
}
