package dialogs

import (
	"slices"
	"strconv"
	"strings"

	"halfday/text"
)

const (
	// messageColumns is how wide a line of kdialog's messages may be: it breaks
	// longer ones, and ARNs behind a colon.
	messageColumns = 58
	// listColumns is how wide a list may be.
	listColumns = 100
	// titleEdge is the room beside a title, for the buttons of the window.
	titleEdge = 16
)

// kdialogCall is how kdialog, KDE's dialog program, shows a dialog. Its dialogs
// of messages scroll by themselves. The task bar shows our icon on X11 alone: on
// Wayland kdialog 25.04 has an application id that no option reaches.
//
// The code is asked for with --inputbox, where a person sees what they type, as
// in the dialogs of the others: --password shows dots, or nothing, as KDE is set.
func kdialogCall(a Ask) call {
	args := []string{"--title=" + oneLine(a.Title), "--icon=" + appID}
	message := wrap(a.Text, messageColumns)
	if strings.Count(message, "\n") >= mostLines {
		message = a.Text // it scrolls, and to the side as well where it is not broken
	}
	switch a.Kind {
	case AskEntry:
		args = append(args, "--inputbox="+kdialogLabel(widened(a.Text, a.Title+strings.Repeat(" ", titleEdge))))
	case AskQuestion:
		args = append(args, "--yesno="+kdialogText(message))
	case AskInfo:
		args = append(args, "--msgbox="+kdialogText(message))
	case AskList:
		// With one chosen from the start: kdialog crashes when OK chooses none.
		args = append(args, "--menu="+kdialogText(widened(a.Text, a.Items...)), "--default="+first(a.Items), "--")
		for i, label := range a.Items {
			args = append(args, strconv.Itoa(i), label)
		}
	case AskListMulti:
		args = append(args, "--checklist="+kdialogText(widened(a.Text, a.Items...)), "--separate-output", "--")
		for i, label := range a.Items {
			args = append(args, strconv.Itoa(i), label, "off")
		}
	default:
		args = append(args, "--error="+kdialogText(message))
	}
	return call{args: args}
}

// widened is s with a first line that is as wide as the widest of what has
// to fit besides, blank behind: kdialog takes its text for the measure.
func widened(s string, fit ...string) string {
	width := widest(slices.Values(fit))
	line, rest, more := strings.Cut(wrap(s, entryColumns), "\n")
	line += strings.Repeat(figureSpace, max(0, min(width, listColumns)-text.Columns(line)))
	if more {
		line += "\n" + rest
	}
	return line
}

// figureSpace is a blank as wide as a digit.
const figureSpace = "\u2007"
