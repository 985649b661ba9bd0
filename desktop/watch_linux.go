package desktop

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/internal/bus"
)

const (
	logind        = "org.freedesktop.login1"
	logindSession = "org.freedesktop.login1.Session"
	logindManager = "org.freedesktop.login1.Manager"
	properties    = "org.freedesktop.DBus.Properties"
)

// The limits of the lock watcher.
const (
	busAgain   = 30 * time.Second // until a bus that was lost is tried again
	logindTime = 2 * time.Second  // how long logind may take to say whose a session is
)

// screenSavers are the interfaces that have ActiveChanged: that of KDE and of
// the specification, and those of desktops that have one of their own.
var screenSavers = []string{
	"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver", "org.xfce.ScreenSaver",
}

// lockBus is a bus that tells of the lock.
type lockBus struct {
	name string
	dial func(context.Context, ...dbus.ConnOption) (*dbus.Conn, error)
	want [][]dbus.MatchOption
	mine func(*dbus.Conn, *dbus.Signal) bool // tells whether a lock is this person's
}

// watchLock listens to both at a time: which of them a desktop tells of a lock
// that the person asked for differs.
func watchLock(ctx context.Context, locked func()) {
	var all sync.WaitGroup
	for _, b := range []lockBus{
		{"system", bus.System, [][]dbus.MatchOption{
			{dbus.WithMatchSender(logind), dbus.WithMatchInterface(logindManager), dbus.WithMatchMember("PrepareForSleep")},
			{dbus.WithMatchSender(logind), dbus.WithMatchInterface(logindSession), dbus.WithMatchMember("Lock")},
			{dbus.WithMatchSender(logind), dbus.WithMatchInterface(properties), dbus.WithMatchMember("PropertiesChanged"), dbus.WithMatchArg(0, logindSession)},
		}, ourSession},
		{"session", bus.Session, [][]dbus.MatchOption{{dbus.WithMatchMember("ActiveChanged")}}, func(*dbus.Conn, *dbus.Signal) bool { return true }},
	} {
		all.Go(func() { b.watch(ctx, locked) })
	}
	all.Wait()
	<-ctx.Done()
}

// watch listens until ctx ends, or where there is no such bus.
func (b lockBus) watch(ctx context.Context, locked func()) {
	for again := false; ctx.Err() == nil; again = true {
		conn, err := b.dial(ctx)
		if err == nil {
			if again {
				locked() // whatever happened meanwhile
			}
			err = b.listen(ctx, conn, locked)
			conn.Close()
			if ctx.Err() != nil {
				return
			}
			locked()
		} else if !again {
			slog.Info("no news of the screen lock", "bus", b.name, "error", err)
			return
		}
		slog.Warn("lost the news of the screen lock", "bus", b.name, "error", err)
		select {
		case <-time.After(busAgain):
		case <-ctx.Done():
		}
	}
}

func (b lockBus) listen(ctx context.Context, conn *dbus.Conn, locked func()) error {
	signals := make(chan *dbus.Signal, 16)
	conn.Signal(signals)
	for _, options := range b.want {
		if err := conn.AddMatchSignalContext(ctx, options...); err != nil {
			return err
		}
	}
	for {
		select {
		case s, open := <-signals:
			if !open {
				return errors.New("the bus is gone")
			}
			if locks(s) && (s.Name == logindManager+".PrepareForSleep" || b.mine(conn, s)) {
				locked()
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// locks tells whether a signal says that a screen is locked now, or that the
// machine goes to sleep.
func locks(s *dbus.Signal) bool {
	first := func() (yes bool) { return len(s.Body) > 0 && s.Body[0] == true }
	switch s.Name {
	case logindManager + ".PrepareForSleep":
		return first()
	case logindSession + ".Lock":
		return true
	case properties + ".PropertiesChanged":
		var of string
		var changed map[string]dbus.Variant
		var gone []string
		if dbus.Store(s.Body, &of, &changed, &gone) != nil || of != logindSession {
			return false
		}
		return changed["LockedHint"].Value() == true
	}
	return slices.ContainsFunc(screenSavers, func(saver string) bool { return s.Name == saver+".ActiveChanged" }) && first()
}

// ourSession tells whether a login session is this user's. Where logind does
// not say, it is.
func ourSession(conn *dbus.Conn, s *dbus.Signal) bool {
	ctx, stop := context.WithTimeout(context.Background(), logindTime)
	defer stop()
	var user dbus.Variant
	if conn.Object(logind, s.Path).CallWithContext(ctx, properties+".Get", dbus.FlagNoAutoStart, logindSession, "User").Store(&user) != nil {
		return true
	}
	var owner struct {
		UID  uint32
		Path dbus.ObjectPath
	}
	if user.Store(&owner) != nil {
		return true
	}
	return int(owner.UID) == os.Getuid()
}
