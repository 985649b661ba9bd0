package dialogs

import (
	"context"
	"errors"
	"os"

	"github.com/ncruces/zenity"
)

func listLabels(items []string) []string {
	labels := make([]string, len(items))
	for i, item := range items {
		labels[i] = windowsLine(item)
	}
	return uniqueLabels(labels)
}

func program() string { return "" }

// prepare: Windows takes UTF-16, whatever the locale.
func prepare() {}

func missing() string { return "" }

func showEntry(ctx context.Context, title, text string) (string, bool, error) {
	tellShown(ctx)
	defer settle()()
	answer, err := zenity.Entry(windowsText(text), look(ctx, title)...)
	ok, err := answered(err)
	return answer, ok, err
}

func showError(ctx context.Context, title, text string) (bool, error) {
	return answered(zenity.Error(windowsText(text), look(ctx, title)...))
}

func showInfo(ctx context.Context, title, text string) (bool, error) {
	return answered(zenity.Info(windowsText(text), look(ctx, title)...))
}

func showQuestion(ctx context.Context, title, text string) (bool, error) {
	l := labelsOf(ctx)
	return answered(zenity.Question(windowsText(text), append(look(ctx, title), buttons(l.Yes, l.No)...)...))
}

// showList gets labels that listLabels made.
func showList(ctx context.Context, title, text string, labels []string) (string, bool, error) {
	defer settle()()
	answer, err := zenity.List(windowsText(text), labels, append(look(ctx, title), zenity.DisallowEmpty())...)
	ok, err := answered(err)
	return answer, ok, err
}

func showListMulti(ctx context.Context, title, text string, labels []string) ([]string, bool, error) {
	defer settle()()
	answers, err := zenity.ListMultiple(windowsText(text), labels, look(ctx, title)...)
	ok, err := answered(err)
	return answers, ok, err
}

// look is what all dialogs have in common.
func look(ctx context.Context, title string) []zenity.Option {
	l := labelsOf(ctx)
	options := append([]zenity.Option{zenity.Title(windowsLine(title)), zenity.Context(ctx)}, buttons(l.OK, l.Cancel)...)
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

func answered(err error) (bool, error) {
	if errors.Is(err, zenity.ErrCanceled) {
		return false, nil
	}
	return err == nil, err
}
