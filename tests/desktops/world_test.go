//go:build desktops && linux

package desktops

import (
	_ "embed"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

//go:embed press.py
var pressProgram string

// world is a desktop with what runs on it.
type world struct {
	shell
	t       *testing.T
	d       *stage.Desk
	bus     *dbus.Conn
	env     []string // of all that runs in it
	display string
	running map[string]*exec.Cmd
	script  int
	steps   []string // rows of the table
	notes   []string // of the step that is told
	failed  bool
}

// newWorld is a desktop of that name, whose programs have env besides.
func newWorld(t *testing.T, name string, env ...string) *world {
	t.Helper()
	sh, ok := shells[name]
	if !ok {
		t.Fatalf("no desktop %q", name)
	}
	// The program is installed, as its package would have it: /story/usr.
	d := stage.NewDesk(t, filepath.Join("/story", name),
		append(env, "LIBGL_ALWAYS_SOFTWARE=1", "XDG_DATA_DIRS=/story/usr/share:/usr/local/share:/usr/share")...)
	if err := os.Symlink(stage.Binary(t), d.Path("bin/halfday")); err != nil {
		t.Fatal(err)
	}
	w := &world{shell: sh, t: t, d: d, env: sh.env, running: map[string]*exec.Cmd{}}
	for _, kv := range d.Env {
		if v, ok := strings.CutPrefix(kv, "DISPLAY="); ok {
			w.display = v
		}
	}
	var err error
	if w.bus, err = dbus.Connect(d.Bus); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.bus.Close() })
	t.Cleanup(w.endBrowser)
	if w.firefox {
		w.installFirefox()
	} else {
		w.installChromium()
	}
	// What the session bus starts itself is part of this desktop.
	update := w.command("dbus-update-activation-environment", "--all")
	if out, err := update.CombinedOutput(); err != nil {
		t.Fatalf("telling the session bus the environment: %v: %s", err, out)
	}
	return w
}

func (w *world) command(name string, args ...string) *exec.Cmd {
	cmd := w.d.Command(name, args...)
	cmd.Env = append(cmd.Env[:len(cmd.Env):len(cmd.Env)], w.env...)
	return cmd
}

// run runs a program of the desktop to its end, and gives what it prints.
func (w *world) run(name string, args ...string) string {
	out, _ := w.command(name, args...).Output()
	return strings.TrimSpace(string(out))
}

// part starts a part of the desktop, which ends with the story.
func (w *world) part(name string, env []string, args ...string) *exec.Cmd {
	w.t.Helper()
	cmd := w.command(name, args...)
	cmd.Env = append(cmd.Env, env...)
	log, err := os.Create(filepath.Join(w.d.Out, filepath.Base(name)+".log"))
	if err != nil {
		w.t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = log, log
	within := w.d.T
	w.d.T = w.t
	w.d.Run(cmd)
	w.d.T = within
	log.Close()
	return cmd
}

// replace ends the part of that name as a crash does, if it runs, and starts it.
func (w *world) replace(name string, args ...string) {
	if old := w.running[name]; old != nil {
		syscall.Kill(-old.Process.Pid, syscall.SIGKILL)
		time.Sleep(time.Second)
	}
	w.running[name] = w.part(name, nil, args...)
}

func (w *world) eval(js string) string {
	var ok bool
	var out string
	w.bus.Object("org.gnome.Shell", "/org/gnome/Shell").Call("org.gnome.Shell.Eval", 0, js).Store(&ok, &out)
	return out
}

func (w *world) button(how, name string) string {
	return w.run("/usr/bin/python3", "-c", pressProgram, how, name)
}

// step is a line of the table; what a step cannot do, it leaves to the next.
func (w *world) step(name string, f func()) {
	w.t.Run(name, func(t *testing.T) {
		w.d.T = t
		passed := false
		defer func() {
			w.d.T = w.t
			picture := fmt.Sprintf("%02d", len(w.steps)+1)
			w.d.Settle(time.Second) // some draw after they have the keyboard
			w.d.Shot(picture)
			word := "passed"
			if !passed || t.Failed() {
				word, w.failed = "FAILED", true
			}
			w.steps = append(w.steps, fmt.Sprintf("| %s | %s | %s |", picture, name, strings.Join(append([]string{word}, w.notes...), "; ")))
			w.notes = nil
			w.write()
		}()
		f()
		passed = true
	})
}

// note adds a word to the row of this step.
func (w *world) note(word string) { w.notes = append(w.notes, word) }

// write keeps the table.
func (w *world) write() {
	var versions []string
	for _, p := range w.shell.parts {
		if v := w.run("dpkg-query", "-W", "-f", "${Version}", p); v != "" {
			versions = append(versions, p+" "+v)
		}
	}
	table := strings.Join(versions, ", ") + "\n\n| picture | step | |\n|---|---|---|\n" + strings.Join(w.steps, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(w.d.Out, "table.md"), []byte(table), 0o644); err != nil {
		w.t.Error(err)
	}
}

// icon finds Halfday's colour in the panel.
func (w *world) icon() (at image.Point, ok bool) {
	img := w.d.Look()
	var box image.Rectangle
	n := 0
	for y := w.panel.Min.Y; y < w.panel.Max.Y; y++ {
		for x := w.panel.Min.X; x < w.panel.Max.X; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			if near(r>>8, 0xd0) && near(g>>8, 0x58) && near(b>>8, 0x14) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
				n++
			}
		}
	}
	return box.Min.Add(box.Size().Div(2)), n >= 30 && box.Dx() <= 48
}

func near(a, b uint32) bool { return a-b+12 <= 24 }

func (w *world) awaitIcon() image.Point {
	w.d.T.Helper()
	var at image.Point
	w.d.Await("the icon", func() (ok bool) { at, ok = w.icon(); return ok })
	w.d.Settle(time.Second)
	return at
}

// lines is the menu of the program as it says it.
func (w *world) lines(pid int) []stage.Entry {
	name := fmt.Sprintf("org.kde.StatusNotifierItem-%d-1", pid)
	return stage.ReadMenu(w.bus.Object(name, "/StatusNotifierItem/menu"))
}

// open opens the menu, and gives where it is on the screen.
func (w *world) open() image.Rectangle {
	w.d.T.Helper()
	at, ok := w.icon()
	if !ok {
		w.d.T.Fatal("there is no icon to click on")
	}
	w.away()
	before, where := w.d.Look(), w.outside()
	w.d.Xdotool("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.3")
	if w.keyless { // waybar's menu lies over the bar, which shows where the pointer is
		before, where = w.d.Look(), screen
	}
	w.d.Xdotool("click", w.menu)
	w.d.Await("the menu", func() bool { return large(differs(before, w.d.Look(), w.beside(at))) })
	if w.where == nil {
		w.away() // on the icon, it would bring its tooltip, above the menu
	}
	w.d.Settle(700 * time.Millisecond)
	return largest(before, w.d.Look(), where, image.Rectangle{})
}

// walk opens the menu and goes to a line; each name is the beginning of a label.
// It opens that, too, where it is a submenu.
func (w *world) walk(pid int, path ...string) {
	w.d.T.Helper()
	menu, lines := w.open(), w.lines(pid)
	var places []int
	for level, name := range path {
		down, found := 0, false
		for place, e := range lines {
			if !e.Enabled {
				continue
			}
			if strings.HasPrefix(e.Label, name) {
				lines, found, places = e.Children, true, append(places, place)
				break
			}
			down++
		}
		if !found {
			w.d.T.Fatalf("no line %q in %q", name, stage.Labels(lines))
		}
		// A submenu stands beside its menu, but on GNOME, where it opens in place.
		before, beside := w.d.Look(), menu
		if w.inPlace {
			beside = image.Rectangle{}
		}
		open := func() { w.d.Keys("Right") }
		if w.where != nil {
			var at image.Point
			w.d.Await("the line "+name+" on the screen", func() (ok bool) { at, ok = w.where(w, name, places, menu); return ok })
			// Twice: GTK takes the first move into a submenu for one on the way.
			w.d.Xdotool("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.3", "mousemove_relative", "3", "1")
			w.d.Settle(time.Second)
			open = func() { w.d.Click(at.X, at.Y) }
			if w.keyless {
				open = func() {} // the pointer has opened it, and a click would close it
			}
		} else {
			if level == 0 {
				down++ // nothing is chosen yet
			}
			for range down {
				w.d.Keys("Down")
			}
		}
		if len(lines) == 0 {
			continue
		}
		open()
		// Whole at its first opening: one that had no lines yet when its place was
		// chosen stands outside the screen.
		w.d.Await("the submenu "+name, func() bool {
			menu = largest(before, w.d.Look(), screen, beside)
			return menu.Dx() >= 100 && menu.Dy() >= 60
		})
		w.d.Settle(time.Second)
		menu = largest(before, w.d.Look(), screen, beside)
	}
}

// choose goes to a line and takes it.
func (w *world) choose(pid int, path ...string) {
	w.d.T.Helper()
	w.walk(pid, path...)
	if w.where != nil {
		w.d.Xdotool("click", "1")
		return
	}
	w.d.Keys("Return")
}

// shut closes the menu.
func (w *world) shut() {
	for range 4 {
		w.d.Keys("Escape")
	}
	if w.keyless {
		w.d.Click(320, 780) // not between two windows, which sway takes for itself
	}
	w.d.Settle(500 * time.Millisecond)
}

// large tells whether a box is that of a menu.
func large(box image.Rectangle) bool { return box.Dx() >= 40 && box.Dy() >= 40 }

// pressIcon says what a press of that button of the mouse on the icon brings,
// and closes it.
func (w *world) pressIcon(button string) (came string) {
	w.d.T.Helper()
	at, ok := w.icon()
	if !ok {
		w.d.T.Fatal("there is no icon to click on")
	}
	w.away()
	w.d.Xdotool("mousemove", fmt.Sprint(at.X), fmt.Sprint(at.Y), "sleep", "0.3")
	before := w.d.Look()
	w.d.Xdotool("click", button)
	list := func() bool { return strings.Contains(w.front(w).title, "Find a role") }
	w.d.Await("what button "+button+" opens", func() bool {
		return list() || large(differs(before, w.d.Look(), w.beside(at)))
	})
	w.d.Settle(2 * time.Second) // a window that lost the keyboard may look like a menu
	if came = "the menu"; list() {
		came = "the list"
	}
	w.d.Shot("button-" + button)
	w.shut()
	return came
}

// config is the AWS file of the demo that runs.
func (w *world) config() string {
	w.d.T.Helper()
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(w.d.Home), "halfday-demo-*", "config"))
	if len(files) != 1 {
		w.d.T.Fatalf("the AWS files of demos: %q", files)
	}
	return files[0]
}

// playAWS has AWS played by this test, with its roles in the folder dir of this
// person's files.
func (w *world) playAWS(dir string) {
	w.t.Helper()
	aws := fakeaws.Start(w.t, fakeaws.Options{})
	config, credentials, err := aws.WriteFiles(w.d.Path(dir))
	if err != nil {
		w.t.Fatal(err)
	}
	w.env = append(w.env, "AWS_CONFIG_FILE="+config, "AWS_SHARED_CREDENTIALS_FILE="+credentials,
		"AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
}

// away moves the pointer to where it points at nothing.
func (w *world) away() { w.d.Xdotool("mousemove", "640", "400"); w.d.Settle(500 * time.Millisecond) }

// beside is where the menu comes first, and where no other window is.
func (w *world) beside(icon image.Point) image.Rectangle {
	y := image.Rect(0, w.panel.Max.Y+8, 0, w.panel.Max.Y+60)
	if w.panel.Min.Y > 0 {
		y = image.Rect(0, w.panel.Min.Y-60, 0, w.panel.Min.Y-8)
	}
	return image.Rect(icon.X-60, y.Min.Y, icon.X+60, y.Max.Y).Intersect(screen)
}

// outside is the screen without the panel.
func (w *world) outside() image.Rectangle {
	if w.panel.Min.Y > 0 {
		return image.Rect(0, 0, 1280, w.panel.Min.Y)
	}
	return image.Rect(0, w.panel.Max.Y, 1280, 800)
}

// awaitFront waits until a window with such a title has the keyboard.
func (w *world) awaitFront(title string) {
	w.d.T.Helper()
	last := ""
	defer func() {
		if !strings.Contains(last, title) {
			w.d.T.Logf("in front: %q", last)
		}
	}()
	w.d.Await(title+" in front", func() bool { last = w.front(w).title; return strings.Contains(last, title) })
}
