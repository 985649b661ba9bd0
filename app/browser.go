package app

import (
	"os"

	"halfday/browser"
	"halfday/text"
	"halfday/tray"
)

// Browsers finds those that are installed, and calls them by words.
func Browsers(words text.Words) []tray.Browser {
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

// NewWindow is what opens the console of a role in a new window, by the browser
// that its settings name; nil where the window needs to be no new one.
func NewWindow(setting, token string) []string {
	wayland := os.Getenv("WAYLAND_DISPLAY") != ""
	choice, err := browser.ParseChoice(setting)
	if !wayland || token != "" || err != nil { // nothing has to be looked for
		return nil
	}
	return browser.NewWindow(wayland, token, choice, browser.Browsers(), browser.DefaultEntry())
}
