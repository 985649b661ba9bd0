package dialogs

import (
	"context"
	"errors"
)

// Labels are the words on what a process draws of a dialog itself: macOS gives
// the dialogs of osascript English buttons and no Edit menu. Where they are
// not given, the dialog program's own are shown.
type Labels struct {
	OK        string `json:"ok"`
	Cancel    string `json:"cancel"`
	Yes       string `json:"yes"`
	No        string `json:"no"`
	Edit      string `json:"edit"`
	Undo      string `json:"undo"`
	Cut       string `json:"cut"`
	Copy      string `json:"copy"`
	Paste     string `json:"paste"`
	SelectAll string `json:"select_all"`
}

type labelsKey struct{}

// WithLabels gives the dialogs that are shown with the context their labels.
func WithLabels(ctx context.Context, l Labels) context.Context {
	return context.WithValue(ctx, labelsKey{}, l)
}

func labelsOf(ctx context.Context) Labels {
	l, _ := ctx.Value(labelsKey{}).(Labels)
	return l
}

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

// errDeclined says that a person answered with Cancel or no, however soon.
var errDeclined = errors.New("declined")

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
