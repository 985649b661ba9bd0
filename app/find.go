package app

import (
	"slices"
	"time"

	"halfday/dialogs"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
)

const (
	// listBytes is how much text a list dialog takes: the rows are arguments
	// of the dialog program, and macOS has room for 1 MiB of them in all.
	listBytes = 600_000
	// listLines is how many rows a person can still scroll through.
	listLines = 10_000
)

// fits tells whether choices are not too many for a list dialog.
func fits(choices []tray.Choice) bool {
	bytes := 0
	for _, c := range choices {
		bytes += len(c.Row) + 16
	}
	return len(choices) <= listLines && bytes <= listBytes
}

// roleList is a conversation about all roles: a part of the name where they
// are too many for a list, then the list.
type roleList struct {
	words   text.Words
	choices []tray.Choice
	ask     asker
}

// show asks with a list of kind and gives what was chosen; false where the
// person gave up.
func (l roleList) show(kind dialogs.AskKind, title, question string) ([]string, bool) {
	choices := l.choices
	for !fits(choices) {
		a, ok := l.ask(dialogs.Ask{Kind: dialogs.AskEntry, Title: title, Text: l.words.Lists.Filter(len(choices))})
		if !ok {
			return nil, false
		}
		found := tray.Matching(choices, a.Text)
		if len(found) == 0 {
			l.ask.say(dialogs.AskInfo, l.words.Lists.NoMatch(a.Text))
			continue
		}
		choices = found
	}
	rows := make([]string, len(choices))
	for i, c := range choices {
		rows[i] = c.Row
	}
	a, ok := l.ask(dialogs.Ask{Kind: kind, Title: title, Text: question, Items: rows})
	if !ok {
		return nil, false
	}
	indices := a.Indices
	if kind == dialogs.AskList {
		indices = []int{a.Index}
	}
	var profiles []string
	for _, i := range indices {
		if i >= 0 && i < len(choices) {
			profiles = append(profiles, choices[i].Profile)
		}
	}
	return profiles, len(profiles) > 0
}

// withRoles begins a conversation about the roles that the menu shows, unless
// one is under way or waits.
func (a *app) withRoles(f func(talk, roleList)) {
	a.talk("find a role", func(t talk) {
		if words := t.home.Words; t.state != nil {
			f(t, roleList{words, tray.Choices(*t.state, t.home.Settings.Pinned, time.Now(), words), t.ask})
		}
	})
}

// findRole lets the person choose one of all roles, and does what a click on
// it in the menu does; it says what is wrong with one that cannot work.
func (a *app) findRole() {
	a.withRoles(func(t talk, l roleList) {
		chosen, ok := l.show(dialogs.AskList, l.words.Lists.FindTitle, l.words.Lists.FindText)
		if !ok {
			return
		}
		if p, bad := problemOf(*t.state, chosen[0]); bad {
			t.ask.say(dialogs.AskError, l.words.Problem(p))
			return
		}
		a.broker.SignIn(chosen[0], session.Wish{})
	})
}

// pinRoles lets the person choose roles to pin, and to unpin.
func (a *app) pinRoles() {
	a.withRoles(func(t talk, l roleList) {
		chosen, ok := l.show(dialogs.AskListMulti, l.words.Lists.PinTitle, l.words.Lists.PinText(severalKey))
		if !ok {
			return
		}
		file := t.home.SettingsFile()
		now, _ := settings.Read(file)
		if err := settings.Set(file, settings.KeyPinned, toggled(now.Pinned, chosen)); err != nil {
			a.log.Error("pinning roles", "error", err)
			t.ask.say(dialogs.AskError, l.words.Problem(text.Problem{Kind: "settings_write"}))
		}
	})
}

// toggled is pinned without those of chosen that were in it, and with the
// others at its end.
func toggled(pinned, chosen []string) []string {
	rest := slices.DeleteFunc(slices.Clone(pinned), func(p string) bool { return slices.Contains(chosen, p) })
	for _, p := range chosen {
		if !slices.Contains(pinned, p) {
			rest = append(rest, p)
		}
	}
	return rest
}
