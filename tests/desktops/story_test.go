//go:build desktops && linux

package desktops

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"halfday/tests/stage"
)

// role is the first one of the demo.
const role = "atlas-dev"

// entry is the name of Halfday's desktop entry.
const entry = "app.halfday.Halfday"

// console is what the title of its page says.
const console = "Halfday demo console"

// TestDesktops tells the story on the desktop that HALFDAY_DESKTOP names.
func TestDesktops(t *testing.T) {
	w := newWorld(t, os.Getenv("HALFDAY_DESKTOP"))
	if w.plain {
		// Each demo is on its own: a second start of it is another one.
		w.playAWS(".aws")
		w.d.Write(".local/state/halfday/welcomed", "", 0o600)
		w.base(w)
		withoutTray(w)
		return
	}
	w.base(w)
	program := stage.Binary(t)
	d := w.d

	w.step("started before the tray: the icon comes with it", func() {
		early := w.part(program, nil, "-demo")
		d.Await("the program's name on the bus", func() bool { return len(w.lines(early.Process.Pid)) > 0 })
		w.host(w)
		w.awaitIcon()
		early.Process.Signal(syscall.SIGTERM)
		d.Await("the icon to go", func() bool { _, ok := w.icon(); return !ok })
	})

	var tray *exec.Cmd
	w.step("started after the tray", func() {
		tray = w.part(program, nil, "-demo", "-remind", "11h53m")
		w.awaitIcon()
	})
	pid := tray.Process.Pid

	w.step("a click on a role: the question is in front", func() {
		w.open()
		d.Shot("menu")
		w.shut()
		empty := d.Look()
		w.choose(pid, role)
		w.awaitFront("MFA")
		d.Await("the question to be drawn", func() bool {
			box := largest(empty, d.Look(), w.outside(), image.Rectangle{})
			return box.Dx() > 200 && box.Dy() > 150
		})
		// The task bar and Alt-Tab go by that.
		if in := w.front(w); !strings.EqualFold(strings.TrimSuffix(in.app, ".desktop"), entry) {
			d.T.Errorf("%q belongs to %q, not to %q", in.title, in.app, entry)
		}
	})
	w.step("typed at once, a wrong code: asked again, with the reason", func() {
		d.Typing("000000")
		d.Keys("Return")
		d.Await("the reason", func() bool { return strings.Contains(d.Texts(), "did not accept") })
		w.awaitFront("MFA")
	})
	w.step("the right code: the console is in front", func() {
		d.Typing("123456")
		d.Keys("Return")
		w.awaitFront(console)
		d.Settle(2 * time.Second)
	})
	w.step("Open again from another window: the console is in front", func() {
		other := w.part("zenity", nil, "--info", "--title", "Another window", "--text", "Work")
		defer other.Process.Kill()
		w.awaitFront("Another window")
		w.choose(pid, role+"   ", "Open again")
		w.awaitFront(console)
	})
	w.step("left, middle and right button: the menu, or the list of roles", func() {
		for _, button := range []string{"1", "2", "3"} {
			w.note(map[string]string{"1": "left", "2": "middle", "3": "right"}[button] + ": " + w.pressIcon(button))
		}
	})
	w.step("two submenus deep over a change of minute and 1,000 edits of the AWS file: nothing moves", func() {
		w.endBrowser() // its page counts the seconds
		d.Settle(2 * time.Second)
		w.away()
		w.walk(pid, role+"   ", "Browser")
		line := func() string { return stage.Labels(w.lines(pid))[1] }
		before, was := d.Shot("minute-1"), line()
		file := w.config()
		text, err := os.ReadFile(file)
		if err != nil {
			d.T.Fatal(err)
		}
		// Over more than a minute, so that one changes.
		for n := range 1000 {
			if err := os.WriteFile(file, fmt.Appendf(text, "# %d\n", n), 0o600); err != nil {
				d.T.Fatal(err)
			}
			d.Settle(60 * time.Millisecond)
			if n%40 > 0 {
				continue
			}
			if box := differs(before, d.Look(), w.outside()); box.Dy() > 50 {
				d.Shot("minute-2")
				d.T.Fatalf("what changed on the screen after %d edits: %v, and not one line", n, box)
			}
		}
		d.Settle(2 * time.Second)
		if box := differs(before, d.Shot("minute-2"), w.outside()); box.Empty() || line() == was {
			d.T.Errorf("no minute has passed: %q", was)
		}
	})
	w.shut()
	w.step("the reminder, with its button", func() {
		w.away()
		d.AwaitWithin(8*time.Minute, "the reminder", func() bool { return w.noted(w, "Sign in again") })
		d.Settle(time.Second)
	})
	w.step("Sign in again: the question is in front, and the reminder goes", func() {
		if !w.press(w, "Sign in again") {
			d.T.Fatal("no such button")
		}
		w.awaitFront("MFA")
		d.Typing("654321")
		d.Keys("Return")
		w.awaitFront(console)
		d.Await("the reminder to go", func() bool { return !w.noted(w, "Sign in again") })
	})
	w.step("the tray starts anew: the icon is there again", func() {
		w.host(w)
		w.awaitIcon()
		w.walk(pid, role+"   ", "Sign in with a new code")
		w.shut()
	})
	w.step("Quit", func() {
		w.choose(pid, "Halfday", "Quit")
		d.Await("the program to end", func() bool { return len(w.lines(pid)) == 0 })
		d.Await("the icon to go", func() bool { _, ok := w.icon(); return !ok })
	})
}

// withoutTray is the story of a desktop that has no place for icons.
func withoutTray(w *world) {
	d := w.d
	program := stage.Binary(w.t)
	w.step("no tray: a notification says the way on", func() {
		w.part(program, nil)
		d.Await("the notification", func() bool { return w.noted(w, "Find a role…") })
		d.Settle(time.Second)
	})
	w.step("a click on it: the list of roles is in front", func() {
		d.Click(640, 80) // its button shows when the banner is pulled out
		w.awaitFront("Find a role")
	})
	w.step("a role of the list: its question is in front; typed at once, the console is in front", func() {
		d.Keys("Down", "Return")
		w.awaitFront("MFA")
		d.Typing("123456")
		d.Keys("Return")
		w.awaitFront(console)
	})
	w.step("started once more from the overview: the list of roles is in front", func() {
		other := w.part("zenity", nil, "--info", "--title", "Another window", "--text", "Work")
		defer other.Process.Kill()
		w.awaitFront("Another window")
		w.eval("imports.gi.Shell.AppSystem.get_default().lookup_app('" + entry + ".desktop').activate()")
		w.awaitFront("Find a role")
		d.Settle(2 * time.Second)
		d.Shot("again")
		d.Keys("Escape")
	})
}
