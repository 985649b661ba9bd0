//go:build windows || (darwin && cgo)

package tray

import (
	"sync"

	"fyne.io/systray"
)

// What the systems' trays differ in is in the files systray_GOOS.go:
//
//	escape  writes a title for the native menu
//	system  what systray leaves to do; made on the main thread

func runTray(icons Icons, clicked func(Action, string), ready func(*View), exited func(error)) error {
	v := newView(clicked)
	sys := newSystem()
	v.tray = &nativeMenu{native: &systrayTray{icons: icons, system: sys}, view: v}
	var once sync.Once
	exit := func() {
		once.Do(func() {
			v.end()
			exited(sys.late())
		})
	}
	sys.watch()
	systray.Run(func() {
		sys.ready()
		ready(v)
		v.start()
	}, exit)
	// systray calls its exit function on macOS not at all, on Windows on
	// another goroutine, which is waited for here.
	exit()
	return nil
}

// systrayTray is the tray as systray gives it.
type systrayTray struct {
	icons Icons
	*system
}

func (t *systrayTray) add(parent line, kind Kind, title string) line {
	plain, check := systray.AddMenuItem, systray.AddMenuItemCheckbox
	if parent != nil {
		under := parent.(systrayLine).MenuItem
		plain, check = under.AddSubMenuItem, under.AddSubMenuItemCheckbox
	}
	if kind == Check {
		return systrayLine{check(escape(title), "", false)}
	}
	return systrayLine{plain(escape(title), "")}
}

func (t *systrayTray) addSeparator() { systray.AddSeparator() }

func (t *systrayTray) setIcon(state Icon) {
	if sizes := t.icons.Of[state]; len(sizes) > 0 && len(sizes[0]) > 0 { // systray reads the first byte on macOS
		t.system.setIcon(sizes[0], t.icons.Template)
	}
}

func (t *systrayTray) setTooltip(s string) { systray.SetTooltip(fit(s, tooltipMax)) }

func (t *systrayTray) setTitle(s string) { systray.SetTitle(s) } // which Windows has no place for

func (t *systrayTray) quit() { systray.Quit() }

// systrayLine is a line of systray's menu.
type systrayLine struct{ *systray.MenuItem }

func (l systrayLine) SetTitle(s string) { l.MenuItem.SetTitle(escape(s)) }

func (l systrayLine) clicks() <-chan struct{} { return l.ClickedCh }
