package command

import (
	"sync"

	"halfday/desktop"
	"halfday/text"
)

// browserChoices finds the browsers that are installed, once asked.
func browserChoices(words text.Words) func() []browserChoice {
	return sync.OnceValue(func() []browserChoice { return browserLabels(desktop.Offers(desktop.Browsers()), words.Role) })
}

// browserLabels puts the choices that there are into words.
func browserLabels(offers []desktop.Offer, words text.RoleWords) []browserChoice {
	choices := make([]browserChoice, len(offers))
	for i, o := range offers {
		label := o.Browser
		switch o.Choice.Kind {
		case desktop.ChoiceProfile:
			label = words.BrowserProfile(o.Browser, o.Name)
		case desktop.ChoiceContainer:
			label = words.BrowserContainer(o.Browser, o.Name)
		case desktop.ChoicePrivate:
			label = words.BrowserPrivate(o.Browser)
		}
		choices[i] = browserChoice{label, o.Choice.String()}
	}
	return choices
}

// browserCommand is what opens the console of a role by the browser that its
// settings name: nil for the default browser, an error where it is not there.
func browserCommand(setting string) ([]string, error) {
	choice, err := desktop.ParseChoice(setting)
	if err != nil || choice == (desktop.Choice{}) {
		return nil, err
	}
	return choice.Command(desktop.Browsers())
}
