package signin

import (
	"context"
	"time"

	"halfday/federation"
	"halfday/session"
)

// lesson is what a sign-in with a new code has taught about the length of the
// role's console: nothing, where AWS allows chained credentials one length only.
func (f *Flow) lesson(c federation.Console) *session.Lesson {
	if _, why := f.expected(); why == federation.ReasonChained || why == federation.ReasonOneCode || c.Taken == 0 {
		return nil
	}
	return &session.Lesson{
		RoleARN: f.Role.ID(), DurationSeconds: f.Role.DurationSeconds, Wanted: int(f.Length / time.Second),
		Taken: int(c.Taken), At: f.Now().Round(0).UTC(), Told: f.Told || c.Shortened,
	}
}

// console gets the sign-in URL, with kept credentials where the request has
// them and AWS still takes them, else with fresh ones.
func (f *Flow) console(ctx context.Context) (creds federation.Credentials, fresh bool, console federation.Console, err error) {
	if !f.Early || !f.needsCode() || f.mine() {
		if err := f.ready(ctx); err != nil {
			return creds, false, console, err
		}
	}
	if f.mine() && creds.UnmarshalBinary(f.Request.Credentials) == nil {
		if err := f.consent(ctx); err != nil {
			return creds, false, console, err
		}
		// AWS may not take them any more, and a page that leads nowhere helps
		// nobody who is about to be asked for a code.
		console, err = f.trade(ctx, creds, f.Request.Ends, false)
		if !staleCredentials(err) {
			return creds, false, console, err
		}
	}
	if creds, err = f.assume(ctx); err == nil {
		console, err = f.trade(ctx, creds, time.Time{}, true)
	}
	return creds, true, console, err
}

// staleCredentials tells whether the credentials themselves were refused, so
// that a new code can help.
func staleCredentials(err error) bool {
	kind := federation.KindOf(err)
	return kind == federation.KindSignInRefused || kind == federation.KindTokenExpired
}

// trade exchanges credentials for the sign-in URL. They cost a code: while the
// trouble can pass and the person wants to try again they are not given up.
// early starts the browser meanwhile, which takes as long as AWS does.
func (f *Flow) trade(ctx context.Context, c federation.Credentials, until time.Time, early bool) (federation.Console, error) {
	f.phase(session.PhaseExchange)
	last := f.Now().Round(0).Add(holdLimit)
	for {
		if early {
			f.redirect = new(f.Browser.Start())
		}
		console, err := f.exchange(ctx, c, until)
		if err == nil {
			return console, nil
		}
		if early {
			f.redirect.Fail()
		}
		if ctx.Err() != nil || !passes(err) {
			return console, err
		}
		if err := f.again(ctx, err, last); err != nil {
			return console, err
		}
	}
}

// passes tells whether an error of the exchange may go away by itself, or when
// the person signs in to the network.
func passes(err error) bool {
	switch federation.KindOf(err) {
	case federation.KindThrottled, federation.KindAWSDown, federation.KindNoNetwork, federation.KindTimeout,
		federation.KindCaptivePortal, federation.KindTLS, federation.KindSignInAnswer:
		return true
	}
	return false
}

// again asks whether to try again after err, until last. It returns nil for
// yes, else err, of which the person then knows.
func (f *Flow) again(ctx context.Context, err error, last time.Time) error {
	left := last.Sub(f.Now().Round(0))
	if left <= 0 {
		return err
	}
	ask, stop := context.WithTimeout(ctx, left)
	defer stop()
	if f.UI.Retry(ask, f.Words.Problem(f.problem(err))) {
		return nil
	}
	return told{err}
}

func (f *Flow) exchange(ctx context.Context, c federation.Credentials, until time.Time) (federation.Console, error) {
	ctx, stop := context.WithTimeout(ctx, exchangeLimit)
	defer stop()
	return f.aws.Exchange(ctx, c, until)
}
