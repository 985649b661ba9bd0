package signin

import (
	"context"
	"errors"
	"time"

	"halfday/federation"
	"halfday/session"
	"halfday/text"
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
	Start func() Redirect
	// Note is an HTML page that says something to who comes back from the page of
	// Start. goesOn says that Start is called once more, unless the sign-in fails.
	Note func(title, text string, goesOn bool) string
	// Close ends what Start left behind, but not the browser.
	Close func()
}

// Redirect is the page that the browser is sent to, before it is known where it leads.
type Redirect struct {
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
