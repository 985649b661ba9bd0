package session

import (
	"context"
	"log/slog"
	"time"

	"halfday/roles"
)

// Options are what a Broker works with. Nothing in it may be changed after
// NewBroker. Functions left out do nothing.
type Options struct {
	// List reads the AWS files, and says of each role what the lessons say of
	// it. It is called on a goroutine of its own, never twice at a time, and may
	// be slow. It does not change the lessons.
	List func(Lessons) roles.Listing
	// Watch calls changed, from any goroutine, when the AWS files may have
	// changed. It blocks until ctx ends.
	Watch func(ctx context.Context, changed func())
	// SignIn tells what to run for a sign-in. Called on the loop: it must
	// return at once.
	SignIn func(profile string) Command
	// Notify shows a reminder, Withdraw takes reminders away by their keys.
	// Called on the loop, in order: they must return at once.
	Notify   func(Reminder)
	Withdraw func(keys []string)
	// Died is told of a sign-in process that ended without a last word, and
	// hence without a word to the person. Called on the loop.
	Died func(profile, detail string)
	// Alarm is told of a session that may be in other hands. Called on the loop.
	Alarm func(profile string)
	// Lead gives a one-shot address to a tab of Halfday's page. Called on the
	// loop: it must return at once.
	Lead func(tab, address string)
	// Store keeps the sessions; where it is nil nothing is stored.
	Store *Store

	Now func() time.Time // time.Now where it is nil
	// Awake is a clock that stands still while the machine sleeps; the
	// monotonic one where it is nil.
	Awake func() time.Duration
	Log   *slog.Logger

	// run stands for RunProcess in tests.
	run func(ctx context.Context, c Command, req Request, event func(Event)) error
}

// Command is a program to run.
type Command struct {
	Path string
	Args []string // without the program's name
	Env  []string // nil: the environment of this process
}

// complete returns the options with functions that do nothing for those
// left out.
func (o Options) complete() Options {
	if o.List == nil {
		o.List = func(Lessons) roles.Listing { return roles.Listing{} }
	}
	if o.Watch == nil {
		o.Watch = func(context.Context, func()) {}
	}
	if o.SignIn == nil {
		o.SignIn = func(string) Command { return Command{} }
	}
	if o.Notify == nil {
		o.Notify = func(Reminder) {}
	}
	if o.Withdraw == nil {
		o.Withdraw = func([]string) {}
	}
	if o.Died == nil {
		o.Died = func(string, string) {}
	}
	if o.Alarm == nil {
		o.Alarm = func(string) {}
	}
	if o.Lead == nil {
		o.Lead = func(string, string) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Awake == nil {
		start := time.Now()
		o.Awake = func() time.Duration { return time.Since(start) }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.run == nil {
		o.run = RunProcess
	}
	return o
}
