package app

import (
	"cmp"
	"fmt"
	"log/slog"
	"slices"

	"halfday/dialogs"
	"halfday/settings"
	"halfday/text"
)

// field is one setting, of the person or of a role, as dialogs ask for it.
type field struct {
	key, name string
	now       string               // its value in words; "" where it is as usual
	ask       string               // asks for a value; "" where there is one to choose alone
	values    []any                // to choose from, as package settings takes them; none: a line is typed
	labels    []string             // of values
	fits      func(value any) bool // nil: as package settings decides
}

// offer adds a value that may be chosen.
func (f *field) offer(value any, label string) {
	f.values, f.labels = append(f.values, value), append(f.labels, label)
}

// is says in words what a setting of few values is now.
func (f *field) is(value any) {
	if i := slices.Index(f.values, value); i >= 0 {
		f.now = f.labels[i]
	}
}

// offerReopen adds what it may take to open a role again, and says what it takes
// now.
func (f *field) offerReopen(w text.RoleWords, now string) {
	f.offer(settings.ReopenAsk, w.ReopenAsk)
	f.offer(settings.ReopenCode, w.ReopenCode)
	f.offer(settings.ReopenFree, w.ReopenFree)
	f.is(now)
}

// fieldRows are the lines of a list of settings.
func fieldRows(fields []field, usual string) []string {
	rows := make([]string, len(fields))
	for i, f := range fields {
		rows[i] = fmt.Sprintf("%s: %s", f.name, text.Clean(cmp.Or(f.now, usual), 100))
	}
	return rows
}

// change asks for a value of f until there is one that set takes, or none. It is
// false where the file cannot be written, of which the person is told.
func (ask asker) change(title string, f field, words text.Words, set func(key string, value any) error) bool {
	note := ""
	for {
		value, ok := ask.value(title, note, f)
		if !ok {
			return true
		}
		if f.fits == nil || f.fits(value) {
			if err := set(f.key, value); !settings.NotUsable(err) {
				return ask.kept(words, err)
			}
		}
		note = words.Role.NotUsable + "\n\n"
	}
}

// kept tells whether settings were written, of which err is what came; the person
// is told where they were not.
func (ask asker) kept(words text.Words, err error) bool {
	if err != nil {
		slog.Error("changing the settings", "error", err)
		ask.say(dialogs.AskError, words.Problem(text.Problem{Kind: "settings_write"}))
	}
	return err == nil
}

// value asks for a value of f; nil is as usual.
func (ask asker) value(title, note string, f field) (any, bool) {
	if f.ask == "" {
		return f.values[0], true
	}
	if len(f.values) == 0 {
		if typed, ok := ask.entry(title, note+f.ask); typed != "" || !ok {
			return typed, ok
		}
		return nil, true
	}
	i, ok := ask.choose(title, note+f.ask, f.labels)
	if !ok {
		return nil, false
	}
	return f.values[i], true
}
