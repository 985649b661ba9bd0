// Package signin is one sign-in from a role to an open browser: ask for the
// MFA code, assume the role, exchange the credentials, open the console. It is
// the course of events alone; what it does is done by the functions it is
// given, so that the same course runs with dialogs, in a terminal and in tests.
//
// It must not start processes, listen on sockets, read files or import the AWS
// SDK, a dialog library or a browser library.
package signin

import (
	"context"
	"errors"
	"time"

	"halfday/federation"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

const (
	// exchangeLimit is the longest time that AWS may take for each of the two
	// steps; federation has shorter limits of its own.
	exchangeLimit = 30 * time.Second
	// codeLimit is how long the question for the code stays open.
	codeLimit = 5 * time.Minute
	// holdLimit is how long the person may try again with what was paid for
	// with a code. AWS takes a sign-in URL for 15 minutes (IAM User Guide,
	// "Enable custom identity broker access to the AWS console").
	holdLimit = 14 * time.Minute
	// quickFailure is how long the question waits for a failure that is known
	// at once, so that nobody types a code for nothing.
	quickFailure = 10 * time.Millisecond
	// maxRefused is how many codes AWS may refuse before the sign-in stops.
	maxRefused = 3
)

// Flow is one sign-in. Its fields are set before Run and not changed after.
type Flow struct {
	Role    roles.Role
	Request session.Request
	Words   text.Words
	// Load reads what AWS needs to know, and starts nothing. It is called once,
	// from a goroutine of its own, behind a question that comes Early, and has
	// ended when Run returns.
	Load    func(context.Context) (AWS, error)
	UI      UI
	Browser Browser
	// Sort gives the kind and the facts of an error of UI or Browser.
	Sort func(error) text.Problem
	// Label is the person's own name for the role, "" for none.
	Label string
	// Production marks the questions, and wants one that names the role each
	// time it opens.
	Production bool
	// AskOpen has the person asked before a role of Identity Center opens, though
	// AWS asks for nothing.
	AskOpen bool
	// Program gives the codes; the zero Program where the person types them.
	Program Program
	// Reopen is what it takes to use kept credentials.
	Reopen session.Terms
	// In is the browser, as the settings name it; Full is how many consoles of
	// other roles are open there where AWS takes no more, else 0.
	In   string
	Full int
	// Page is what the person chose to see this once; zero: as usual.
	Page session.Page
	// Region is what the console shows.
	Region string
	// Length is the console session length wanted.
	Length time.Duration
	// Learned is what AWS took for the role the last time, Told tells that the
	// person knows that it is less than wanted.
	Learned federation.Rung
	Told    bool
	// Early lets the question for the code come first, while Load still reads.
	// Where it turns out that the question should have named hosts in AWS's
	// place it is asked again.
	Early bool
	// Hosts remembers which hosts may be asked in AWS's place.
	Hosts Hosts
	// Codes keeps a code from being sent twice, whichever process sends it.
	Codes Codes
	// Report takes what happens, as it happens.
	Report func(session.Event)
	Now    func() time.Time

	named  bool          // the person was asked a question that names the role
	failed *ProgramError // why the Program is asked no more

	loading *loading
	aws     AWS // nil until ready

	redirect *Redirect // that the browser was sent to last; nil: none

	// What Run leaves for Watch.
	session session.Session
	notes   []text.Message
	asked   bool   // the person was sent to Identity Center
	refused *Alarm // somebody asked for the page who is not the browser
	second  bool   // and somebody did after the browser
}

// Result is how a sign-in ended.
type Result struct {
	Session session.Session // set where Problem is ""
	Lesson  *session.Lesson // what was learned of the role's length; nil for nothing
	Problem string          // kind of problem, or "cancelled"
}

// Cancelled is the Problem of a sign-in that the person gave up.
const Cancelled = "cancelled"

// Run signs in and reports how that ended, to Report and to the caller. It
// has told the person of any problem before it returns. Watch follows it where
// it worked; the caller closes the Browser.
func (f *Flow) Run(ctx context.Context) Result {
	f.loading = startLoading(ctx, f.Load)
	defer f.loading.close()
	creds, fresh, console, err := f.console(ctx)
	if err == nil {
		err = f.open(ctx, console)
	}
	if err != nil {
		return f.fail(ctx, err)
	}
	s := f.opened(console)
	f.session = s
	done := session.Event{Kind: session.EventSignedIn, Session: &s, Detail: console.Story}
	if f.redirect.Unnamed != nil && f.redirect.Unnamed() {
		done.Detail += "; the system does not say which program took the sign-in page"
	}
	if fresh {
		done.Lesson = f.lesson(console)
	}
	if f.Request.KeepCredentials && fresh {
		if kept, err := creds.MarshalBinary(); err == nil {
			done.Kept = session.Kept{Credentials: kept, For: session.BindingOf(f.Role), Terms: f.terms(), Expires: creds.Expires()}
		}
	}
	f.Report(done)
	if region := f.aws.NoSuchRegion(); region != "" {
		// It worked in the default region, and would each time at this cost.
		f.note(f.Words.Problem(text.Problem{Kind: string(federation.KindRegionUnknown), Role: f.Role.Profile, Region: region}))
	}
	if console.Shortened && fresh && !f.Told && !f.shares() {
		f.note(f.Words.Reminder.Shortened(f.Role.Profile, s.Expires.Sub(s.SignedInAt), f.Length))
	}
	if f.refused != nil {
		f.note(f.Words.Problem(f.problem(problemError{kind: "browser_refused", program: f.refused.Program})))
	}
	return Result{Session: s, Lesson: done.Lesson}
}

func (f *Flow) opened(c federation.Console) session.Session {
	return session.Session{
		Page:       f.Page,
		Profile:    f.Role.Profile,
		RoleARN:    f.Role.ID(),
		Account:    f.Role.Account,
		Partition:  f.Role.Partition,
		Region:     f.Region,
		Console:    c.Console,
		InPlace:    f.strangers(),
		Browser:    f.In,
		SignedInAt: c.Issued.Round(0).UTC(),
		Expires:    c.Expires.Round(0).UTC(),
	}
}

func (f *Flow) phase(p session.Phase) {
	f.Report(session.Event{Kind: session.EventPhase, Phase: p})
}

// fail tells the person, unless that was done or they gave up themselves.
func (f *Flow) fail(ctx context.Context, err error) Result {
	if errors.Is(err, ErrCancelled) || ctx.Err() != nil {
		f.Report(session.Event{Kind: session.EventCancelled})
		return Result{Problem: Cancelled}
	}
	p := f.problem(err)
	// The tray hears of it first: its menu is right while the dialog is read.
	f.Report(session.Event{Kind: session.EventFailed, Problem: p.Kind, Detail: err.Error()})
	if !errors.As(err, new(told)) {
		f.UI.Tell(ctx, f.Words.Problem(p))
	}
	return Result{Problem: p.Kind}
}
