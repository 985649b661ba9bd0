package dialogs

// alert is a dialog that this process draws itself.
type alert struct {
	title, text string
	warning     bool
	field       bool     // asks for a line of text
	buttons     []string // the first is also Return, the last Escape
	labels      Labels
}

// alertAnswer is how an alert was answered.
type alertAnswer struct {
	button int // of alert.buttons; -1 where it was ended
	text   string
}

func (a alertAnswer) ok() (bool, error) {
	if a.button != 0 {
		return false, errDeclined
	}
	return true, nil
}

func entryAlert(l Labels, title, text string) alert {
	return alert{title: title, text: text, field: true, buttons: []string{l.OK, l.Cancel}, labels: l}
}

func questionAlert(l Labels, title, text string) alert {
	return alert{title: title, text: text, buttons: []string{l.Yes, l.No}, labels: l}
}

func tellAlert(l Labels, title, text string, warning bool) alert {
	return alert{title: title, text: text, warning: warning, buttons: []string{l.OK}, labels: l}
}
