package dialogs

import (
	"strconv"
)

// messageColumns is how wide a line of kdialog's messages may be: it breaks
// longer ones, and ARNs behind a colon.
const messageColumns = 58

// kdialogCall is how kdialog, KDE's dialog program, shows a dialog. Its dialogs
// of messages scroll by themselves. The task bar shows our icon on X11 alone: on
// Wayland kdialog 25.04 has an application id that no option reaches.
//
// The code is asked for with --inputbox, where a person sees what they type, as
// in the dialogs of the others: --password shows dots, or nothing, as KDE is set.
func kdialogCall(a Ask) call {
	args := []string{"--title=" + zenityLine(a.Title), "--icon=" + appID}
	switch a.Kind {
	case AskEntry:
		args = append(args, "--inputbox="+kdialogLabel(wrap(a.Text, entryColumns)))
	case AskQuestion:
		args = append(args, "--yesno="+kdialogText(wrap(a.Text, messageColumns)))
	case AskInfo:
		args = append(args, "--msgbox="+kdialogText(wrap(a.Text, messageColumns)))
	case AskList:
		// With one chosen from the start: kdialog crashes when OK chooses none.
		args = append(args, "--menu="+kdialogText(wrap(a.Text, entryColumns)), "--default="+first(a.Items), "--")
		for i, label := range a.Items {
			args = append(args, strconv.Itoa(i), label)
		}
	case AskListMulti:
		args = append(args, "--checklist="+kdialogText(wrap(a.Text, entryColumns)), "--separate-output", "--")
		for i, label := range a.Items {
			args = append(args, strconv.Itoa(i), label, "off")
		}
	default:
		args = append(args, "--error="+kdialogText(wrap(a.Text, messageColumns)))
	}
	return call{args: args}
}
