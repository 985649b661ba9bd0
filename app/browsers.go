package app

import (
	"context"

	"halfday/browser"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
)

// installedBrowsers finds those that there are, and calls them by words.
func installedBrowsers(words text.Words) []tray.Browser {
	return browserLabels(browser.Offers(browser.Browsers()), words.Role)
}

// browserLabels puts the choices that there are into words.
func browserLabels(offers []browser.Offer, words text.RoleWords) []tray.Browser {
	choices := make([]tray.Browser, len(offers))
	for i, o := range offers {
		label := o.Browser
		switch o.Choice.Kind {
		case browser.ChoiceProfile:
			label = words.BrowserProfile(o.Browser, o.Name)
		case browser.ChoiceContainer:
			label = words.BrowserContainer(o.Browser, o.Name)
		case browser.ChoicePrivate:
			label = words.BrowserPrivate(o.Browser)
		}
		choices[i] = tray.Browser{Title: label, Setting: o.Choice.String()}
		if o.Choice.Kind == browser.ChoiceProfile {
			byName := o.Choice
			byName.Name = o.Name
			choices[i].Alias = byName.String()
		}
	}
	return choices
}

// offerBrowsers finds the browsers, once there is somewhere to choose one: who
// only has the icon pays nothing for it.
func (a *app) offerBrowsers() {
	if a.searches == 0 {
		a.findBrowsers()
	}
}

// findBrowsersAgain looks for them once more, if they are offered.
func (a *app) findBrowsersAgain() {
	if a.searches > 0 {
		a.findBrowsers()
	}
}

// findBrowsers looks for them. Of several searches the one that began last counts.
func (a *app) findBrowsers() {
	a.searches++
	this, words := a.searches, a.words()
	a.spawn(func(context.Context) {
		found := installedBrowsers(words)
		a.post(func() {
			if this == a.searches {
				a.browsers = found
				a.follow()
			}
		})
	})
}

// setBrowser makes a role open in another browser from now on. The menu
// follows the settings file.
func (a *app) setBrowser(profile, setting string) {
	var value any // nil: as usual
	if setting != "" {
		value = setting
	}
	file := a.home.SettingsFile()
	a.spawn(func(context.Context) {
		if err := settings.SetRole(file, profile, settings.KeyRoleBrowser, value); err != nil {
			a.log.Error("choosing a browser", "error", err)
			a.problem(text.Problem{Kind: "settings_write"})
		}
	})
}
