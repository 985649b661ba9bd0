package dialogs

import (
	"context"
	"errors"

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
	defer settle()()
	answer, err := zenity.Entry(windowsText(text), zenity.Title(windowsLine(title)), zenity.Context(ctx))
	ok, err := answered(err)
	return answer, ok, err
}

func showError(ctx context.Context, title, text string) (bool, error) {
	defer settle()()
	return answered(zenity.Error(windowsText(text), zenity.Title(windowsLine(title)), zenity.Context(ctx)))
}

func showInfo(ctx context.Context, title, text string) (bool, error) {
	defer settle()()
	return answered(zenity.Info(windowsText(text), zenity.Title(windowsLine(title)), zenity.Context(ctx)))
}

func showQuestion(ctx context.Context, title, text string) (bool, error) {
	defer settle()()
	return answered(zenity.Question(windowsText(text), zenity.Title(windowsLine(title)), zenity.Context(ctx)))
}

// showList gets labels that listLabels made.
func showList(ctx context.Context, title, text string, labels []string) (string, bool, error) {
	defer settle()()
	answer, err := zenity.List(windowsText(text), labels, zenity.Title(windowsLine(title)),
		zenity.DisallowEmpty(), zenity.Context(ctx))
	ok, err := answered(err)
	return answer, ok, err
}

func showListMulti(ctx context.Context, title, text string, labels []string) ([]string, bool, error) {
	defer settle()()
	answers, err := zenity.ListMultiple(windowsText(text), labels, zenity.Title(windowsLine(title)), zenity.Context(ctx))
	ok, err := answered(err)
	return answers, ok, err
}

func answered(err error) (bool, error) {
	if errors.Is(err, zenity.ErrCanceled) {
		return false, nil
	}
	return err == nil, err
}
