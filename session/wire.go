package session

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"halfday/roles"
)

// Request is the one line of JSON that a sign-in process reads from its
// standard input, which then stays open: end of file means that the parent is
// gone. It may hold secrets and travels through that pipe only.
type Request struct {
	// Role is the role as the menu named it: the process signs in to that and
	// to nothing that the AWS files have come to say since. nil where only the
	// files can tell: then the process reads them.
	Role *roles.Role `json:"role,omitempty"`
	// KeepCredentials asks for the role credentials in the EventSignedIn,
	// where they are new.
	KeepCredentials bool `json:"keep_credentials,omitempty"`
	// Kept are the credentials of an earlier sign-in, given back: no code is
	// asked for. A process whose role is another one does without them.
	Kept
	// Token is what the first window comes to the front with
	// (XDG_ACTIVATION_TOKEN); "" for none.
	Token string `json:"token,omitempty"`
	// FromPage says that Halfday's page asked; nil where it did not.
	FromPage *FromPage `json:"from_page,omitempty"`
	// Lessons are what is known of the length of the role's console, so that
	// the process need not read the store.
	Lessons Lessons `json:"lessons,omitempty"`
	// Several are the profiles that the code is to be for, this one among them:
	// what AWS gives for it comes back in an EventShared. Source is that, given to
	// the others: no code is asked for. Opaque to this package.
	Several []string `json:"several,omitempty"`
	Source  []byte   `json:"source,omitempty"`
	// Page is what the console is to show this once; zero: as usual.
	Page Page `json:"page,omitzero"`
	// Consoles are how many consoles of other roles are open, by browser.
	Consoles map[string]int `json:"consoles,omitempty"`
}

// FromPage is what a sign-in that was asked for in Halfday's page differs in: the
// person is asked in any case, and told where it comes from. Its texts come from
// a browser.
type FromPage struct {
	Browser string `json:"browser,omitempty"` // as in the settings; "" for the usual one
	Tab     string `json:"tab,omitempty"`     // the tab that goes on to the console; "" for a new one
}

// Event is one line of JSON on the standard output of a sign-in process.
type Event struct {
	Kind EventKind `json:"event"`
	// Phase, of EventPhase.
	Phase Phase `json:"phase,omitempty"`
	// Session, of EventSignedIn: what was opened; nil where the person signed in
	// to Identity Center alone.
	Session *Session `json:"session,omitempty"`
	// Lesson, of EventSignedIn where the code was new: how long AWS let the
	// console last.
	Lesson *Lesson `json:"lesson,omitempty"`
	// Kept, of EventSignedIn where the request asked for them and they are not
	// its own: credentials to keep, for the Broker to say when the person agreed.
	Kept
	// Address, of EventAddress.
	Address OneShot `json:"address,omitempty"`
	// Problem, of EventFailed: the kind, as package federation or dialogs
	// names it. The process has shown it to the person already.
	Problem string `json:"problem,omitempty"`
	// Detail is for the log and holds no secret. Of EventFailed: the error
	// behind it; of EventSignedIn: which hosts of AWS gave the session.
	Detail string `json:"detail,omitempty"`
}

// OneShot is a one-shot address on its way to a tab. It prints redacted.
type OneShot string

// Format prints no part of the address.
func (OneShot) Format(f fmt.State, _ rune) { io.WriteString(f, "session.OneShot{redacted}") }

// carried is a role for a Request: nil for one that is not known, or that JSON
// would alter, since it replaces what is no UTF-8.
func carried(r roles.Role) *roles.Role {
	line, err := json.Marshal(r)
	if err != nil || r.ID() == "" || bytes.Contains(line, []byte(`\ufffd`)) {
		return nil
	}
	return &r
}

// EventKind names an Event.
type EventKind string

// The events of a sign-in process. The last line is one of EventSignedIn,
// EventFailed and EventCancelled; a process that ends without one has died.
const (
	EventPhase     EventKind = "phase"
	EventAgreed    EventKind = "agreed"  // by a code that AWS took, or by a yes
	EventAddress   EventKind = "address" // where the tab of the page goes on to, once
	EventSignedIn  EventKind = "signed_in"
	EventFailed    EventKind = "failed"
	EventCancelled EventKind = "cancelled"
	// EventShared has in Credentials what AWS gave for a code that is for several
	// roles, where the request asks for it.
	EventShared EventKind = "shared"
	// EventAlarm may follow EventSignedIn: the session may be in other hands.
	// The process is showing that to the person.
	EventAlarm EventKind = "alarm"
)

// last tells whether nothing follows the event.
func (e Event) last() bool {
	return e.Kind == EventSignedIn || e.Kind == EventFailed || e.Kind == EventCancelled
}
