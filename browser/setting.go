package browser

// Setting is the text form of a choice as choices spell it: "" for the default
// browser, and as it is where it cannot be read.
func Setting(s string) string {
	choice, err := ParseChoice(s)
	switch {
	case err != nil:
		return s
	case choice == Choice{}:
		return ""
	}
	return choice.String()
}

// CommandOf is what opens a page in the browser that a setting names: nil for
// the default browser, an error where it is not there. It looks at the disk.
func CommandOf(setting string) ([]string, error) {
	choice, err := ParseChoice(setting)
	if err != nil || choice == (Choice{}) {
		return nil, err
	}
	return choice.Command(Browsers())
}
