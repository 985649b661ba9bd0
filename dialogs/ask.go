package dialogs

import (
	"context"
	"errors"
	"strings"

	"halfday/text"
)

// Ask is a dialog. It holds no secret.
type Ask struct {
	Kind  AskKind  `json:"kind"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Items []string `json:"items,omitempty"` // of AskList and AskListMulti; they may be equal

	// Labels are the words on what a process draws of a dialog itself: macOS gives
	// the dialogs of osascript English buttons and no Edit menu, and on Windows
	// zenity's windows have English ones. Where they are not given, the dialog
	// program's own are shown.
	Labels text.ButtonWords `json:"labels"`
	// Token is what the dialog comes to the front with (XDG_ACTIVATION_TOKEN); "" for none.
	Token string `json:"token,omitempty"`
}

// AskKind names a kind of dialog.
type AskKind string

// The kinds of dialogs.
const (
	AskError     AskKind = "error"      // what went wrong, to be read
	AskInfo      AskKind = "info"       // a text, to be read
	AskQuestion  AskKind = "question"   // yes or no; closing it is a no
	AskEntry     AskKind = "entry"      // one line
	AskList      AskKind = "list"       // one of Items
	AskListMulti AskKind = "list-multi" // several of Items, or none
)

// Answer is what came of an Ask.
type Answer struct {
	Yes     bool   `json:"yes,omitempty"`     // of AskQuestion
	Text    string `json:"text,omitempty"`    // of AskEntry, without white space around it
	Index   int    `json:"index,omitempty"`   // of AskList
	Indices []int  `json:"indices,omitempty"` // of AskListMulti, in ascending order
	Problem string `json:"problem,omitempty"` // "cancelled", or a kind as Kind names it
}

const cancelled = "cancelled"

// Show shows the dialog in this process.
//
// It must be called from the main goroutine, in a process that has called
// [halfday/internal/child.OwnGroup]; one dialog at a time. Where nothing was
// entered or chosen it returns ErrCancelled. It returns ErrCancelled or ErrTimedOut
// within a second of the end of ctx, with the dialog closed; a deadline is one of
// the wall clock, so that it also passes while a laptop sleeps. Other errors are
// those of Check and *Failed; the answer names each as its Problem.
func (a Ask) Show(ctx context.Context) (answer Answer, err error) {
	a.Items = listLabels(a.Items)
	lines, ok, err := ask(ctx, a)
	switch a.Kind {
	case AskQuestion:
		answer.Yes, ok = ok, true // a no is an answer
	case AskEntry:
		answer.Text = strings.TrimSpace(first(lines))
	case AskList:
		at := chosen(a.Items, lines[:min(1, len(lines))])
		if ok = len(at) > 0; ok {
			answer.Index = at[0]
		}
	case AskListMulti:
		answer.Indices = chosen(a.Items, lines)
	default: // something to read, also a kind that is not known here
		ok = true
	}
	if err == nil && !ok {
		err = ErrCancelled
	}
	if answer.Problem = Kind(err); errors.Is(err, ErrCancelled) {
		answer.Problem = cancelled
	}
	return answer, err
}

func first(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
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

// invisible is shown as nothing, and is no white space.
const invisible = "\u200b"

// listLabels are the labels of a list of items, safe to tell apart by what the
// dialog gives back, without a visible change: invisible stands before a leading
// dash, which would make the label an option of the dialog program; before
// "false", which is osascript's word for Cancel; for an empty label; and after
// a label that was there before.
func listLabels(items []string) []string {
	labels := make([]string, len(items))
	seen := make(map[string]bool, len(items))
	for i, item := range items {
		label := strings.TrimSpace(oneLine(item))
		if label == "" || label == "false" || strings.HasPrefix(label, "-") {
			label = invisible + label
		}
		for seen[label] {
			label += invisible
		}
		seen[label] = true
		labels[i] = label
	}
	return labels
}

// chosen finds the labels that were chosen.
func chosen(labels, answers []string) []int {
	is := make(map[string]bool, len(answers))
	for _, a := range answers {
		is[strings.TrimSpace(a)] = true
	}
	var indices []int
	for i, label := range labels {
		if is[strings.TrimSpace(label)] {
			indices = append(indices, i)
		}
	}
	return indices
}
