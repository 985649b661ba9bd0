package session

import (
	"cmp"
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"halfday/internal/mailbox"
	"halfday/roles"
)

// Broker owns the State. One goroutine, that of Run, reads and writes it and
// does nothing slow; everything else posts to that goroutine.
type Broker struct {
	options Options
	log     *slog.Logger
	box     *mailbox.Box
	changes chan State
	reread  chan struct{} // capacity 1; asks for the AWS files to be read
	learned chan struct{} // capacity 1; something was learned of a role
	saver   *saver
	timer   *time.Timer
	lessons atomic.Pointer[Lessons] // those of memory; not written to again

	// The rest belongs to the loop.
	policy   Policy
	list     roles.Listing
	index    map[string]int // profile to its place in the list
	memory   Memory
	attempts []*attempt          // what State shows, oldest first
	procs    map[*attempt]func() // processes that run, and what ends them
	kept     map[string]Kept     // by profile
	groups   []*several
	pending  []announcement
	seen     time.Time // when settle last ran
	awake    time.Time // the same by the clock that stands still
	workers  sync.WaitGroup

	listed   bool // the AWS files were read, or take long
	unstored bool // sessions changed since they went to the saver
	draining bool // Run is about to return
}

// The limits of the loop.
const (
	firstList  = 500 * time.Millisecond  // how long the first State waits for the AWS files
	drainLimit = 1800 * time.Millisecond // how long Run waits for processes, the store and the rest
)

// NewBroker returns a Broker that knows the sessions of its store. Nothing
// happens before Run.
func NewBroker(o Options, policy Policy) *Broker {
	if o.now == nil {
		o.now = time.Now
	}
	if o.run == nil {
		o.run = RunProcess
	}
	b := &Broker{
		options: o,
		log:     o.Log,
		box:     mailbox.New(),
		changes: make(chan State, 1),
		reread:  make(chan struct{}, 1),
		learned: make(chan struct{}, 1),
		policy:  policy,
		memory:  o.Store.loaded.clone(),
		saver:   newSaver(o.Store),
		procs:   make(map[*attempt]func()),
		kept:    make(map[string]Kept),
	}
	b.memory.Uses.prune(b.now())
	b.lessons.Store(new(maps.Clone(b.memory.Lessons)))
	return b
}

// Changes gives the State whenever something in it changed, and every 30 s
// while a session is shown, so that the time left is right. The channel holds
// one State: the latest.
func (b *Broker) Changes() <-chan State { return b.changes }

// SetPolicy makes other settings hold. Any goroutine.
func (b *Broker) SetPolicy(p Policy) {
	b.box.Post(func() {
		// It holds for what is kept from now on, like other terms.
		milder := p.KeepWhenLocked && !b.policy.KeepWhenLocked
		b.dropKept(func(profile string, _ Kept) bool { return milder || !p.Keeps(profile) })
		b.policy = p
	})
}

// Report tells of a sign-in that was done elsewhere, in a terminal, and of what
// was learned by it, if anything was; or, with Alarm, once more of one that may
// be in other hands. Both are checked like those of a sign-in
// process. Any goroutine.
func (b *Broker) Report(s Session, l *Lesson) {
	b.box.Post(func() {
		if err := s.checkNew(b.now()); err != nil {
			b.log.Warn("a reported session is not usable", "err", err)
			return
		}
		alarm := s.Alarm
		s.Alarm = false
		if i := b.find(s.Profile); !alarm || i < 0 || !b.memory.Sessions[i].SignedInAt.Equal(s.SignedInAt.Round(0)) {
			b.record(s)
			b.learn(s.Profile, l)
		}
		if alarm {
			b.alarm(s.Profile)
		}
	})
}

// Run is the loop. It returns after ctx has ended and the processes it
// started are gone, at the latest 2 s later. It can be called once.
func (b *Broker) Run(ctx context.Context) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := sync.OnceFunc(func() { cancel(); close(b.saver.jobs) })
	defer stop()
	defer b.box.Close()
	b.timer = time.NewTimer(firstList)
	defer b.timer.Stop()

	b.workers.Go(func() { b.readFiles(work) })
	b.workers.Go(func() { b.options.Watch(work, func() { mailbox.Nudge(b.reread) }) })
	b.workers.Go(func() {
		b.saver.run(func(j job, err error) { b.box.Post(func() { b.saved(j, err) }) })
	})
	mailbox.Nudge(b.reread)

	end := ctx.Done()
	var tooLate <-chan time.Time
	for b.settle(); !b.draining || len(b.procs) > 0 || !b.saver.idle(); b.settle() {
		select {
		case <-b.box.Wake():
			for _, f := range b.box.Take() {
				f()
			}
		case <-b.timer.C:
			b.listed = true
			b.unstored = b.unstored || b.saver.failed
		case <-end:
			end = nil
			b.drain()
			tooLate = time.After(drainLimit)
		case <-tooLate:
			b.log.Warn("ending with work undone", "processes", len(b.procs))
			return
		}
	}

	stop()
	idle := make(chan struct{})
	go func() { b.workers.Wait(); close(idle) }()
	select {
	case <-idle:
	case <-tooLate:
		b.log.Warn("ending while the aws files or the store do not answer")
	}
}

// settle brings everything in line with what changed and with the time: it
// forgets what is over, reminds, starts what can start, stores and publishes.
func (b *Broker) settle() {
	now := b.now()
	if b.slept(now) {
		b.locked()
	}
	b.prune(now)
	b.remind(now)
	b.schedule(now)
	b.dropShared(false)
	b.save()
	b.publish(now)
	b.arm(now)
}

// arm sets the timer. Nothing is shown that changes: no timer, no wake-ups.
func (b *Broker) arm(now time.Time) {
	if !b.listed {
		return // the timer still stands for the first reading
	}
	b.timer.Stop()
	if wait := untilTick(b.memory.Sessions, b.list.Centers, now); wait != never {
		b.timer.Reset(wait)
	}
}

// publish puts a State of its own into Changes, in the place of one that
// nobody has taken yet.
func (b *Broker) publish(now time.Time) {
	if !b.listed {
		return
	}
	s := State{
		Roles:    b.list.Roles,
		Warnings: b.list.Warnings,
		Centers:  b.list.Centers,
		Others:   b.list.Others,
		Sessions: slices.Clone(b.memory.Sessions),
		MostUsed: b.memory.Uses.most(mostUsed),
		Pages:    b.memory.Pages,
	}
	for _, a := range b.attempts {
		s.Attempts = append(s.Attempts, Attempt{Profile: a.role.Profile, Phase: a.phase})
	}
	for i := range s.Sessions {
		v := &s.Sessions[i]
		v.CanReopen = b.kept[v.Profile].lasts(now)
		v.Unsaved = b.saver.lost(*v)
	}
	slices.SortStableFunc(s.Sessions, func(x, y Session) int { return inOrder(x, y, now) })
	select {
	case <-b.changes:
	default:
	}
	b.changes <- s
}

// inOrder puts the session that ends first first, and after all that run the
// one that ended last.
func inOrder(x, y Session, now time.Time) int {
	switch xe, ye := x.Ended(now), y.Ended(now); {
	case xe && !ye:
		return 1
	case !xe && ye:
		return -1
	case xe:
		return cmp.Or(y.Expires.Compare(x.Expires), cmp.Compare(x.Profile, y.Profile))
	}
	return cmp.Or(x.Expires.Compare(y.Expires), cmp.Compare(x.Profile, y.Profile))
}

// now is the wall clock, without the monotonic reading that stands still
// while a laptop sleeps.
func (b *Broker) now() time.Time { return b.options.now().Round(0).UTC() }
