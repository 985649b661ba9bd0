package dialogs

import (
	"context"
	"errors"
	"os"

	"github.com/ncruces/zenity"
)

func program() string { return "" }

func missing() error { return nil }

// show shows a dialog and gives what it was answered with; ok is whether with
// OK or yes.
func show(ctx context.Context, a Ask) (lines []string, ok bool, err error) {
	text, options := plainText(a.Text), look(ctx, a)
	tellShown(ctx)
	switch a.Kind {
	case AskEntry:
		defer settle()()
		lines = make([]string, 1)
		lines[0], err = zenity.Entry(text, options...)
	case AskList:
		defer settle()()
		lines = make([]string, 1)
		lines[0], err = zenity.List(text, a.Items, append(options, zenity.DisallowEmpty())...)
	case AskListMulti:
		defer settle()()
		lines, err = zenity.ListMultiple(text, a.Items, options...)
	case AskQuestion:
		err = zenity.Question(text, append(options, buttons(a.Labels.Yes, a.Labels.No)...)...)
	case AskInfo:
		err = zenity.Info(text, options...)
	default:
		err = zenity.Error(text, options...)
	}
	if errors.Is(err, zenity.ErrCanceled) {
		return nil, false, nil
	}
	return lines, err == nil, err
}

// look is what all dialogs have in common.
func look(ctx context.Context, a Ask) []zenity.Option {
	options := append([]zenity.Option{zenity.Title(oneLine(a.Title)), zenity.Context(ctx)}, buttons(a.Labels.OK, a.Labels.Cancel)...)
	if self, err := os.Executable(); err == nil {
		options = append(options, zenity.WindowIcon(self))
	}
	return options
}

// buttons gives the two buttons their words, where there are any.
func buttons(ok, cancel string) []zenity.Option {
	if ok == "" || cancel == "" {
		return nil
	}
	return []zenity.Option{zenity.OKLabel(ok), zenity.CancelLabel(cancel)}
}
