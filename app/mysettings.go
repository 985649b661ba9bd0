package app

import (
	"fmt"
	"slices"
	"time"

	"halfday/dialogs"
	"halfday/settings"
	"halfday/text"
)

// choice is one of the person's settings, as a dialog asks for it.
type choice struct {
	key, name, ask string
	now            string // in words
	values         []any  // as settings.Set takes them
	labels         []string
}

// add is a value that may be chosen.
func (c *choice) add(value any, label string) {
	c.values, c.labels = append(c.values, value), append(c.labels, label)
}

// leadTimes are the reminders that may be chosen. The file takes any.
var leadTimes = [][]time.Duration{
	{}, {5 * time.Minute}, {15 * time.Minute}, {30 * time.Minute}, {time.Hour}, {time.Hour, 15 * time.Minute},
}

// choices are the settings that a person changes in dialogs, as they are now.
func choices(now settings.Settings, words text.Words) []choice {
	w := words.Settings
	length := choice{key: settings.KeyLength, name: w.Length, ask: w.AskLength, now: words.Duration(now.Length)}
	for h := 12 * time.Hour; h > 0; h -= time.Hour {
		length.add(h, words.Duration(h))
	}
	remind := choice{key: settings.KeyRemind, name: w.Remind, ask: w.AskRemind, now: leadWords(now.Remind, words)}
	for _, leads := range leadTimes {
		remind.add(leads, leadWords(leads, words))
	}
	reopen := choice{key: settings.KeyReopen, name: w.Reopen, ask: w.AskReopen}
	reopen.add(settings.ReopenAsk, words.Role.ReopenAsk)
	reopen.add(settings.ReopenCode, words.Role.ReopenCode)
	reopen.add(settings.ReopenFree, words.Role.ReopenFree)
	reopen.is(now.Reopen)
	language := choice{key: settings.KeyLanguage, name: w.Language, ask: w.AskLanguage}
	language.add("", w.LanguageSystem)
	language.add("en", "English")
	language.add("ja", "日本語")
	language.is(now.Language)
	group := choice{key: settings.KeyGroupBy, name: w.Group, ask: w.AskGroup}
	group.add("", w.GroupAuto)
	group.add("prefix", w.GroupPrefix)
	group.add("account", w.GroupAccount)
	group.add("source_profile", w.GroupSource)
	group.add("none", w.GroupNone)
	group.is(now.GroupBy)
	return []choice{length, remind, reopen, language, group}
}

// is says in words what a setting of few values is now.
func (c *choice) is(value string) {
	if i := slices.Index(c.values, any(value)); i >= 0 {
		c.now = c.labels[i]
	}
}

func leadWords(leads []time.Duration, words text.Words) string {
	if len(leads) == 0 {
		return words.Settings.Never
	}
	said := make([]string, len(leads))
	for i, d := range leads {
		said[i] = words.Duration(d)
	}
	return words.Settings.Before(said)
}

// mySettings talks about the person's settings. Each answer is written at once,
// and what comes next is in the words that then hold; it goes on until the
// person closes the list, or asks for the file.
func (a *app) mySettings() {
	a.talk("my settings", func(t talk) {
		for {
			t.home.Reload()
			words := t.home.Words
			all := choices(t.home.Settings, words)
			items := make([]string, 0, len(all)+1)
			for _, c := range all {
				items = append(items, fmt.Sprintf("%s: %s", c.name, text.Clean(c.now, 100)))
			}
			items = append(items, words.Settings.File)
			answer, ok := t.ask(dialogs.Ask{Kind: dialogs.AskList, Title: words.Settings.Title, Text: words.Settings.Ask, Items: items})
			switch {
			case !ok || answer.Index < 0 || answer.Index >= len(items):
				return
			case answer.Index == len(all):
				a.post(a.openSettings)
				return
			}
			c := all[answer.Index]
			answer, ok = t.ask(dialogs.Ask{Kind: dialogs.AskList, Title: words.Settings.Title, Text: c.ask, Items: c.labels})
			if !ok || answer.Index < 0 || answer.Index >= len(c.values) {
				continue
			}
			if err := settings.Set(t.home.SettingsFile(), c.key, c.values[answer.Index]); err != nil {
				a.log.Error("changing a setting", "key", c.key, "error", err)
				t.ask.say(dialogs.AskError, words.Problem(text.Problem{Kind: "settings_write"}))
				return
			}
		}
	})
}
