package tray

import (
	"sync/atomic"
	"time"
)

// slot is a line of the native menu, and what it shows.
type slot struct {
	kind     Kind
	line     line
	title    string
	tooltip  string
	disabled bool
	checked  bool
	hidden   bool
	children []*slot // of a submenu

	action Action                 // what target says, for the goroutine that draws
	used   bool                   // it has had an action before, and a goroutine waits for clicks
	target atomic.Pointer[target] // read by that goroutine; nil: a click does nothing
}

// target is what a click does, from when on.
type target struct {
	action Action
	from   time.Time
}

// set makes s show it, with as few native calls as that takes.
func (m *nativeMenu) set(s *slot, it Item) {
	if s.action != it.Action {
		s.target.Store(nil) // until the person can see the new line
	}
	if s.title != it.Title {
		s.title = it.Title
		s.line.SetTitle(it.Title)
	}
	if s.tooltip != it.Tooltip {
		s.tooltip = it.Tooltip
		s.line.SetTooltip(it.Tooltip)
	}
	if s.disabled != it.Disabled {
		s.disabled = it.Disabled
		if it.Disabled {
			s.line.Disable()
		} else {
			s.line.Enable()
		}
	}
	if s.checked != it.Checked && s.kind == Check {
		s.checked = it.Checked
		if it.Checked {
			s.line.Check()
		} else {
			s.line.Uncheck()
		}
	}
	if s.kind == Submenu {
		m.fillSubmenu(s, it.Children)
	}
	if s.hidden {
		s.hidden = false
		s.line.Show()
	}
	m.aim(s, it.Action)
}

// hide hides s. Clicks on it and under it, which may be on their way, mean
// nothing from now on.
func (m *nativeMenu) hide(s *slot) {
	if s.hidden {
		return
	}
	m.disarm(s)
	s.hidden = true
	s.line.Hide()
}

func (m *nativeMenu) disarm(s *slot) {
	m.aim(s, Action{})
	for _, c := range s.children {
		m.disarm(c)
	}
}

// aim makes a click on s ask for a.
func (m *nativeMenu) aim(s *slot, a Action) {
	if s.action == a {
		return
	}
	s.action = a
	if a == (Action{}) {
		s.target.Store(nil)
		return
	}
	t := &target{action: a}
	if s.used {
		t.from = time.Now().Add(settle)
	}
	s.target.Store(t)
	if !s.used {
		s.used = true
		go s.listen(m.view)
	}
}

// listen passes on the clicks on s. There is one such goroutine for each slot
// that ever had an action: systray drops a click that nobody waits for.
func (s *slot) listen(v *View) {
	for {
		select {
		case <-v.quit:
			return
		case <-s.line.clicks():
		}
		if t := s.target.Load(); t != nil && !time.Now().Before(t.from) {
			v.click(t.action, "")
		}
	}
}
