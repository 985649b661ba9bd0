package app

import (
	"context"
	"strings"
	"time"

	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
	"halfday/text"
)

// checkLimit is how long the check may take: a little longer than it gives itself.
const checkLimit = 45 * time.Second

// checkSetup shows in a dialog what is wrong with the set-up. The check runs in
// a process of its own, since the tray speaks to nobody.
func (a *app) checkSetup() {
	w := a.words()
	a.once("check the set-up", func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, checkLimit)
		defer cancel()
		path, args := home.Command("doctor", "--problems")
		report, err := child.Output(ctx, path, args, nil, nil)
		if len(report) == 0 {
			a.log.Warn("checking the set-up", "error", err)
			a.problem(text.Problem{Kind: "doctor_failed"})
			return
		}
		a.tell(dialogs.AskInfo, text.Message{Title: w.Doctor.Title, What: firstLines(string(report), 24) + "\n" + w.Doctor.Hint})
	})
}

// firstLines cuts s to what fits a dialog.
func firstLines(s string, most int) string {
	lines := strings.SplitAfterN(s, "\n", most+1)
	if len(lines) > most && lines[most] != "" {
		lines[most] = "…\n"
	}
	return strings.Join(lines, "")
}
