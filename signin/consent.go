package signin

import (
	"context"
	"time"

	"halfday/session"
)

// agreedFor is how long a code or a yes counts.
const agreedFor = 10 * time.Minute

// mine tells whether the request has credentials for the role, and may use them.
// Where the process read the role itself it may be another one by now.
func (f *Flow) mine() bool {
	return len(f.Request.Credentials) > 0 && f.Request.For == session.BindingOf(f.Role) &&
		f.Reopen != session.TermsCode && f.Request.Terms != session.TermsCode && f.UI.Consent != nil
}

// consent asks the person whether it was they who asked, where that is to be
// asked: a program can click on a menu. It returns nil for yes.
func (f *Flow) consent(ctx context.Context) error {
	if !f.mustAsk(f.Now()) {
		return nil
	}
	f.phase(session.PhaseConsent)
	words := f.Words.Dialog
	err := f.yes(ctx, f.title(words.ConsentTitle),
		f.question(words.ConsentText(f.mark(f.Role.Profile), f.Role.Account, f.Request.Ends.Local(), f.Now())))
	if err == nil {
		f.named = true
		f.Report(session.Event{Kind: session.EventAgreed})
	}
	return err
}

// yes asks a question, and returns nil for yes.
func (f *Flow) yes(ctx context.Context, title, question string) error {
	limited, stop := context.WithTimeout(ctx, codeLimit)
	defer stop()
	yes, err := f.UI.Consent(limited, title, question)
	switch {
	case limited.Err() != nil:
		return cause(limited)
	case err != nil:
		return err
	case !yes:
		return ErrCancelled
	}
	return nil
}

// agreeUnasked asks whether to open a role in production, one that the page asks
// for, or one that the person wants to be asked about, of which nothing else has asked: AWS may want no code for it, or a
// program may give it.
func (f *Flow) agreeUnasked(ctx context.Context) error {
	if !f.Production && f.Request.FromPage == nil && !f.AskOpen || f.named {
		return nil
	}
	if f.UI.Consent == nil && f.AskOpen && !f.Production {
		return nil // who gives codes by a pipe has asked for it
	}
	if f.UI.Consent == nil {
		return problemError{kind: "production_unasked"}
	}
	f.phase(session.PhaseConsent)
	words := f.Words.Dialog
	f.named = true
	return f.yes(ctx, f.title(words.OpenTitle), f.question(words.OpenText(f.mark(f.Role.Profile), f.Role.Account, f.Production)))
}

// terms are what the settings say as this process read them.
func (f *Flow) terms() session.Terms {
	if f.Production {
		return session.TermsAlways
	}
	return f.Reopen
}

// mustAsk goes by the stricter of the terms of now and of when the credentials
// were got.
func (f *Flow) mustAsk(now time.Time) bool {
	then, is := f.Request.Terms, f.terms()
	switch {
	case f.Request.FromPage != nil, then == session.TermsAlways || is == session.TermsAlways:
		return true
	case then == session.TermsFree && is == session.TermsFree, !f.AskOpen && f.aws != nil && f.aws.SignedIn():
		return false // what is kept opens no more than a click does
	}
	// A time to come is none: the clock may have been set back.
	age := now.Round(0).Sub(f.Request.Agreed)
	return age < 0 || age >= agreedFor
}
