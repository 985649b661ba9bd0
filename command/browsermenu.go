package command

import (
	"halfday/desktop"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
)

// offerBrowsers finds the browsers for the menu, as soon as there is a session
// to choose one for: who only has the icon pays nothing for it.
func (a *app) offerBrowsers(s session.State) {
	if len(s.Sessions) == 0 || !a.offering.CompareAndSwap(false, true) {
		return
	}
	a.spawn(func() {
		offers := desktop.Offers(desktop.Browsers())
		a.offers.Store(&offers)
		a.broker.SetPolicy(a.policy())
	})
}

// browsers are those that were found, in the language of now.
func (a *app) browsers() []session.Browser {
	offers := a.offers.Load()
	if offers == nil {
		return nil
	}
	var all []session.Browser
	for _, c := range browserLabels(*offers, a.words().Role) {
		all = append(all, session.Browser{Setting: c.value, Title: c.label})
	}
	return all
}

// setBrowser makes a role open in another browser from now on. The menu
// follows the settings file.
func (a *app) setBrowser(profile, setting string) {
	var value any // nil: as usual
	if setting != "" {
		value = setting
	}
	if err := settings.SetRole(a.place.Load().settingsFile(), profile, settings.KeyRoleBrowser, value); err != nil {
		a.log.Error("choosing a browser", "error", err)
		a.surfaces.error(a.words().Problem(text.Problem{Kind: "settings_write"}))
	}
}
