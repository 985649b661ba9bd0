package dialogs

import "github.com/gen2brain/dlgs"

// tell shows an error or what is to be known.
func tell(title, text string, bad bool) (ok bool, err error) {
	if bad {
		return dlgs.Error(titleText(title), messageText(text))
	}
	return dlgs.Info(titleText(title), messageText(text))
}

// question asks for yes or no.
func question(title, text string) (ok bool, err error) {
	return dlgs.Question(titleText(title), messageText(text), false)
}
