package signin

import (
	"context"
	"time"

	"halfday/federation"
	"halfday/session"
	"halfday/text"
)

// watchFor is how long the page stays watched after the browser has come: who
// raced it comes at about the same time.
const watchFor = 10 * time.Second

// note keeps what is good to know, for Watch.
func (f *Flow) note(m text.Message) { f.notes = append(f.notes, m) }

// Watch follows a Run that worked. It shows what is good to know, and stays for
// 10 s to see whether anybody else asks for the page: then the session may be
// in other hands, which it reports and tells at once.
func (f *Flow) Watch(ctx context.Context) {
	second := f.second
	calm, alarm := context.WithCancel(ctx)
	defer alarm()
	over := make(chan struct{})
	if second {
		alarm()
		close(over)
	} else {
		go func() {
			defer close(over)
			if second = f.secondComes(ctx); second {
				alarm()
			}
		}()
	}
	for _, m := range f.notes {
		if calm.Err() == nil {
			f.UI.Inform(calm, m)
		}
	}
	<-over
	if second {
		f.Report(session.Event{Kind: session.EventAlarm})
		f.UI.Tell(ctx, f.Words.Problem(Stolen(f.session)))
	}
}

// secondComes waits for a second request.
func (f *Flow) secondComes(ctx context.Context) bool {
	if f.redirect == nil || f.redirect.Alarms == nil {
		return false
	}
	tick := time.Tick(time.Second)
	for until := f.Now().Round(0).Add(watchFor); ; {
		select {
		case a := <-f.redirect.Alarms:
			if a.Kind == AlarmSecond {
				return true
			}
		case <-tick:
			if !f.Now().Round(0).Before(until) {
				return false
			}
		case <-ctx.Done():
			return false
		}
	}
}

// Stolen is what the texts about a session that may be in other hands need to
// know.
func Stolen(s session.Session) text.Problem {
	return text.Problem{Kind: "session_alarm", Role: s.Profile, Account: s.Account, Detail: federation.RevokeURL(s.Partition, s.RoleARN)}
}
