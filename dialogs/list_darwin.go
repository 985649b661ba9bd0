package dialogs

import (
	"context"

	"github.com/gen2brain/dlgs"
)

// showList gets labels that listLabels made.
func showList(ctx context.Context, title, text string, labels []string) (answer string, ok bool, err error) {
	endWith(ctx, func() { answer, ok, err = dlgs.List(titleText(title), messageText(text), labels) })
	return answer, ok, err
}

// showListMulti gets labels that multiLabels made.
func showListMulti(ctx context.Context, title, text string, labels []string) (answers []string, ok bool, err error) {
	endWith(ctx, func() { answers, ok, err = dlgs.ListMulti(titleText(title), messageText(text), labels) })
	return answers, ok, err
}
