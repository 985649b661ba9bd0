package tray

import (
	"cmp"
	"slices"

	"halfday/session"
)

// running are the lines of what is under way, at most most: the sign-ins, the
// sessions, the sign-ins that wait for another one. Those beyond are in a
// submenu.
func (m menu) running(most int) []Item {
	var running, waiting []Item
	queued := 0
	for _, a := range m.s.Attempts {
		if a.Phase == session.PhaseQueued {
			queued++
		}
		if slices.ContainsFunc(m.s.Sessions, func(s session.Session) bool { return s.Profile == a.Profile }) {
			continue // its line says so
		}
		it := submenu("session "+a.Profile, m.attemptTitle(a), entryOf(a.Profile, m.w.Menu.CancelSignIn, Cancel))
		if a.Phase == session.PhaseQueued {
			waiting = append(waiting, it)
		} else {
			running = append(running, it)
		}
	}
	room := browsersRoom
	if !m.long() {
		room = browsersRoomFlat // nothing else needs them
	}
	var unseen []Item
	first, ended := m.lastUnseen()
	if ended {
		unseen = append(unseen, m.session(first))
	}
	// The ended ones last: one may have ended since the state was made.
	sessions := slices.SortedStableFunc(slices.Values(m.s.Sessions), func(a, b session.Session) int {
		return cmp.Compare(btoi(a.Ended(m.now)), btoi(b.Ended(m.now)))
	})
	for _, s := range sessions {
		if ended && s.Profile == first.Profile {
			continue // above
		}
		it := m.session(s)
		if b, ok := m.browsers(s); ok {
			if room -= 1 + len(b.Children); room >= 0 {
				// Last: the lines of a View below a submenu are plain ones first.
				it.Children = append(it.Children, b)
			}
		}
		running = append(running, it)
	}
	some, rest := cut(slices.Concat(unseen, running, waiting), most)
	if len(rest) == 0 {
		return some
	}
	var last []Item
	if queued > 0 {
		last = append(last, entry(m.w.Menu.CancelWaiting(queued), CancelWaiting))
	}
	fit, beyond := cut(rest, m.p.Room.Submenu-len(last))
	if len(beyond) > 0 {
		last = append([]Item{m.more(len(beyond))}, last...)
	}
	more := submenu("more running", m.w.Lists.Others(len(rest)), slices.Concat(fit, last)...)
	return append(some[:len(some):len(some)], more)
}

// lastUnseen is the session that ended last, of those of whose end the person was
// reminded and which they have neither renewed nor forgotten: with Do Not Disturb,
// or after a notification is gone, nobody else says it.
func (m menu) lastUnseen() (last session.Session, ok bool) {
	for _, s := range m.s.Sessions {
		if _, trying := m.attempts[s.Profile]; !trying && s.Ended(m.now) && s.Unanswered() && (!ok || s.Expires.After(last.Expires)) {
			last, ok = s, true
		}
	}
	return last, ok
}

// session is the submenu of a session: what can be done about it now.
func (m menu) session(s session.Session) Item {
	it := Item{Kind: Submenu, Key: "session " + s.Profile, Tooltip: clean(s.RoleARN)}
	line := func(title string, kind ActionKind) {
		it.Children = append(it.Children, entryOf(s.Profile, title, kind))
	}
	if s.Alarm {
		line(m.w.Menu.Alarm, ShowAlarm)
	}
	if s.InPlace != "" && m.p.Override == "" && !m.p.Demo { // else the menu says so for all
		it.Children = append(it.Children, notice(m.w.Menu.Override(clean(s.InPlace))))
	}
	works, ended := m.works(s.Profile), s.Ended(m.now)
	if attempt, trying := m.attempts[s.Profile]; trying {
		it.Title = m.attemptTitle(attempt)
		line(m.w.Menu.CancelSignIn, Cancel)
		if !ended {
			line(m.w.Menu.GoToConsole, OpenConsole)
		}
	} else if ended {
		it.Title = m.w.Menu.Ended(m.name(s.Profile), s.Expires.In(m.now.Location()), m.now)
		if s.Unanswered() {
			it.Title = m.w.Menu.Unseen(it.Title)
		}
		if works {
			line(m.w.Reminder.SignInAgain, SignIn)
		}
	} else {
		it.Title = m.w.Menu.Session(m.name(s.Profile), s.Left(m.now))
		if s.Unsaved {
			it.Title = m.w.Menu.Unsaved(it.Title)
		}
		if s.Alarm {
			it.Title = m.w.Menu.Alarmed(it.Title)
		}
		it.Children = append(it.Children, m.ways(s)...)
		if works {
			line(m.w.Open.Menu, OpenPage)
		}
	}
	it.Title = clean(it.Title)
	if works {
		line(m.w.Role.MenuOne, RoleSettings)
	}
	line(m.w.Menu.Forget, Forget)
	return it
}

// ways are what one wants of a role whose console is open.
func (m menu) ways(s session.Session) []Item {
	var items []Item
	if s.CanReopen {
		items = append(items, entryOf(s.Profile, m.w.Menu.OpenAgain, SignIn))
	}
	if m.works(s.Profile) {
		items = append(items, entryOf(s.Profile, m.w.Menu.SignInNewCode, SignInAgain))
	}
	return append(items, entryOf(s.Profile, m.w.Menu.GoToConsole, OpenConsole))
}

// browsers is the submenu of a running session that says where its role opens
// from now on; there is none while the browsers are not known.
func (m menu) browsers(s session.Session) (Item, bool) {
	if len(m.p.Browsers) == 0 || s.Ended(m.now) || !m.works(s.Profile) {
		return Item{}, false
	}
	now := m.s.Roles[m.at[s.Profile]].Browser
	is := func(b Browser) bool { return b.is(now) }
	line := func(b Browser) Item {
		return Item{Kind: Check, Title: clean(b.Title), Checked: is(b), Action: Action{Kind: SetBrowser, Profile: s.Profile, Setting: b.Setting}}
	}
	some, rest := cut(m.p.Browsers, browsersMax)
	if i := slices.IndexFunc(rest, is); i >= 0 {
		some = append(slices.Clone(some), rest[i])
	} else if now != "" && !slices.ContainsFunc(some, is) { // a command, or one that is gone
		some = append(slices.Clone(some), Browser{Setting: now, Title: now})
	}
	it := submenu("", m.w.Role.Browser, line(Browser{Title: m.w.Role.BrowserUsual}))
	for _, b := range some {
		it.Children = append(it.Children, line(b))
	}
	if len(rest) > 0 {
		it.Children = append(it.Children, entryOf(s.Profile, m.w.Role.BrowserOthers, RoleSettings))
	}
	return it, true
}

func (m menu) attemptTitle(a session.Attempt) string {
	return clean(m.w.Menu.Attempt(m.name(a.Profile), string(a.Phase)))
}
