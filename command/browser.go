package command

import (
	"sync"

	"halfday/browser"
	"halfday/text"
)

// browserChoices finds the browsers that are installed, once asked.
func browserChoices(words text.Words) func() []browserChoice {
	return sync.OnceValue(func() []browserChoice { return browserLabels(browser.Offers(browser.Browsers()), words.Role) })
}

// browserLabels puts the choices that there are into words.
func browserLabels(offers []browser.Offer, words text.RoleWords) []browserChoice {
	choices := make([]browserChoice, len(offers))
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
		choices[i] = browserChoice{label: label, value: o.Choice.String()}
		if o.Choice.Kind == browser.ChoiceProfile {
			byName := o.Choice
			byName.Name = o.Name
			choices[i].alias = byName.String()
		}
	}
	return choices
}

// browserSetting is a setting as the choices spell it: "" for the default
// browser, and as it is where it cannot be read.
func browserSetting(s string) string {
	choice, err := browser.ParseChoice(s)
	switch {
	case err != nil:
		return s
	case choice == browser.Choice{}:
		return ""
	}
	return choice.String()
}

// browserCommand is what opens the console of a role by the browser that its
// settings name: nil for the default browser, an error where it is not there.
func browserCommand(setting string) ([]string, error) {
	choice, err := browser.ParseChoice(setting)
	if err != nil || choice == (browser.Choice{}) {
		return nil, err
	}
	return choice.Command(browser.Browsers())
}
