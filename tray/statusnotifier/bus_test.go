package statusnotifier

import (
	"context"
	"image"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/tests/modes"

	"github.com/godbus/dbus/v5"
)

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// session is a private session bus with a host that the test plays.
type session struct {
	t          *testing.T
	end        func()
	conn       *dbus.Conn
	registered chan dbus.Sender
	signals    chan *dbus.Signal
	clicked    chan string // of the item: line or "icon", and token
}

// watcher takes the registrations.
type watcher struct{ registered chan dbus.Sender }

func (w watcher) RegisterStatusNotifierItem(_ string, from dbus.Sender) *dbus.Error {
	w.registered <- from
	return nil
}

func newSession(t *testing.T) *session {
	t.Helper()
	s := &session{t: t, registered: make(chan dbus.Sender, 100), signals: make(chan *dbus.Signal, 10_000), clicked: make(chan string, 100)}
	address, end := modes.StartBus(t, filepath.Join(t.TempDir(), "bus"))
	s.end = end
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	var err error
	s.conn, err = dbus.ConnectSessionBus()
	s.must(err)
	t.Cleanup(func() { s.conn.Close() })
	s.must(s.conn.Export(watcher{s.registered}, "/StatusNotifierWatcher", watcherName))
	s.must(s.conn.AddMatchSignal(dbus.WithMatchPathNamespace(itemPath)))
	s.conn.Signal(s.signals)
	return s
}

func (s *session) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *session) comes() {
	s.t.Helper()
	_, err := s.conn.RequestName(watcherName, dbus.NameFlagDoNotQueue)
	s.must(err)
}

func (s *session) goes() {
	s.t.Helper()
	_, err := s.conn.ReleaseName(watcherName)
	s.must(err)
}

// open opens an item that shows words first.
func (s *session) open(words ...string) *Item {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.t.Context(), patience)
	defer stop()
	i, err := Open(ctx, Options{
		ID: "halfday", Title: "Halfday", Escape: Escape("KDE"),
		Clicked:   func(l Line, token string) { s.clicked <- l.Key + " " + token },
		Activated: func(token string) { s.clicked <- "icon " + token },
	})
	s.must(err)
	s.t.Cleanup(func() { i.Close() })
	i.Show(State{Icon: iconOf(image.NewNRGBA(image.Rect(0, 0, 1, 1))), Tooltip: "t", Menu: lines(words...)})
	return i
}

// await waits for the item to be registered.
func (s *session) await() (item, menu dbus.BusObject) {
	s.t.Helper()
	select {
	case from := <-s.registered:
		return s.conn.Object(string(from), itemPath), s.conn.Object(string(from), menuPath)
	case <-time.After(patience):
		s.t.Fatal("no icon")
		return nil, nil
	}
}

func (s *session) expectClick(want string) {
	s.t.Helper()
	select {
	case got := <-s.clicked:
		if got != want {
			s.t.Errorf("got click %q, want %q", got, want)
		}
	case <-time.After(patience):
		s.t.Fatalf("no click, want %q", want)
	}
}

// The icon is registered with each host that comes, whether it or the item was
// there first.
func TestHostsComeAndGo(t *testing.T) {
	s := newSession(t)
	s.open("a")
	for range 20 {
		s.comes()
		s.await()
		s.goes()
	}
}

func TestProperties(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("a_b")
	item, menu := s.await()
	get := func(o dbus.BusObject, name string) any {
		t.Helper()
		v, err := o.GetProperty(name)
		s.must(err)
		return v.Value()
	}
	for name, want := range map[string]any{
		"Id": "halfday", "Title": "Halfday", "Status": "Active", "ItemIsMenu": true, "Menu": menuPath, "XAyatanaLabel": "",
	} {
		if got := get(item, itemName+"."+name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	if got := get(menu, menuName+".Version"); got != uint32(3) {
		t.Errorf("version: got %v", got)
	}
	var all map[string]dbus.Variant
	s.must(item.Call("org.freedesktop.DBus.Properties.GetAll", 0, itemName).Store(&all))
	if len(all) < 10 {
		t.Errorf("all properties: got %v", all)
	}
	if _, err := item.GetProperty(itemName + ".Nothing"); err == nil {
		t.Error("a property that is not there")
	}
	if err := item.SetProperty(itemName+".Id", dbus.MakeVariant("x")); err == nil {
		t.Error("a property can be written")
	}
	var xml string
	s.must(item.Call("org.freedesktop.DBus.Introspectable.Introspect", 0).Store(&xml))
	for _, want := range []string{`method name="Activate"`, `method name="ProvideXdgActivationToken"`, `property name="IconPixmap" type="a(iiay)"`, `property name="ToolTip" type="(sa(iiay)ss)"`} {
		if !strings.Contains(xml, want) {
			t.Errorf("no %s in what it says of itself:\n%s", want, xml)
		}
	}
	state := i.state
	state.Tooltip, state.Label, state.Icon = "u", "3 h", NewIcon(nil)
	i.Show(state)
	for _, want := range []string{".NewIcon", ".NewToolTip", ".XAyatanaNewLabel"} {
		select {
		case got := <-s.signals:
			if got.Name == "org.freedesktop.DBus.NameAcquired" {
				got = <-s.signals
			}
			if got.Name != itemName+want {
				t.Errorf("got %s, want %s", got.Name, want)
			}
		case <-time.After(patience):
			t.Fatalf("no %s", want)
		}
	}
	if got := get(item, itemName+".XAyatanaLabel"); got != "3 h" {
		t.Errorf("label: got %v", got)
	}
}

// Clicks arrive with the token that came before them, once; what nobody can
// click on does nothing.
func TestClicks(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("a", "!b", "s(c)", "-", "[]d")
	item, menu := s.await()
	click := func(id int32) error {
		return menu.Call(menuName+".Event", 0, id, "clicked", dbus.MakeVariant(int32(0)), uint32(0)).Err
	}
	for range 50 {
		item.Go(itemName+".ProvideXdgActivationToken", dbus.FlagNoReplyExpected, nil, "token")
		s.must(click(1))
		s.expectClick("a token")
	}
	s.must(item.Call(itemName+".Activate", 0, int32(0), int32(0)).Err)
	s.expectClick("icon ")
	s.must(item.Call(itemName+".SecondaryActivate", 0, int32(0), int32(0)).Err)
	s.expectClick("icon ")
	s.must(item.Call(itemName+".Scroll", 0, int32(1), "vertical").Err)
	for _, id := range []int32{2, 3, 5} { // disabled, a submenu, a separator
		s.must(click(id))
	}
	if err := click(99); err == nil {
		t.Error("a click on nothing is no error")
	}
	state := i.state
	state.Menu = lines("n", "!b", "s(c)", "-", "[]d")
	i.Show(state)
	if err := click(1); err == nil {
		t.Error("a click on what is gone is no error")
	}
	s.must(click(7)) // n, which has just come
	var lost []int32
	s.must(menu.Call(menuName+".EventGroup", 0, []group{
		{4, "opened", dbus.MakeVariant(""), 0}, {98, "clicked", dbus.MakeVariant(""), 0}, {6, "clicked", dbus.MakeVariant(""), 0},
	}).Store(&lost))
	if len(lost) != 1 || lost[0] != 98 {
		t.Errorf("lost ids: got %v", lost)
	}
	s.expectClick("d ")
	select {
	case got := <-s.clicked:
		t.Errorf("click %q", got)
	default:
	}
	var needs bool
	s.must(menu.Call(menuName+".AboutToShow", 0, int32(3)).Store(&needs))
	if needs {
		t.Error("a submenu that is known has to be read again")
	}
}

// The end of the bus is seen, and Show after it harms nothing.
func TestBusGoes(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("a")
	s.await()
	s.end()
	select {
	case <-i.Done():
	case <-time.After(patience):
		t.Fatal("the end of the bus goes unnoticed")
	}
	state := i.state
	state.Menu = lines("b")
	i.Show(state)
}
