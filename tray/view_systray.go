//go:build !darwin || cgo

package tray

import (
	"log/slog"
	"sync"

	"fyne.io/systray"

	"halfday/session"
)

// trayID names the icon to a Linux panel, which remembers its place by it. By
// default the name would change with each process.
const trayID = "halfday"

// What the systems' trays differ in is in the files surface_GOOS.go:
//
//	escape           writes a title for the native menu
//	setBeforeRun     whether trayID and the icon are set before systray runs
//	lineTooltips     whether lines of the menu have tooltips
//	titleBesideIcon  whether there can be text beside the icon
//	menuOpenProbe    called on the main thread, gives native.menuOpen

// Run shows the icon and calls ready with the view once there is a place for
// the menu. It returns after Quit, or when the desktop ends it.
//
// It must be called on the main goroutine and once in a process. On Linux
// there must be a session bus: without one, systray waits for ever and Quit
// would crash, so the caller looks for one first.
//
// ready must return soon, on Linux the menu waits for it; a model that it
// shows is the first thing that the desktop sees. clicked is called on one
// goroutine of the view, a click after the other. exited is called once,
// whichever way Run ends; on macOS, at the end of the login session, it is
// called on the main thread and Run does not return. It must not wait for the
// view.
func Run(icons Icons, clicked func(session.Action), ready func(*View), exited func()) error {
	tray := &systrayTray{icons: icons, open: menuOpenProbe()}
	v := newView(tray, clicked)
	var once sync.Once
	exit := func() {
		once.Do(func() {
			v.end()
			exited()
		})
	}
	if setBeforeRun {
		systray.SetTitle(trayID)
		tray.setIcon(Idle)
	}
	systray.Run(func() {
		ready(v)
		v.start()
	}, exit)
	// systray calls its exit function before it returns on Linux only: on
	// macOS not at all, on Windows on another goroutine, which is waited for
	// here.
	exit()
	return nil
}

// end stops the goroutines of the view after the native loop has ended. It
// does not wait: on macOS the one that draws may hang in a call that only
// that loop would have answered.
func (v *View) end() {
	v.once.Do(func() { close(v.quit) })
}

// systrayTray is the tray as systray gives it.
type systrayTray struct {
	icons Icons
	open  func() bool
}

func (t *systrayTray) add(parent line, kind slotKind, title string) line {
	title = escape(title)
	if parent == nil {
		if kind == slotCheck {
			return systrayLine{systray.AddMenuItemCheckbox(title, "", false)}
		}
		return systrayLine{systray.AddMenuItem(title, "")}
	}
	under := parent.(systrayLine).MenuItem
	if kind == slotCheck {
		return systrayLine{under.AddSubMenuItemCheckbox(title, "", false)}
	}
	return systrayLine{under.AddSubMenuItem(title, "")}
}

func (t *systrayTray) addSeparator() { systray.AddSeparator() }

func (t *systrayTray) setIcon(state Icon) {
	image := t.icons.of(state)
	if len(image) == 0 {
		return // systray reads the first byte on macOS
	}
	defer func() {
		// Where the session bus goes away at this moment, systray panics.
		if r := recover(); r != nil {
			slog.Warn("icon not set", "reason", r)
		}
	}()
	if t.icons.Template {
		systray.SetTemplateIcon(image, image)
	} else {
		systray.SetIcon(image)
	}
}

func (t *systrayTray) setTooltip(s string) { systray.SetTooltip(fit(s, tooltipMax)) }

func (t *systrayTray) setTitle(s string) {
	if titleBesideIcon {
		systray.SetTitle(s)
	}
}

func (t *systrayTray) menuOpen() bool { return t.open() }

func (t *systrayTray) quit() { systray.Quit() }

// systrayLine is a line of systray's menu.
type systrayLine struct{ *systray.MenuItem }

func (l systrayLine) SetTitle(s string) { l.MenuItem.SetTitle(escape(s)) }

func (l systrayLine) SetTooltip(s string) {
	if lineTooltips {
		l.MenuItem.SetTooltip(s)
	}
}

func (l systrayLine) clicks() <-chan struct{} { return l.ClickedCh }
