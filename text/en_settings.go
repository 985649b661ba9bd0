package text

func settingsEN() SettingsWords {
	return SettingsWords{
		Menu:  "Settings…",
		Title: "Settings",
		Ask:   "What do you want to change? It holds for all roles that say nothing else.",
		File:  "All settings: open the file…",

		Length:   "Length of the sessions",
		Remind:   "Reminders",
		Reopen:   "Open again",
		Language: "Language",
		Group:    "Grouping of many roles",

		AskLength:   "How long should console sessions last?\nAWS may allow a role less.",
		AskRemind:   "When should Halfday remind you of the end of a session?",
		AskReopen:   "What should it take to open a role again while its session lasts?\nA role in production is asked about each time at least.",
		AskLanguage: "Which language should Halfday speak?",
		AskGroup:    "How should a long list of roles be grouped in the menu?",

		Never:          "never",
		Before:         func(lengths []string) string { return listEN(lengths) + " before the end" },
		LanguageSystem: "as the system",

		GroupAuto:    "what fits best",
		GroupPrefix:  "by the beginning of the name",
		GroupAccount: "by account",
		GroupSource:  "by source profile",
		GroupNone:    "not at all",
	}
}
