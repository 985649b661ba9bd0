package dialogs

import (
	"strings"

	"github.com/ncruces/zenity"
)

// Messages are not dlgs's either: it gives no width, and zenity 4 then draws
// them 372 pixels wide and lets them grow out of the screen.

// tell shows an error or what is to be known.
func tell(title, text string, bad bool) (ok bool, err error) {
	show := zenity.Info
	if bad {
		show = zenity.Error
	}
	return answered(show(zenityPlainText(text), zenity.Title(titleText(title)), zenity.Width(messageWidth(text))))
}

// question asks for yes or no.
func question(title, text string) (ok bool, err error) {
	return answered(zenity.Question(zenityPlainText(text), zenity.Title(titleText(title)), zenity.Width(messageWidth(text))))
}

// messageWidth is the width, in pixels, of a message: that of its longest line
// or word, up to what small screens have. In between zenity breaks lines, and
// keeps words such as ARNs whole where it can. Version 4 adds 116 to it.
func messageWidth(text string) uint {
	const column, frame, least, lines, most = 9, 60, 300, 620, 880
	longest, word := 0, 0
	for line := range strings.Lines(text) {
		longest = max(longest, columns(line))
		for _, w := range strings.Fields(line) {
			word = max(word, columns(w))
		}
	}
	width := min(frame+column*longest, lines)
	return uint(min(max(width, frame+column*word, least), most)) // #nosec G115 -- between least and most
}
