//go:build packages && desktop && linux

package packaging

import (
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// Where Debian's packages put them: tests/packaging/wine.sh.
const (
	wine64     = "/usr/lib/wine/wine64"
	wineServer = "/usr/lib/wine/wineserver64"
)

// taskbar is how high Wine's own is at most, in pixels.
const taskbar = 24

// wineScreen is what Wine's desktop covers: all that there is.
var wineScreen = image.Rect(0, 0, 1280, 800)

// wine is a Windows of its own.
type wine struct {
	*stage.Desk
	prefix string
}

// needWine skips the test where there is no Wine of today.
func needWine(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath(wine64); err != nil {
		t.Skip("there is no Wine: make test-wine brings it")
	}
}

// newWine makes a Windows and logs in: its desktop and taskbar stay until the
// test ends.
func newWine(t *testing.T) *wine {
	t.Helper()
	d := stage.NewDesk(t, filepath.Join(stage.Root(t), "out/wine"))
	d.Start("openbox")
	w := &wine{Desk: d, prefix: filepath.Join(t.TempDir(), "wine")}
	// Wine 10 ends at once where TMPDIR is set ("free(): invalid pointer").
	w.Env = slices.DeleteFunc(w.Env, func(v string) bool { return strings.HasPrefix(v, "TMPDIR=") })
	w.Env = append(w.Env, "WINEPREFIX="+w.prefix, "WINEARCH=win64", "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=")
	t.Cleanup(func() {
		w.Desk.Command(wineServer, "-k", "-w").Run()
	})
	w.run("wineboot", "-u")
	// Windows of all programs lie in one desktop, which knows what is in front.
	const explorer = `HKCU\Software\Wine\Explorer`
	w.run("reg", "add", explorer, "/v", "Desktop", "/d", "shell", "/f")
	w.run("reg", "add", explorer+`\Desktops`, "/v", "shell", "/d", "1280x800", "/f")
	w.Start(wine64, "explorer", "/desktop=shell")
	w.Await("the taskbar", func() bool {
		return w.Look().At(wineScreen.Max.X/2, wineScreen.Max.Y-1) == color.RGBA{255, 255, 255, 255}
	})
	return w
}

func (w *wine) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}

// try runs a program of Windows and gives what it printed: into a file, since the
// tray that an installer starts would hold a pipe for as long as it runs.
func (w *wine) try(name string, args ...string) (string, error) {
	w.T.Helper()
	said, err := os.Create(filepath.Join(w.T.TempDir(), "said"))
	w.must(err)
	defer said.Close()
	cmd := w.Desk.Command(wine64, append([]string{name}, args...)...)
	cmd.Stdout, cmd.Stderr = said, said
	failed := cmd.Run()
	out, err := os.ReadFile(said.Name())
	w.must(err)
	return string(out), failed
}

func (w *wine) run(name string, args ...string) string {
	w.T.Helper()
	out, err := w.try(name, args...)
	if err != nil {
		w.T.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return out
}

func (w *wine) windowsPath(path string) string {
	rel, err := filepath.Rel(filepath.Join(w.prefix, "drive_c"), path)
	if err != nil {
		w.T.Fatal(err)
	}
	return `C:\` + strings.ReplaceAll(rel, "/", `\`)
}

// build makes a program for Windows of Go sources.
func (w *wine) build(program, source string) {
	w.T.Helper()
	build := exec.Command("go", "build", "-o", program, source)
	build.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		w.T.Fatalf("building %s: %v\n%s", source, err, out)
	}
}

// browse makes a program of Windows the browser: whose a connection of Linux's is
// nobody can tell there.
func (w *wine) browse() {
	w.T.Helper()
	w.build(filepath.Join(w.prefix, "drive_c/browser.exe"), "./testdata/browser")
	w.run("reg", "add", `HKLM\Software\Classes\http\shell\open\command`, "/ve", "/d", `"C:\browser.exe" "%1"`, "/f")
}

// browsed is what the browser has got.
func (w *wine) browsed() string {
	got, _ := os.ReadFile(filepath.Join(w.prefix, "drive_c/browser.exe.log"))
	return string(got)
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

// place is where a window is on the screen. xdotool counts twice how far one lies
// inside another.
func (w *wine) place(id string) image.Rectangle {
	out, _ := w.Desk.Command("xwininfo", "-id", id).Output()
	values := map[string]int{}
	for line := range strings.Lines(string(out)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		values[name], _ = strconv.Atoi(strings.TrimSpace(value))
	}
	corner := image.Pt(values["Absolute upper-left X"], values["Absolute upper-left Y"])
	return image.Rectangle{corner, corner.Add(image.Pt(values["Width"], values["Height"]))}
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
