//go:build bench && linux

package bench

import (
	"path/filepath"
	"testing"
	"time"

	"halfday/tests/modes"
	"halfday/tests/stage"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

// benchPatience is how long anything may take before a benchmark fails.
const benchPatience = 20 * time.Second

const watcherName = "org.kde.StatusNotifierWatcher"

// benchBus is a private session bus with the panel's side of a tray.
type benchBus struct {
	t       *testing.T
	address string
	conn    *dbus.Conn
	icons   chan benchIcon
}

// benchIcon is an icon that has just been registered.
type benchIcon struct {
	at   int64 // as clock gives it
	from dbus.Sender
}

// benchWatcher is the object that programs with an icon call.
type benchWatcher struct{ icons chan<- benchIcon }

// RegisterStatusNotifierItem is called by a program that has an icon.
func (w benchWatcher) RegisterStatusNotifierItem(_ string, from dbus.Sender) *dbus.Error {
	w.icons <- benchIcon{clock(), from}
	return nil
}

func startBenchBus(t *testing.T) *benchBus {
	t.Helper()
	address, _ := modes.StartBus(t, filepath.Join(t.TempDir(), "bus"))
	b := &benchBus{t: t, address: address, icons: make(chan benchIcon, 10)}
	var err error
	if b.conn, err = dbus.Connect(b.address); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.conn.Close() })
	if err := b.conn.Export(benchWatcher{b.icons}, "/StatusNotifierWatcher", watcherName); err != nil {
		t.Fatal(err)
	}
	host := prop.Map{watcherName: {"IsStatusNotifierHostRegistered": {Value: true}}}
	if _, err := prop.Export(b.conn, "/StatusNotifierWatcher", host); err != nil {
		t.Fatal(err)
	}
	if reply, err := b.conn.RequestName(watcherName, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("taking the watcher's name: %v %v", reply, err)
	}
	return b
}

// awaitIcon waits for a registration.
func (b *benchBus) awaitIcon() benchIcon {
	b.t.Helper()
	select {
	case i := <-b.icons:
		return i
	case <-time.After(benchPatience):
		b.t.Fatalf("no icon after %v", benchPatience)
		return benchIcon{}
	}
}

// line finds a line of the menu or of its submenus by its label, and waits
// until it is there.
func (b *benchBus) line(i benchIcon, label string) int32 {
	b.t.Helper()
	for end := time.Now().Add(benchPatience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if line, ok := stage.Follow(stage.ReadMenu(b.menu(i)), label); ok {
			return line.ID
		}
	}
	b.t.Fatalf("no line %q after %v", label, benchPatience)
	return 0
}

// awaitGone waits until no line has that label.
func (b *benchBus) awaitGone(i benchIcon, label string) {
	b.t.Helper()
	for end := time.Now().Add(benchPatience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, ok := stage.Follow(stage.ReadMenu(b.menu(i)), label); !ok {
			return
		}
	}
	b.t.Fatalf("still a line %q after %v", label, benchPatience)
}

func (b *benchBus) menu(i benchIcon) dbus.BusObject {
	return b.conn.Object(string(i.from), "/StatusNotifierItem/menu")
}

// click clicks on a line and tells when.
func (b *benchBus) click(i benchIcon, line int32) int64 {
	b.t.Helper()
	at := clock()
	call := b.menu(i).Call("com.canonical.dbusmenu.Event", 0, line, "clicked", dbus.MakeVariant(""), uint32(0))
	if call.Err != nil {
		b.t.Fatal(call.Err)
	}
	return at
}

// press clicks on a line as a person does, who needs a moment to find it: a
// line that has just got another meaning takes no click.
func (b *benchBus) press(i benchIcon, label string) {
	b.t.Helper()
	line := b.line(i, label)
	time.Sleep(benchSettle)
	b.click(i, line)
}
