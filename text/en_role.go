package text

const roleSettingsEN = "Role settings…"

func roleWordsEN() RoleWords {
	return RoleWords{
		Menu:      roleSettingsEN,
		MenuOne:   "Settings of this role…",
		Choose:    "Which role?",
		Title:     func(role string) string { return "Settings of " + name(role) },
		Ask:       "What should be different for this role?",
		Usual:     "as usual",
		Yes:       "yes",
		No:        "no",
		NotUsable: "That value cannot be used here.",

		Label:       "Name in the menu",
		Production:  "Production",
		Browser:     "Browser",
		Destination: "Page",
		Region:      "Region",
		Length:      "Length of the session",
		Reopen:      "Open again",

		AskLabel:       "Name in the menu. Empty: the name of the profile.",
		AskBrowser:     "In which browser should this role open?",
		AskDestination: "Page to open: a service such as cloudwatch, a path that begins with /, or a page's address.\nEmpty: the home of the console.",
		AskRegion:      "Region that the console shows, as in ap-northeast-1.\nEmpty: the profile's.",
		AskLength:      "How long should its console sessions last?",
		AskReopen:      "What should it take to open this role again while its session lasts?\nA role in production is asked about each time at least.",

		ReopenAsk:  "a yes, when the last one is 10 minutes old",
		ReopenCode: "a new MFA code each time",
		ReopenFree: "nothing",

		BrowserUsual:     "Default browser",
		BrowserOthers:    "Other browsers…",
		BrowserProfile:   func(browser, profile string) string { return name(browser) + ", profile " + name(profile) },
		BrowserContainer: func(browser, container string) string { return name(browser) + ", container " + name(container) },
		BrowserPrivate:   func(browser string) string { return name(browser) + ", private window" },
	}
}
