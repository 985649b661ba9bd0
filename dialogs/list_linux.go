package dialogs

import (
	"context"
	"errors"

	"github.com/ncruces/zenity"
)

// Lists are the one dialog that dlgs does not draw here: it cannot tell the
// dialog program a height, and five rows are what that takes by itself, of
// five hundred.

// showList gets labels that listLabels made.
func showList(ctx context.Context, title, text string, labels []string) (answer string, ok bool, err error) {
	endWith(ctx, func() {
		answer, err = zenity.List(messageText(text), labels, zenity.Title(titleText(title)), zenity.Height(listHeight(len(labels))))
	})
	ok, err = answered(err)
	return answer, ok, err
}

// showListMulti gets labels that multiLabels made.
func showListMulti(ctx context.Context, title, text string, labels []string) (answers []string, ok bool, err error) {
	endWith(ctx, func() {
		answers, err = zenity.ListMultiple(messageText(text), labels, zenity.Title(titleText(title)), zenity.Height(listHeight(len(labels))))
	})
	ok, err = answered(err)
	return answers, ok, err
}

func answered(err error) (bool, error) {
	if errors.Is(err, zenity.ErrCanceled) {
		return false, nil
	}
	return err == nil, err
}

// listHeight is the height, in pixels, of a dialog with a list of n rows:
// room for all of them, up to what small screens have.
func listHeight(n int) uint {
	const row, frame, most = 24, 150, 20
	return uint(frame + row*min(max(n, 3), most)) // #nosec G115 -- between 3 and 20 rows
}
