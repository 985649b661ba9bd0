package dialogs

import (
	"context"
	"errors"

	"halfday/text"

	"github.com/ncruces/zenity"
)

// Lists are the one dialog that dlgs does not draw here: it cannot tell the
// dialog program a height, and five rows are what that takes by itself, of
// five hundred.

// showList gets labels that listLabels made.
func showList(ctx context.Context, title, text string, labels []string) (answer string, ok bool, err error) {
	endWith(ctx, func() {
		answer, err = zenity.List(messageText(text), labels, zenity.Title(titleText(title)), zenity.Height(listHeight(len(labels))), zenity.Width(listWidth(labels)))
	})
	ok, err = answered(err)
	return answer, ok, err
}

// showListMulti gets labels that multiLabels made.
func showListMulti(ctx context.Context, title, text string, labels []string) (answers []string, ok bool, err error) {
	endWith(ctx, func() {
		answers, err = zenity.ListMultiple(messageText(text), labels, zenity.Title(titleText(title)), zenity.Height(listHeight(len(labels))), zenity.Width(listWidth(labels)))
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
	// The frame is 228 pixels in zenity 4.1, 150 in 3.44.
	const row, frame, most = 24, 230, 20
	return uint(frame + row*min(max(n, 3), most)) // #nosec G115 -- between 3 and 20 rows
}

// listWidth is the width, in pixels, of a dialog that shows each row whole, up
// to what small screens have. By itself zenity takes the text above the list
// for the measure.
func listWidth(labels []string) uint {
	const column, frame, least, most = 9, 60, 300, 1000
	widest := 0
	for _, label := range labels {
		widest = max(widest, columns(label))
	}
	return uint(min(max(frame+column*widest, least), most)) // #nosec G115 -- between least and most
}

// columns is how wide s is, in Latin letters.
func columns(s string) (n int) {
	for _, r := range s {
		n += text.Columns(r)
	}
	return n
}
