package app

import (
	"context"
	"halfday/tray"
	"time"
)

// show carries states and preferences to the menu, and ends the menu when ctx
// ends.
func (a *app) show(ctx context.Context, v *tray.View) {
	for {
		select {
		case s := <-a.broker.Changes():
			before := a.state.Swap(&s)
			a.stir(before, s)
			if before == nil && len(s.Roles) == 0 {
				a.spawn(a.welcome) // who has roles needs none
			}
			a.explainTwo(before, s)
			a.askLeave(before, s)
			a.offerBrowsers(s)
		case <-a.redraw:
		case <-ctx.Done():
			v.Quit()
			return
		}
		if s := a.state.Load(); s != nil { // else the first state is on its way
			v.Show(tray.Menu(*s, *a.prefs.Load(), a.zone.In(time.Now()), a.words()))
		}
	}
}
