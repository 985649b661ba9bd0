// Package app is the tray program: it carries actions from the menu to whoever
// can do them, and states from the broker to the menu, and holds the
// conversations of the tray with the person.
//
// It must not know of arguments, speak to AWS, or show a dialog in its own
// process.
package app

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"halfday/assets"
	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/tray"
)

const (
	// hostPatience is how long a missing tray host is no news, hostLate how long
	// it may still come.
	hostPatience = 2 * time.Second
	hostLate     = time.Minute
	// quitLimit is how long leaving may take.
	quitLimit = 2 * time.Second
)

// app is the tray: it carries actions from the menu to the broker and states
// from the broker to the menu.
type app struct {
	options  Options
	log      *slog.Logger
	broker   *session.Broker
	notes    *notes
	surfaces *surfaces
	quit     context.CancelFunc
	zone     desktop.Zone
	place    atomic.Pointer[home.Home]     // changes with the settings
	state    atomic.Pointer[session.State] // what the menu shows
	prefs    atomic.Pointer[tray.Preferences]
	redraw   chan struct{} // capacity 1: prefs have changed
	calm     chan struct{} // capacity 1: time to rest
	resting  atomic.Bool   // garbage is collected by need only
	codes    trayCodes
	listing  atomic.Bool // a list of roles is asked, or about to be
	checking atomic.Bool // a check of the set-up is under way

	offering    atomic.Bool                    // the browsers were looked for, or are about to be
	browsers    atomic.Pointer[[]tray.Browser] // nil: not found yet
	searching   sync.Mutex                     // held while they are looked for
	searchAgain atomic.Bool                    // a search is about to begin

	leaveAsked atomic.Bool // the person was asked for the permission to notify, or needs not
	left       sync.Once

	following sync.Mutex // held while the settings are followed, so that the last ones hold

	wg sync.WaitGroup
}

func newApp(p home.Home, o Options, log *slog.Logger, quit context.CancelFunc) *app {
	app := &app{options: o, log: log, quit: quit, surfaces: newSurfaces(log), calm: make(chan struct{}, 1), redraw: make(chan struct{}, 1)}
	app.place.Store(&p)
	app.surfaces.labels = func() dialogs.Labels { return Labels(app.words()) }
	app.notes = newNotes(app.surfaces, log, app.pressed)
	app.surfaces.none = app.noDialogs
	store, _, err := session.OpenStore(p.StoreFile(), log)
	if err != nil {
		log.Error("opening the store", "error", err)
	}
	app.broker = session.NewBroker(session.Config{
		List:  func(l session.Lessons) roles.Listing { return app.place.Load().Roles(l) },
		Watch: func(ctx context.Context, changed func()) { roles.WatchFiles(ctx, p.Files, changed) },
		SignIn: func(profile string) session.Command {
			c := signInCommand(profile)
			c.Token = app.surfaces.activate()
			return c
		},
		Notify:   app.remind,
		Withdraw: app.notes.withdraw,
		Died:     app.died,
		Alarm:    app.alarm,
		Store:    store,
		Log:      log,
	}, app.policy())
	app.prefs.Store(new(app.preferences()))
	return app
}

// Options are what a start of the tray may differ in.
type Options struct {
	Version string        // as About says it
	Remind  time.Duration // how long before its end a session is announced; 0: as the settings say
}

// Run shows the menu until the person quits; until ctx ends, which stop does; or
// until the place of the icon is gone, which lost tells. The instance is the
// only one. It must be called from the main goroutine.
func Run(ctx context.Context, stop context.CancelFunc, p home.Home, o Options, instance *desktop.Instance, log *slog.Logger) (lost bool, err error) {
	return newApp(p, o, log, stop).run(ctx, instance)
}

func (a *app) run(ctx context.Context, instance *desktop.Instance) (lost bool, err error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	a.codes.load(a.place.Load().Dirs)
	a.spawn(func() { a.broker.Run(ctx) })
	a.spawn(func() { instance.Serve(ctx, a.message) })
	a.spawn(func() {
		desktop.KeepTime(ctx, "Halfday", a.broker.CheckTime)
	})
	a.spawn(func() { a.watchUpdates(ctx) })
	a.spawn(func() { desktop.WatchLock(ctx, a.broker.Locked) })
	a.spawn(func() {
		a.followLogin()
		a.follow()
		a.watchSettings(ctx)
	})

	idle, signedIn, ending, template := assets.Icons()
	icons := tray.Icons{Idle: idle, SignedIn: signedIn, EndingSoon: ending, Template: template}
	ready := func(v *tray.View) {
		desktop.AttachMenu()
		a.spawn(func() { a.show(ctx, v) })
		a.spawn(func() { a.rest(ctx) })
	}
	a.spawn(func() { a.awaitHost(ctx) })
	desktop.OnReopen(a.here)
	err = desktop.AwaitTaskbar(ctx)
	if err == nil {
		// Whatever ends the menu ends the rest, and the other way round.
		clicked := func(action tray.Action, token string) {
			a.surfaces.clicked(token)
			a.do(action)
		}
		err = tray.Run(icons, clicked, ready, func(gone error) {
			if gone != nil {
				gone = errBusGone{gone}
			}
			stop(gone) // a context that has ended keeps its cause
			a.leave()  // at the end of a login session macOS ends the process next
		})
	} else if ctx.Err() != nil {
		err = nil // the person did not wait
	}
	stop(nil)
	a.leave()
	if err != nil {
		a.log.Error("showing the menu", "error", err)
		return false, err
	}
	if gone, ok := context.Cause(ctx).(errBusGone); ok {
		a.log.Warn("the place of the icon is gone", "error", gone.error)
		return true, nil
	}
	return false, nil
}

// spawn starts a goroutine that leave waits for.
func (a *app) spawn(f func()) {
	a.wg.Add(1)
	go func() {
		defer a.wg.Done()
		f()
	}()
}

// leave waits until the broker has ended its children and stored its state,
// but no longer than a person would.
func (a *app) leave() { a.left.Do(a.leaveOnce) }

func (a *app) leaveOnce() {
	a.surfaces.stop()
	done := make(chan struct{})
	go func() {
		a.wg.Wait()
		a.surfaces.close()
		a.notes.close()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(quitLimit):
		a.log.Warn("leaving while something still runs")
	}
	a.codes.save(a.place.Load().Dirs)
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// errBusGone ends the tray when the session bus has.
type errBusGone struct{ error }

func (e errBusGone) Unwrap() error { return e.error }
