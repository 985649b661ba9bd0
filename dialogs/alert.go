package dialogs

import (
	"context"

	"halfday/internal/child"
)

// Labels are the words on what a process draws of a dialog itself: macOS gives
// the dialogs of osascript English buttons and no Edit menu, and on Windows
// zenity's windows have English ones. Where they are not given, the dialog
// program's own are shown.
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

// labelsOf are those of WithLabels.
func labelsOf(ctx context.Context) Labels {
	l, _ := ctx.Value(labelsKey{}).(Labels)
	return l
}

type activationKey struct{}

// WithActivation lets the first dialog that is shown with the context come to
// the front with a.
func WithActivation(ctx context.Context, a *child.Activation) context.Context {
	return context.WithValue(ctx, activationKey{}, a)
}

type shownKey struct{}

// WithShown lets each dialog that is shown with the context call shown when
// that has begun: where a program shows it, when that has been started. shown
// must return at once.
func WithShown(ctx context.Context, shown func()) context.Context {
	return context.WithValue(ctx, shownKey{}, shown)
}

func tellShown(ctx context.Context) {
	if shown, ok := ctx.Value(shownKey{}).(func()); ok {
		shown()
	}
}
