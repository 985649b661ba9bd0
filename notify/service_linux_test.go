package notify

import (
	"context"
	"sync"
	"testing"
	"time"

	"halfday/internal/bus"
	"halfday/tests/modes"

	"github.com/godbus/dbus/v5"
)

// notifyBus starts a private bus and makes it the session bus of this
// process; end ends it.
func notifyBus(t *testing.T) (end func()) {
	t.Helper()
	return startNotifyBus(t, t.TempDir()+"/bus")
}

func startNotifyBus(t *testing.T, socket string) (end func()) {
	t.Helper()
	address, end := modes.StartBus(t, socket)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return end
}

// notified is a call of Notify.
type notified struct {
	Name          string
	Replaces      uint32
	Icon          string
	Summary, Body string
	Actions       []string
	Hints         map[string]dbus.Variant
	Expire        int32
	ID            uint32 // what was answered
	Sender        dbus.Sender
}

// notifyService plays org.freedesktop.Notifications.
type notifyService struct {
	t            *testing.T
	conn         *dbus.Conn
	capabilities []string
	asked        chan struct{} // GetCapabilities was called
	hang         chan struct{} // GetCapabilities waits for its end; nil: it does not
	slow         chan struct{} // the answer of Notify waits for its end; nil: it does not
	notified     chan notified
	closed       chan uint32

	mu   sync.Mutex
	last uint32
}

// The methods that D-Bus calls.
func (s *notifyService) GetCapabilities() ([]string, *dbus.Error) {
	hang := s.hang
	s.asked <- struct{}{}
	if hang != nil {
		<-hang
	}
	return s.capabilities, nil
}

func (s *notifyService) Notify(sender dbus.Sender, name string, replaces uint32, icon, summary, body string, actions []string, hints map[string]dbus.Variant, expire int32) (uint32, *dbus.Error) {
	s.mu.Lock()
	id := replaces
	if id == 0 {
		s.last++
		id = s.last
	}
	s.mu.Unlock()
	s.notified <- notified{name, replaces, icon, summary, body, actions, hints, expire, id, sender}
	if s.slow != nil {
		<-s.slow
	}
	return id, nil
}

func (s *notifyService) CloseNotification(id uint32) *dbus.Error {
	s.closed <- id
	return nil
}

func serveNotify(t *testing.T, capabilities ...string) *notifyService {
	t.Helper()
	s := newNotifyService(t, capabilities...)
	s.start()
	return s
}

func newNotifyService(t *testing.T, capabilities ...string) *notifyService {
	return &notifyService{t: t, capabilities: capabilities, asked: make(chan struct{}, 100), notified: make(chan notified, 100), closed: make(chan uint32, 100)}
}

// forget begins to count anew.
func (s *notifyService) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = 0
}

func (s *notifyService) start() {
	s.t.Helper()
	conn, err := bus.Session(notifyTime(s.t))
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { conn.Close() })
	if err := conn.Export(s, notifyPath, notifyName); err != nil {
		s.t.Fatal(err)
	}
	if reply, err := conn.RequestName(notifyName, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		s.t.Fatal(reply, err)
	}
	s.conn = conn
}

// restart is another process under the same name: it begins to count anew.
func (s *notifyService) restart() {
	s.t.Helper()
	s.conn.Close()
	s.forget()
	for {
		conn, err := bus.Session(notifyTime(s.t))
		if err != nil {
			s.t.Fatal(err)
		}
		var owned bool
		err = conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, notifyName).Store(&owned)
		conn.Close()
		if err != nil {
			s.t.Fatal(err)
		}
		if !owned {
			break
		}
	}
	s.start()
}

func (s *notifyService) emit(member string, args ...any) {
	s.t.Helper()
	if err := s.conn.Emit(notifyPath, notifyName+"."+member, args...); err != nil {
		s.t.Fatal(err)
	}
}

// gone waits until a connection has left the bus.
func (s *notifyService) gone(sender dbus.Sender) {
	s.t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		var owned bool
		if err := s.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, string(sender)).Store(&owned); err != nil {
			s.t.Fatal(err)
		}
		if !owned {
			return
		}
		if time.Now().After(end) {
			s.t.Fatal("the connection stays open")
		}
	}
}

// there fails when a connection has left the bus.
func (s *notifyService) there(sender dbus.Sender) {
	s.t.Helper()
	var owned bool
	if err := s.conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, string(sender)).Store(&owned); err != nil || !owned {
		s.t.Fatalf("the connection is closed (%v)", err)
	}
}

func notifyTime(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func await[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(20 * time.Second):
		t.Fatal("nothing came within 20 s")
		panic("unreachable")
	}
}
