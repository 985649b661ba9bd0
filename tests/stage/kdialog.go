//go:build linux

package stage

import "strings"

// Kdialog is KDE's dialog program.
const Kdialog = "kdialog"

// readKdialog reads the arguments of kdialog by its grammar, and gives those
// with which zenity shows the same. What kdialog refuses, or what makes it
// crash, is not ok: an option that it does not have, a list that chooses
// nothing at first, or one whose rows are not whole.
func readKdialog(args []string) (zenity []string, ok bool) {
	kinds := map[string]struct {
		as       string
		rest     int // how many arguments make a row
		mnemonic bool
	}{
		"--inputbox": {EntryDialog, 0, true}, "--msgbox": {InfoDialog, 0, false}, "--error": {ErrorDialog, 0, false},
		"--yesno": {QuestionDialog, 0, false}, "--menu": {"--list", 2, false}, "--checklist": {"--list", 3, false},
	}
	var rows []string
	title, text, kind, chosen, lines := "", "", "", "", false
	for i, a := range args {
		name, value, hasValue := strings.Cut(a, "=")
		switch _, isKind := kinds[name]; {
		case a == "--": // the last one that is no argument
			rows = args[i+1:]
		case a == "--separate-output":
			lines = true
			continue
		case !hasValue:
			return nil, false
		case isKind && kind == "":
			kind, text = name, value
			continue
		case name == "--title":
			title = value
			continue
		case name == "--default":
			chosen = value
			continue
		case name == "--icon":
			continue
		default:
			return nil, false
		}
		break
	}
	k, known := kinds[kind]
	if !known || (k.rest == 0) != (len(rows) == 0) || k.rest > 0 && len(rows)%k.rest != 0 ||
		kind == "--menu" && chosen != rows[1] || kind == "--checklist" && !lines {
		return nil, false
	}
	text = strings.NewReplacer(`\\`, `\`, `\n`, "\n", "\u2060", "", "\u2007", "").Replace(text)
	if k.mnemonic {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "&&", "\x00"), "&", "")
		text = strings.ReplaceAll(text, "\x00", "&")
	}
	return append([]string{k.as, "--title=" + title, "--text=" + text}, rows...), true
}
