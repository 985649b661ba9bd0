package app

import (
	"context"
	"strings"
	"time"

	"halfday/home"
	"halfday/internal/child"
	"halfday/text"
)

// checkLimit is how long the check may take: a little longer than it gives itself.
const checkLimit = 45 * time.Second

// checkSetup shows in a dialog what is wrong with the set-up. The check runs in
// a process of its own, since the tray speaks to nobody. One runs at a time.
func (a *app) checkSetup() {
	if !a.checking.CompareAndSwap(false, true) {
		return
	}
	a.surfaces.spawn(func(ctx context.Context) {
		defer a.checking.Store(false)
		ctx, cancel := context.WithTimeout(ctx, checkLimit)
		defer cancel()
		path, args := home.Command("doctor", "--problems")
		report, err := child.Output(ctx, path, args, nil, nil)
		w := a.words()
		if len(report) == 0 {
			a.log.Warn("checking the set-up", "error", err)
			a.surfaces.error(w.Problem(text.Problem{Kind: "doctor_failed"}))
			return
		}
		a.surfaces.info(text.Message{Title: w.Doctor.Title, What: firstLines(string(report), 24) + "\n" + w.Doctor.Hint})
	})
}

// firstLines cuts s to what fits a dialog.
func firstLines(s string, most int) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if most--; most < 0 {
			return b.String() + "…\n"
		}
		b.WriteString(line)
	}
	return b.String()
}
