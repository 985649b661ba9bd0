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

// AWS is the part of *federation.SignIn that a sign-in needs.
type AWS interface {
	Start()
	Source(context.Context) error
	Reachable(context.Context) error
	NeedsCode() bool
	Expected() (time.Duration, federation.Reason)
	Strangers() []string
	NoSuchRegion() string
	TradeCode(ctx context.Context, code string) (federation.Credentials, error)
	Assume(ctx context.Context, code string) (federation.Credentials, error)
	Exchange(ctx context.Context, c federation.Credentials, until time.Time) (federation.Console, error)
	Center() bool
	SignedIn() bool
	SignInToCenter(ctx context.Context, open func(address string) (failed <-chan error), page func(error) string) error
	SignInByDevice(ctx context.Context, show func(address, complete, code string, until time.Time)) error
	Close()
}

// UI is where a sign-in asks and tells: dialogs or a terminal. Its
// functions are called from the goroutine that calls Flow.Run, one at a time.
type UI struct {
	// Code asks for the MFA code. It returns ErrCancelled, ErrTimedOut,
	// ErrNoMore, or any other error where it could not ask.
	Code func(ctx context.Context, title, text string) (string, error)
	// Shown gives the ctx with which Code calls shown as soon as its question is
	// there; nil where nobody can tell.
	Shown func(ctx context.Context, shown func()) context.Context
	// Consent asks a question that yes and no answer. Errors are as those of
	// Code. Where it is nil, kept credentials are not used.
	Consent func(ctx context.Context, title, text string) (bool, error)
	// Tell shows what went wrong, Inform what is good to know. They return
	// when it has been read, or when ctx ends.
	Tell, Inform func(ctx context.Context, m text.Message)
	// Device shows the code that the person is to type on a page of Identity
	// Center, on any machine. Where it is nil the browser is sent there.
	Device func(m text.Message)
	// Retry says what went wrong and asks whether to try again.
	Retry func(ctx context.Context, m text.Message) bool
	// CleanCode takes blanks out of an answer; false where it is not six digits.
	CleanCode func(string) (string, bool)
	// Problem gives the kind and the facts of an error of Code or of
	// Browser.Open.
	Problem func(error) text.Problem
}

// Errors that UI.Code returns.
var (
	ErrCancelled = errors.New("cancelled")
	ErrTimedOut  = errors.New("no answer in time")
	// ErrNoMore is for a UI that cannot ask: the codes it was given are
	// used up.
	ErrNoMore = errors.New("no further code")
)

// Browser opens sign-in URLs.
type Browser struct {
	// Start sends the browser to a page of which it is said later where it
	// leads. It returns at once.
	Start func() Page
	// Note is an HTML page that says something.
	Note func(title, text string) string
	// Close ends what Start left behind, but not the browser.
	Close func()
}

// Page is what the browser is sent to, before it is known where it leads.
type Page struct {
	// Started gives what came of starting the browser, once: nil or an error.
	Started <-chan error
	// Lead lets the page lead to target, without showing target to other
	// processes.
	Lead func(target string) error
	// Fail lets the page say that it leads nowhere.
	Fail func()
	// Fetched is closed when the browser has what Lead or Fail said.
	Fetched <-chan struct{}
	// Until is when the page is not answered any more.
	Until time.Time
	// Alarms gives the requests for the page that nobody should have made.
	Alarms <-chan Alarm
	// Unnamed tells whether it is not known which program the page was given to;
	// nil where nobody asks.
	Unnamed func() bool
}

// Alarm is a request for the page that nobody should have made.
type Alarm struct {
	Kind    AlarmKind
	Program string // who made it; "" where that is not known, or is another user's
}

// AlarmKind says what came of a request that nobody should have made.
type AlarmKind int

// What may have come of it.
const (
	// AlarmRefused: it got nothing.
	AlarmRefused AlarmKind = iota + 1
	// AlarmContested: it came together with the browser's, and neither got
	// anything.
	AlarmContested
	// AlarmSecond: the page had been answered. One of the two who asked has the
	// session.
	AlarmSecond
)

// Codes are the MFA codes that were sent to AWS of late, by any sign-in of this
// person.
type Codes struct {
	// Claim takes a code, just before it is sent. It is false where the code
	// was sent before.
	Claim func(session.SentCode) bool
	// Release gives back a code that did not leave after all.
	Release func(session.SentCode)
}

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
	Reopen Reopen
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

	// What Run leaves for Watch.
	page    *Page
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
	var err error
	if !f.Early || !f.needsCode() || f.mine() {
		err = f.ready(ctx)
	}
	if err != nil {
		return f.fail(ctx, err)
	}
	creds, fresh, console, page, err := f.console(ctx)
	if err == nil {
		err = f.open(ctx, console, page)
	}
	if err != nil {
		return f.fail(ctx, err)
	}
	s := f.opened(console)
	f.session = s
	done := session.Event{Kind: session.EventSignedIn, Session: &s, Detail: console.Story}
	if f.page.Unnamed != nil && f.page.Unnamed() {
		done.Detail += "; the system does not say which program took the sign-in page"
	}
	if fresh {
		done.Lesson = f.lesson(console)
	}
	if f.Request.KeepCredentials && fresh {
		if kept, err := creds.MarshalBinary(); err == nil {
			done.Credentials, done.For, done.CredentialsExpire = kept, session.BindingOf(f.Role), creds.Expires()
			done.Terms = f.terms()
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
// them and AWS still takes them, else with fresh ones. page is where the browser
// has been sent already, if it has.
func (f *Flow) console(ctx context.Context) (creds federation.Credentials, fresh bool, console federation.Console, page *Page, err error) {
	if f.mine() && creds.UnmarshalBinary(f.Request.Credentials) == nil {
		if err := f.consent(ctx); err != nil {
			return creds, false, console, nil, err
		}
		// AWS may not take them any more, and a page that leads nowhere helps
		// nobody who is about to be asked for a code.
		console, _, err = f.trade(ctx, creds, f.Request.Ends, false)
		if !staleCredentials(err) {
			return creds, false, console, nil, err
		}
	}
	if creds, err = f.assume(ctx); err == nil {
		console, page, err = f.trade(ctx, creds, time.Time{}, true)
	}
	return creds, true, console, page, err
}

// staleCredentials tells whether the credentials themselves were refused, so
// that a new code can help.
func staleCredentials(err error) bool {
	switch federation.KindOf(err) {
	case federation.KindSignInRefused, federation.KindTokenExpired:
		return true
	}
	return false
}

// trade exchanges credentials for the sign-in URL. They cost a code: while the
// trouble can pass and the person wants to try again they are not given up.
// early starts the browser meanwhile, which takes as long as AWS does.
func (f *Flow) trade(ctx context.Context, c federation.Credentials, until time.Time, early bool) (console federation.Console, page *Page, err error) {
	f.phase(session.PhaseExchange)
	last := f.Now().Round(0).Add(holdLimit)
	for {
		if early {
			page = new(f.Browser.Start())
		}
		console, err = f.exchange(ctx, c, until)
		if err == nil {
			return console, page, nil
		}
		if early {
			page.Fail()
		}
		if ctx.Err() != nil || !passes(err) {
			return console, nil, err
		}
		if err := f.again(ctx, err, last); err != nil {
			return console, nil, err
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

func (f *Flow) opened(c federation.Console) session.Session {
	var page *session.Page
	if f.Page != (session.Page{}) {
		page = &f.Page
	}
	return session.Session{
		Page:       page,
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
