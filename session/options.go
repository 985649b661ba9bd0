package session

import (
	"context"
	"log/slog"
	"time"

	"halfday/roles"
)

// Options are what a Broker works with. All of it has to be there, and may not
// be changed after NewBroker.
type Options struct {
	// List reads the AWS files, and says of each role what the lessons say of
	// it. It is called on a goroutine of its own, never twice at a time, and may
	// be slow. It does not change the lessons.
	List func(Lessons) roles.Listing
	// Describe says the latter anew of the roles of a list. It is called where
	// List is.
	Describe func(roles.Listing, Lessons)
	// Watch calls changed, from any goroutine, when the AWS files may have
	// changed. It blocks until ctx ends.
	Watch func(ctx context.Context, changed func())
	// SignIn tells what to run for a sign-in. Called on the loop: it must
	// return at once.
	SignIn func(profile string) Command
	// Notify shows a reminder, Withdraw takes one away by its key. Called on the
	// loop, in order: they must return at once.
	Notify   func(Reminder)
	Withdraw func(key string)
	// Died is told of a sign-in process that ended without a last word, and
	// hence without a word to the person. Called on the loop.
	Died func(profile, detail string)
	// Alarm is told of a session that may be in other hands. Called on the loop.
	Alarm func(profile string)
	// Lead gives a one-shot address to a tab of Halfday's page. Called on the
	// loop: it must return at once.
	Lead  func(tab, address string)
	Store *Store
	Log   *slog.Logger

	// now and run stand for time.Now and RunProcess in tests.
	now func() time.Time
	run func(ctx context.Context, c Command, req Request, event func(Event)) error
}

// Command is a program to run.
type Command struct {
	Path string
	Args []string // without the program's name
	Env  []string // nil: the environment of this process
}

// Policy is what the settings say to a Broker, of each profile. Its functions
// are called on the loop, and give the same each time.
type Policy struct {
	Leads          func(profile string) []time.Duration // how long before its end a session is announced: whole seconds, the longest first
	Keeps          func(profile string) bool            // keep role credentials in memory, for opening again without a code
	KeepWhenLocked bool                                 // keep them while the screen is locked and the machine sleeps
}
