package app

import (
	"slices"
	"time"

	"halfday/dialogs"
	"halfday/roles"
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

// profiles asks with a list of kind which of choices it is to be, where they are
// too many for a list after a part of the name; false where the person gave up.
func (ask asker) profiles(kind dialogs.AskKind, title, question string, choices []tray.Choice, w text.ListWords) ([]string, bool) {
	for !fits(choices) {
		part, ok := ask.entry(title, w.Filter(len(choices)))
		if !ok {
			return nil, false
		}
		if found := tray.Matching(choices, part); len(found) > 0 {
			choices = found
		} else {
			ask.say(dialogs.AskInfo, w.NoMatch(part))
		}
	}
	rows := make([]string, len(choices))
	for i, c := range choices {
		rows[i] = c.Row
	}
	a, ok := ask(dialogs.Ask{Kind: kind, Title: title, Text: question, Items: rows})
	if !ok {
		return nil, false
	}
	indices := a.Indices
	if kind == dialogs.AskList {
		indices = []int{a.Index}
	}
	var chosen []string
	for _, i := range indices {
		if i >= 0 && i < len(choices) {
			chosen = append(chosen, choices[i].Profile)
		}
	}
	return chosen, len(chosen) > 0
}

// withRoles begins a conversation about the roles that the menu shows, unless
// one is under way or waits.
func (a *app) withRoles(f func(talk, []tray.Choice)) {
	a.talk("find a role", func(t talk) {
		if t.state != nil {
			f(t, tray.Choices(*t.state, t.home.Settings.Pinned, time.Now(), t.home.Words))
		}
	})
}

// findRole lets the person choose one of all roles, and does what a click on
// it in the menu does; it says what is wrong with one that cannot work.
func (a *app) findRole() {
	a.withRoles(func(t talk, all []tray.Choice) {
		w := t.home.Words.Lists
		chosen, ok := t.ask.profiles(dialogs.AskList, w.FindTitle, w.FindText, all, w)
		if !ok {
			return
		}
		if r, _ := roleOf(t.state.Roles, chosen[0]); r.Problem.Kind != roles.ProblemNone {
			t.ask.say(dialogs.AskError, t.home.Words.Problem(tray.Problem(r)))
			return
		}
		a.broker.SignIn(chosen[0], session.Wish{})
	})
}

// pinRoles lets the person choose roles to pin, and to unpin.
func (a *app) pinRoles() {
	a.withRoles(func(t talk, all []tray.Choice) {
		w := t.home.Words.Lists
		if chosen, ok := t.ask.profiles(dialogs.AskListMulti, w.PinTitle, w.PinText(severalKey), all, w); ok {
			t.home.Reload()
			t.ask.kept(t.home.Words, settings.Set(t.home.SettingsFile(), settings.KeyPinned, toggled(t.home.Settings.Pinned, chosen)))
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
