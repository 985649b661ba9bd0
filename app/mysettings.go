package app

import (
	"time"

	"halfday/settings"
	"halfday/text"
)

// leadTimes are the reminders that may be chosen. The file takes any.
var leadTimes = [][]time.Duration{
	{}, {5 * time.Minute}, {15 * time.Minute}, {30 * time.Minute}, {time.Hour}, {time.Hour, 15 * time.Minute},
}

// myFields are the settings that a person changes in dialogs, as they are now.
func myFields(now settings.Settings, words text.Words) []field {
	w := words.Settings
	length := field{key: settings.KeyLength, name: w.Length, ask: w.AskLength}
	for h := 12 * time.Hour; h > 0; h -= time.Hour {
		length.offer(h, words.Duration(h))
	}
	length.is(now.Length)
	remind := field{key: settings.KeyRemind, name: w.Remind, ask: w.AskRemind, now: leadWords(now.Remind, words)}
	for _, leads := range leadTimes {
		remind.offer(leads, leadWords(leads, words))
	}
	reopen := field{key: settings.KeyReopen, name: w.Reopen, ask: w.AskReopen}
	reopen.offerReopen(words.Role, now.Reopen)
	language := field{key: settings.KeyLanguage, name: w.Language, ask: w.AskLanguage}
	language.offer("", w.LanguageSystem)
	language.offer("en", "English")
	language.offer("ja", "日本語")
	language.is(now.Language)
	group := field{key: settings.KeyGroupBy, name: w.Group, ask: w.AskGroup}
	group.offer("", w.GroupAuto)
	group.offer("prefix", w.GroupPrefix)
	group.offer("account", w.GroupAccount)
	group.offer("source_profile", w.GroupSource)
	group.offer("none", w.GroupNone)
	group.is(now.GroupBy)
	return []field{length, remind, reopen, language, group}
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
		set := func(key string, value any) error { return settings.Set(t.home.SettingsFile(), key, value) }
		for {
			t.home.Reload()
			w, fields := t.home.Words.Settings, myFields(t.home.Settings, t.home.Words)
			i, ok := t.ask.choose(w.Title, w.Ask, append(fieldRows(fields, ""), w.File))
			if ok && i == len(fields) {
				a.post(a.openSettings)
			}
			if !ok || i == len(fields) || !t.ask.change(w.Title, fields[i], t.home.Words, set) {
				return
			}
		}
	})
}
