package dialogs

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"halfday/internal/child"
)

// Lists are the one dialog that dlgs does not draw here: its script chooses no
// row, so that Return does nothing before an arrow key.

// The scripts, for the standard input of osascript. Their arguments are the
// title, the text, the words on the buttons, and the rows; their answer is a
// line for each row that was chosen.
const (
	oneOfList     = listScript + " default items {item 1 of theRows}" + listEnd
	severalOfList = listScript + " multiple selections allowed true" + listEnd

	listScript = `on run argv
	set theRows to items 5 thru -1 of argv
	set theChoice to choose from list theRows with title (item 1 of argv) with prompt (item 2 of argv) OK button name (item 3 of argv) cancel button name (item 4 of argv)`
	listEnd = `
	if theChoice is false then return ""
	set AppleScript's text item delimiters to linefeed
	return theChoice as text
end run
`
)

// showList gets labels that listLabels made.
func showList(ctx context.Context, title, text string, labels []string) (string, bool, error) {
	answers, ok, err := chooseFrom(ctx, oneOfList, title, text, labels)
	return strings.Join(answers, ""), ok, err
}

// showListMulti gets labels that multiLabels made.
func showListMulti(ctx context.Context, title, text string, labels []string) ([]string, bool, error) {
	return chooseFrom(ctx, severalOfList, title, text, labels)
}

// chooseFrom asks osascript for rows. What is shown are arguments: nothing in
// them can become script.
func chooseFrom(ctx context.Context, script, title, text string, labels []string) (answers []string, ok bool, err error) {
	l := labelsOf(ctx)
	args := append([]string{"-", titleText(title), windowsText(text), cmp.Or(l.OK, "OK"), cmp.Or(l.Cancel, "Cancel")}, labels...)
	inFront(ctx, func() {
		cmd := exec.Command(program(), args...) // #nosec G204 -- fixed program; the texts are its data
		cmd.Stdin = strings.NewReader(script)
		cmd.Env = child.Environ(os.Environ())
		var out []byte
		if out, err = cmd.Output(); err != nil {
			err = fmt.Errorf("running osascript: %w", err)
		}
		answers = strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' })
	})
	return answers, len(answers) > 0, err
}
