package dialogs

import (
	"strconv"
)

// kdialogCall is how kdialog, KDE's dialog program, shows a dialog. Its dialogs
// of messages scroll by themselves.
//
// The code is asked for with --inputbox, where a person sees what they type, as
// in the dialogs of the others: --password shows dots, or nothing, as KDE is set.
func kdialogCall(a Ask) call {
	args := []string{"--title=" + zenityLine(a.Title), "--desktopfile=" + appID, "--icon=" + appID}
	switch a.Kind {
	case AskEntry:
		args = append(args, "--inputbox="+kdialogLabel(wrap(a.Text, entryColumns)))
	case AskQuestion:
		args = append(args, "--yesno="+kdialogText(a.Text))
	case AskInfo:
		args = append(args, "--msgbox="+kdialogText(a.Text))
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
		args = append(args, "--error="+kdialogText(a.Text))
	}
	return call{args: args}
}
