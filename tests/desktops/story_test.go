//go:build desktops && linux

package desktops

import (
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

// console is what the title of its page says.
const console = "Halfday demo console"

// TestDesktops tells the story on the desktop that HALFDAY_DESKTOP names.
func TestDesktops(t *testing.T) {
	w := newWorld(t, os.Getenv("HALFDAY_DESKTOP"))
	w.base(w)
	if w.plain {
		withoutTray(w)
		return
	}
	program := stage.Binary(t)
	d := w.d

	w.step("started before the tray: the icon comes with it", func() {
		early := w.part(program, nil, "-demo")
		d.Await("the program's name on the bus", time.Minute, func() bool { return len(w.lines(early.Process.Pid)) > 0 })
		w.host(w)
		w.awaitIcon()
		early.Process.Signal(syscall.SIGTERM)
		d.Await("the icon to go", time.Minute, func() bool { _, ok := w.icon(); return !ok })
	})

	var tray *exec.Cmd
	w.step("started after the tray", func() {
		tray = w.part(program, nil, "-demo", "-remind", "11h56m")
		w.awaitIcon()
	})
	pid := tray.Process.Pid

	w.step("a click on a role: the question is in front", func() {
		w.walk(pid, role)
		d.Shot("menu")
		d.Keys("Return")
		w.awaitFront("MFA")
	})
	w.step("typed at once, a wrong code: asked again, with the reason", func() {
		d.Typing("000000")
		d.Keys("Return")
		d.Await("the reason", time.Minute, func() bool { return strings.Contains(d.Texts(), "did not accept") })
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
		w.walk(pid, role+"   ", "Open again")
		d.Keys("Return")
		w.awaitFront(console)
	})
	w.step("two submenus deep over a change of minute: nothing moves", func() {
		d.EndBrowser() // its page counts the seconds
		d.Settle(2 * time.Second)
		w.away()
		w.walk(pid, role+"   ", "Browser")
		line := func() string { return stage.Labels(w.lines(pid))[1] }
		before, was := d.Shot("minute-1"), line()
		d.Await("the minute to change", 2*time.Minute, func() bool { return line() != was })
		d.Settle(2 * time.Second)
		after := d.Shot("minute-2")
		if box := differs(before, after, w.outside()); box.Empty() || box.Dy() > 50 {
			d.T.Errorf("what changed on the screen: %v, and not one line", box)
		}
	})
	for range 4 {
		d.Keys("Escape")
	}
	w.step("the reminder, with its button", func() {
		w.away()
		d.Await("the reminder", 5*time.Minute, func() bool { return w.noted(w, "Sign in again") })
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
		d.Await("the reminder to go", time.Minute, func() bool { return !w.noted(w, "Sign in again") })
	})
	w.step("the tray starts anew: the icon is there again", func() {
		w.host(w)
		w.awaitIcon()
		w.walk(pid, role+"   ", "Sign in with a new code")
		for range 3 {
			d.Keys("Escape")
		}
	})
	w.step("Quit", func() {
		w.walk(pid, "Halfday", "Quit")
		d.Keys("Return")
		d.Await("the program to end", time.Minute, func() bool { return len(w.lines(pid)) == 0 })
		d.Await("the icon to go", time.Minute, func() bool { _, ok := w.icon(); return !ok })
	})
}

// withoutTray is the story of a desktop that has no place for icons. A second
// start, which opens the list of roles, is not in it: each demo is on its own.
func withoutTray(w *world) {
	d := w.d
	program := stage.Binary(w.t)
	w.step("no tray: a notification says the way on", func() {
		w.part(program, nil, "-demo")
		d.Await("the notification", time.Minute, func() bool { return w.noted(w, "Find a role…") })
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
}

// differs is what is not the same in two pictures.
func differs(a, b image.Image, in image.Rectangle) (box image.Rectangle) {
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}
