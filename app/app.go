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
	"os"
	"sync"
	"time"

	"halfday/assets"
	"halfday/desktop"
	"halfday/home"
	"halfday/internal/child"
	"halfday/notify"
	"halfday/page"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
	"halfday/tray"
)

// app is the tray program. What stands below the loop belongs to it; methods
// are for the loop alone where they say nothing else.
type app struct {
	options  Options
	broker   *session.Broker
	notifier *notify.Notifier
	quit     context.CancelFunc
	zone     desktop.Zone
	entry    sync.Mutex // held while the login entry is looked at or changed

	*loop
	home    home.Home      // as the settings are now
	atLogin bool           // the login entry is there
	view    *tray.View     // nil: not there yet
	state   *session.State // nil: not known yet
	menus   tray.Menus
	front   *child.Activation // for the window that comes next
	codes   session.Codes     // that were sent
	notes   *notes
	door    *door

	busy    map[string]bool // what conversations that show or wait are about, and what else goes on once at a time
	waiting []func()        // conversations that have not begun
	talking bool            // one has

	idleTimer  *time.Timer // until goIdle
	idle       bool        // garbage is collected by need only
	leaveAsked bool        // the person was asked for the permission to notify, or needs not

	centers      map[string]context.CancelFunc // by key of a session of Identity Center: ends what is under way
	cacheWatched bool                          // the token cache is

	browsers []tray.Browser // nil: not found yet
	searches int            // for browsers, that have begun
}

// Options are what a start of the tray may differ in.
type Options struct {
	Version string        // as About says it
	Page    bool          // open Halfday's page, too
	Remind  time.Duration // how long before its end a session is announced; 0: as the settings say
}

func newApp(ctx context.Context, quit context.CancelFunc, h home.Home, o Options, log *slog.Logger) *app {
	a := &app{
		options: o, quit: quit, loop: newLoop(ctx, log), home: h,
		busy: map[string]bool{}, centers: map[string]context.CancelFunc{},
	}
	a.idleTimer = time.AfterFunc(idleAfter, func() { a.post(a.goIdle) })
	a.idleTimer.Stop()
	a.notifier = notify.NewNotifier(Sender(), func(p notify.Press) {
		a.postFrom(p.Token, func() { a.pressed(p.Key, p.Button) })
	})
	a.notes = newNotes(a.loop, a.notifier)
	a.door = newDoor(h.PageFile(), os.Getenv(home.EndpointVariable), h.Words.Language, func(k page.Ask) { a.post(func() { a.asked(k) }) }, log)
	store, err := session.OpenStore(h.StoreFile(), log)
	if err != nil {
		log.Error("opening the store", "error", err)
	}
	a.broker = session.NewBroker(session.Options{
		List: func(l session.Lessons) roles.Listing {
			now := a.now()
			return now.Roles(l)
		},
		Describe: func(list roles.Listing, l session.Lessons) {
			now := a.now()
			now.Describe(list, l, time.Now())
		},
		Watch: func(ctx context.Context, changed func()) { roles.WatchFiles(ctx, h.Files, changed) },
		SignIn: func(profile string) session.Command {
			// Behind -- it is never taken for a flag.
			path, args := home.Command("sign-in", "--events", "--", profile)
			return session.Command{Path: path, Args: args}
		},
		Notify:   func(r session.Reminder) { a.post(func() { a.remind(r) }) },
		Withdraw: func(key string) { a.post(func() { a.notes.withdraw(key) }) },
		Died:     a.died,
		Alarm:    a.alarm,
		Lead:     a.door.lead,
		Store:    store,
		Log:      log,
	}, policy(h.Settings, o.Remind))
	a.atLogin, _ = home.LoginItem().Status()
	return a
}

// Run shows the menu until the person quits or ctx ends, or until the place of
// the icon is gone, which lost tells. The instance is the only one. It must be
// called from the main goroutine.
func Run(ctx context.Context, h home.Home, o Options, instance *desktop.Instance, log *slog.Logger) (lost bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	a := newApp(ctx, stop, h, o, log)
	changeCodes(h.Dirs, func(file *session.Codes) {
		a.codes.Add(*file, time.Now())
		*file = nil
	})
	a.spawn(a.broker.Run)
	a.spawn(func(ctx context.Context) { instance.Serve(ctx, a.message) })
	a.spawn(func(ctx context.Context) { desktop.KeepTime(ctx, "Halfday", a.broker.CheckTime) })
	a.spawn(func(ctx context.Context) { desktop.WatchLock(ctx, a.broker.Locked) })
	a.spawn(a.watchUpdates)
	a.spawn(a.keepDoor)
	a.spawn(func(ctx context.Context) { a.watchSettings(ctx, h) })
	a.spawn(a.awaitHost)
	left := make(chan struct{})
	go func() {
		defer close(left)
		if a.run(a.changed) {
			a.notifier.Close()
		}
		changeCodes(h.Dirs, func(file *session.Codes) { file.Add(a.codes, time.Now()) })
	}()
	// leave waits until the broker has ended its children and stored its state,
	// but no longer than a person would.
	leave := func() {
		stop()
		<-left
	}

	desktop.OnReopen(a.here)
	var icons tray.Icons
	icons.Of[tray.Idle], icons.Of[tray.SignedIn], icons.Of[tray.EndingSoon], icons.Template = assets.Icons()
	var gone error // the place of the icon is, before the person quit
	if err = desktop.AwaitTaskbar(ctx); err == nil {
		// Whatever ends the menu ends the rest, and the other way round.
		err = tray.Run(icons, a.clicked, a.ready, func(why error) {
			if ctx.Err() == nil {
				gone = why
			}
			leave() // at the end of a login session macOS ends the process next
		})
	} else if ctx.Err() != nil {
		err = nil // the person did not wait
	}
	leave()
	if err != nil {
		log.Error("showing the menu", "error", err)
		return false, err
	}
	if gone != nil {
		log.Warn("the place of the icon is gone", "error", gone)
		return true, nil
	}
	return false, nil
}

// ready begins to show states. Any goroutine but the loop's own.
func (a *app) ready(v *tray.View) {
	desktop.AttachMenu()
	context.AfterFunc(a.ctx, v.Quit)
	a.call(func() {
		a.view, a.states = v, a.broker.Changes()
		a.idleTimer.Reset(idleAfter)
	})
	// Before its first process Go tries with another one what the kernel can do:
	// not when a click waits for it.
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Release()
	}
}

// clicked takes a click in the menu. Any goroutine.
func (a *app) clicked(action tray.Action, token string) {
	a.postFrom(token, func() { a.do(action) })
}

// postFrom has the loop do f, whose window comes to the front with token. Any
// goroutine.
func (a *app) postFrom(token string, f func()) {
	a.post(func() {
		a.front = child.NewActivation(token)
		f()
	})
}

// changed takes a state of the broker.
func (a *app) changed(s session.State) {
	before := a.state
	a.state = &s
	a.leaveIdle(before, s)
	if before == nil && len(s.Roles) == 0 {
		a.welcome() // who has roles needs none
	}
	a.explainTwo(before, s)
	a.askLeave(before, s)
	if len(s.Sessions) > 0 {
		a.offerBrowsers()
	}
	a.watchCenters()
	a.draw()
}

// draw makes the menu show what is known.
func (a *app) draw() {
	if a.state != nil { // else it is on its way
		a.door.show(a.state, pageBrowsers(a.browsers), a.words().Language)
		a.view.Show(a.menus.Menu(*a.state, a.preferences(), a.zone.In(time.Now()), a.words()))
	}
}

func (a *app) words() text.Words { return a.home.Words }

// now is how the settings are now. Any goroutine but the loop's own.
func (a *app) now() (h home.Home) {
	a.call(func() { h = a.home })
	return h
}
