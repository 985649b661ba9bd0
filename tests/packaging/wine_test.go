//go:build packages && desktop && linux

package packaging

import (
	"cmp"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"halfday/tests/stage"
)

const (
	// wineFolder says where Wine's wine64 and wineserver64 are, where that is not
	// the place of Debian's packages.
	wineFolder = "HALFDAY_TEST_WINE"
	// setupFile is an installer to try that was made before, as version 9.8.7-dev.
	setupFile  = "HALFDAY_TEST_SETUP"
	wine64     = "wine64"
	wineServer = "wineserver64"
	// wineDesktop is the window that Wine draws its own taskbar in.
	wineDesktop = "shell - Wine desktop"
	taskbar     = 24 // pixels
)

// TestWine installs Halfday for Windows with its installer, does the main job
// as a person does it, and removes it again. What Wine is not Windows in, this
// does not see: toasts, SmartScreen, the taskbar's overflow.
func TestWine(t *testing.T) {
	needWine(t, "makensis")
	setup := os.Getenv(setupFile)
	if setup == "" {
		out := t.TempDir()
		makeRelease(t, sourceCopy(t, t.TempDir()), out, "-targets", "windows/amd64", "installer")
		made, _ := filepath.Glob(filepath.Join(out, "*-setup.exe"))
		if len(made) != 1 {
			t.Fatalf("installers made: %v", made)
		}
		setup = made[0]
	}
	d := stage.StartDesk(t)
	w := newWine(t, d)
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
	w.loginItem(folder)
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
		out, _ := w.command("reg", "query", `HKCU\Software\`+key, "/s").CombinedOutput()
		if strings.Contains(strings.ToLower(string(out)), "halfday") {
			t.Errorf("left in the registry:\n%s", out)
		}
	}
}

// wine is a Windows of its own.
type wine struct {
	*stage.Desk
	prefix string
}

// wineProgram is the path of one of Wine's.
func wineProgram(name string) string {
	return filepath.Join(cmp.Or(os.Getenv(wineFolder), "/usr/lib/wine"), name)
}

// needWine skips the test where Wine or a program is not installed.
func needWine(t *testing.T, programs ...string) {
	t.Helper()
	for _, program := range append(programs, wineProgram(wine64)) {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is not installed: make test-wine installs it", program)
		}
	}
}

func newWine(t *testing.T, d *stage.Desk) *wine {
	t.Helper()
	w := &wine{Desk: d, prefix: filepath.Join(t.TempDir(), "wine")}
	// Wine 10 ends at once where TMPDIR is set ("free(): invalid pointer").
	w.Env = slices.DeleteFunc(w.Env, func(v string) bool { return strings.HasPrefix(v, "TMPDIR=") })
	w.Env = append(w.Env, "WINEPREFIX="+w.prefix, "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=")
	t.Cleanup(func() {
		w.Desk.Command(wineProgram(wineServer), "-k", "-w").Run()
	})
	if out, err := w.command("wineboot", "-u").CombinedOutput(); err != nil {
		t.Fatalf("making a Windows: %v\n%s", err, out)
	}
	// Wine 8 does not have it.
	library := filepath.Join(w.prefix, "drive_c/windows/system32/bcryptprimitives.dll")
	if _, err := os.Stat(library); err != nil {
		w.must(os.WriteFile(library, forwarder("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036"), 0o644))
	}
	w.run("reg", "add", `HKCU\Software\Wine`, "/v", "Version", "/d", "win10", "/f")
	return w
}

func (w *wine) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

func (w *wine) command(name string, args ...string) *exec.Cmd {
	return w.Desk.Command(wineProgram(wine64), append([]string{name}, args...)...)
}

func (w *wine) run(name string, args ...string) string {
	w.T.Helper()
	out, err := w.command(name, args...).CombinedOutput()
	if err != nil {
		w.T.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func (w *wine) windowsPath(path string) string {
	rel, err := filepath.Rel(filepath.Join(w.prefix, "drive_c"), path)
	if err != nil {
		w.T.Fatal(err)
	}
	return `C:\` + strings.ReplaceAll(rel, "/", `\`)
}

// signIn clicks the icon and the first role, types a code and Enter, and waits
// for the console page.
func (w *wine) signIn(program string) {
	w.T.Helper()
	w.Start(wineProgram(wine64), "explorer", "/desktop=shell,1024x700", w.windowsPath(program), "-demo")
	var frame image.Rectangle
	w.Await("Wine's desktop", 60*time.Second, func() bool {
		id := w.Window(wineDesktop)
		frame = w.place(id)
		return id != "" && frame.Dx() == 1024
	})
	// The icon stands at the right end of the taskbar, and is the one red thing
	// there. xdotool counts the window's border twice; hence the margin.
	const margin = 40
	corner := image.Rect(frame.Max.X-2*margin, frame.Max.Y-taskbar-margin, frame.Max.X+margin, frame.Max.Y+margin)
	var icon image.Point
	w.Await("the icon", 60*time.Second, func() bool {
		var ok bool
		icon, ok = red(w.Shot("wine-1-icon"), corner)
		return ok
	})
	w.Settle(time.Second)
	before := w.Shot("wine-2-before")
	w.Click(icon.X, icon.Y)
	var menu image.Rectangle
	above := image.Rect(frame.Min.X, frame.Min.Y, frame.Max.X, icon.Y-taskbar/2)
	w.Await("the menu", 20*time.Second, func() bool {
		menu = difference(before, w.Shot("wine-3-menu"), above)
		return menu.Dx() > 100 && menu.Dy() > 80
	})
	w.Settle(500 * time.Millisecond)
	// The first role: under the line that says that this is the demo, and a
	// separator.
	w.Click(menu.Min.X+60, menu.Min.Y+36)
	w.Await("the dialog", 30*time.Second, func() bool {
		dialog := difference(before, w.Shot("wine-4-code"), image.Rect(above.Min.X, above.Min.Y, above.Max.X, above.Max.Y-above.Dy()/3))
		return dialog.Dx() > 200 && dialog.Dy() > 80
	})
	w.Settle(time.Second)
	w.Shot("wine-4-code")
	w.Typing("123456")
	w.Shot("wine-5-typed")
	w.Keys("Return")
	w.Await("the console page", 60*time.Second, func() bool { return w.Desk.Window("Halfday demo console") != "" })
	w.Shot("wine-6-console")
	w.EndBrowser()
}

// running tells whether there is a process of Wine whose command line has part.
func running(part string) bool {
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		if line, err := os.ReadFile(name); err == nil && strings.Contains(string(line), part) {
			return true
		}
	}
	return false
}

// place is where a window's inside is on the screen.
func (w *wine) place(id string) image.Rectangle {
	out, _ := w.Xdotool("getwindowgeometry", "--shell", id)
	values := map[string]int{}
	for line := range strings.Lines(out) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		values[name], _ = strconv.Atoi(value)
	}
	return image.Rect(values["X"], values["Y"], values["X"]+values["WIDTH"], values["Y"]+values["HEIGHT"])
}

// red finds the middle of what is far more red than blue.
func red(img image.Image, in image.Rectangle) (image.Point, bool) {
	var box image.Rectangle
	in = in.Intersect(img.Bounds())
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if r, _, b, _ := img.At(x, y).RGBA(); r > b+0x6000 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box.Min.Add(box.Size().Div(2)), box.Dx() >= 8 && box.Dy() >= 8
}

// difference is the box around what differs between two pictures.
func difference(a, b image.Image, in image.Rectangle) image.Rectangle {
	var box image.Rectangle
	in = in.Intersect(a.Bounds()).Intersect(b.Bounds())
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
