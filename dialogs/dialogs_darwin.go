package dialogs

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/gen2brain/dlgs"

	"halfday/internal/child"
)

func program() string { return "osascript" }

func missing() error {
	if _, err := exec.LookPath(program()); err != nil {
		return errNoProgram
	}
	return nil
}

// show shows a dialog and gives what it was answered with; ok is whether with
// OK or yes.
//
// dlgs reports an error beside ok == true where the dialog program could not be
// started, and ok == false with no error for everything else that went wrong.
// That is why ask looks at the error first and at the time taken.
func show(ctx context.Context, a Ask) (lines []string, ok bool, err error) {
	tellShown(ctx)
	switch a.Kind {
	case AskList:
		return chooseFrom(ctx, oneOfList, a)
	case AskListMulti:
		return chooseFrom(ctx, severalOfList, a)
	}
	if line, ok, shown := ownAlert(ctx, a); shown && !ok {
		return nil, false, errDeclined
	} else if shown {
		return []string{line}, true, nil
	}
	lines = make([]string, 1)
	title, text := appleScriptText(a.Title), appleScriptText(a.Text)
	inFront(ctx, func() {
		switch a.Kind {
		case AskEntry:
			lines[0], ok, err = dlgs.Entry(title, text, "")
		case AskQuestion:
			ok, err = dlgs.Question(title, text, false)
		case AskInfo:
			ok, err = dlgs.Info(title, text)
		default:
			ok, err = dlgs.Error(title, text)
		}
	})
	return lines, ok, err
}

// inFront runs show, which waits for a dialog of osascript, with that in front;
// it ends with ctx.
func inFront(ctx context.Context, show func()) {
	endWith(ctx, func() {
		shown := make(chan struct{})
		var front sync.WaitGroup
		front.Go(func() { toFront(shown) })
		show()
		close(shown)
		front.Wait()
	})
}

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

// chooseFrom asks osascript for rows. What is shown are arguments: nothing in
// them can become script.
func chooseFrom(ctx context.Context, script string, a Ask) (answers []string, ok bool, err error) {
	args := append([]string{"-", appleScriptText(a.Title), plainText(a.Text), cmp.Or(a.Labels.OK, "OK"), cmp.Or(a.Labels.Cancel, "Cancel")}, a.Items...)
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
