package tray

import (
	"sync/atomic"
	"time"
)

// slot is a line of the native menu, and what it shows.
type slot struct {
	kind     Kind
	line     line
	shown    Item // a click on it does what target says
	hidden   bool
	children []*slot // of a submenu

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
	t := s.target.Load()
	same := t != nil && t.action == it.Action
	if !same {
		s.target.Store(nil) // until the person can see the new line
	}
	was := s.shown
	s.shown = it
	if was.Title != it.Title {
		s.line.SetTitle(it.Title)
	}
	if was.Tooltip != it.Tooltip {
		s.line.SetTooltip(it.Tooltip)
	}
	if was.Disabled != it.Disabled {
		if it.Disabled {
			s.line.Disable()
		} else {
			s.line.Enable()
		}
	}
	if was.Checked != it.Checked && s.kind == Check {
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
	if !same && it.Action != (Action{}) {
		m.aim(s, it.Action)
	}
}

// hide hides s. Clicks on it and under it, which may be on their way, mean
// nothing from now on.
func (m *nativeMenu) hide(s *slot) {
	if s.hidden {
		return
	}
	s.disarm()
	s.hidden = true
	s.line.Hide()
}

func (s *slot) disarm() {
	s.target.Store(nil)
	for _, c := range s.children {
		c.disarm()
	}
}

// aim makes a click on s ask for a.
func (m *nativeMenu) aim(s *slot, a Action) {
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
