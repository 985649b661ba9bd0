// Package systray stands in for fyne.io/systray on macOS, as far as Halfday uses
// it: what its menu is, and what a person and the system do with it. Its calls
// wait for the main thread, as those of systray 1.12.2 do, and a click that
// nobody waits for is lost.
//
// It must not know Halfday.
package systray

import (
	"slices"
	"strings"
	"sync"
)

// Mac is the Mac that the program runs on.
type Mac interface {
	Tray()                    // what the library puts into the menu bar
	Loop(end <-chan struct{}) // the main loop
	Main(f func())            // f on the main thread, to its end
}

// tray is the one of the process.
type tray struct {
	mac   Mac
	exit  func()
	end   chan struct{}
	over  sync.Once
	lines []*MenuItem // only on the main thread
}

var now = &tray{}

// On is the start of a process on a Mac.
func On(m Mac) { now = &tray{mac: m, end: make(chan struct{})} }

// Run shows the icon until Quit. Main thread only.
func Run(ready, exit func()) {
	t := now
	t.exit = exit
	t.mac.Tray()
	go ready()
	t.mac.Loop(t.end)
}

// Quit ends the main loop.
func Quit() { now.over.Do(func() { close(now.end) }) }

// Terminate is what macOS does at the end of the login session: it tells the
// program, on the main thread, and then the process is gone. Here its main loop
// ends, and what counts is what is left when then is called.
func Terminate(then func()) {
	now.mac.Main(func() {
		now.exit()
		then()
		Quit()
	})
}

// MenuItem is a line of the menu.
type MenuItem struct {
	ClickedCh chan struct{}

	title            string
	hidden, disabled bool
}

func add(title string) *MenuItem {
	item := &MenuItem{ClickedCh: make(chan struct{}), title: title}
	now.mac.Main(func() { now.lines = append(now.lines, item) })
	return item
}

// AddMenuItem adds a line.
func AddMenuItem(title, _ string) *MenuItem { return add(title) }

// AddMenuItemCheckbox adds a line that can have a mark.
func AddMenuItemCheckbox(title, _ string, _ bool) *MenuItem { return add(title) }

// AddSubMenuItem adds a line below another.
func (i *MenuItem) AddSubMenuItem(title, _ string) *MenuItem { return add(title) }

// AddSubMenuItemCheckbox adds a line below another that can have a mark.
func (i *MenuItem) AddSubMenuItemCheckbox(title, _ string, _ bool) *MenuItem { return add(title) }

// AddSeparator adds a line between lines.
func AddSeparator() { now.mac.Main(func() {}) }

func (i *MenuItem) set(f func()) { now.mac.Main(f) }

// SetTitle and the others change the line.
func (i *MenuItem) SetTitle(title string) { i.set(func() { i.title = title }) }
func (i *MenuItem) SetTooltip(string)     { i.set(func() {}) }
func (i *MenuItem) Enable()               { i.set(func() { i.disabled = false }) }
func (i *MenuItem) Disable()              { i.set(func() { i.disabled = true }) }
func (i *MenuItem) Check()                { i.set(func() {}) }
func (i *MenuItem) Uncheck()              { i.set(func() {}) }
func (i *MenuItem) Show()                 { i.set(func() { i.hidden = false }) }
func (i *MenuItem) Hide()                 { i.set(func() { i.hidden = true }) }

// SetIcon and the others change what is in the menu bar.
func SetIcon(image []byte)                { now.mac.Main(func() { _ = image[0] }) }
func SetTemplateIcon(image, other []byte) { now.mac.Main(func() { _, _ = image[0], other[0] }) }
func SetTitle(string)                     { now.mac.Main(func() {}) }
func SetTooltip(string)                   { now.mac.Main(func() {}) }

// Click chooses the first line that begins with title; false where there is none
// that shows, or nobody waits for the click.
func Click(title string) (taken bool) {
	now.mac.Main(func() {
		n := slices.IndexFunc(now.lines, func(i *MenuItem) bool {
			return !i.hidden && !i.disabled && strings.HasPrefix(i.title, title)
		})
		if n < 0 {
			return
		}
		select {
		case now.lines[n].ClickedCh <- struct{}{}:
			taken = true
		default:
		}
	})
	return taken
}
