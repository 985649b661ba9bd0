package tray

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"halfday/tests/modes"

	"github.com/godbus/dbus/v5"
)

const patience = 20 * time.Second

// desktop is a private session bus with a panel that a test plays.
type desktop struct {
	t          *testing.T
	address    string
	end        func()
	conn       *dbus.Conn
	registered chan dbus.Sender // a call of RegisterStatusNotifierItem
	signals    chan *dbus.Signal
}

// watcher is the panel's side of the tray.
type watcher struct{ registered chan dbus.Sender }

// RegisterStatusNotifierItem is called by a program that has an icon.
func (w watcher) RegisterStatusNotifierItem(_ string, from dbus.Sender) *dbus.Error {
	w.registered <- from
	return nil
}

func startDesktop(t *testing.T) *desktop {
	t.Helper()
	d := &desktop{
		t:          t,
		registered: make(chan dbus.Sender, 200),
		signals:    make(chan *dbus.Signal, 100_000),
	}
	d.address, d.end = modes.StartBus(t, filepath.Join(t.TempDir(), "bus"))
	var err error
	if d.conn, err = dbus.Connect(d.address); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.conn.Close() })
	if err := d.conn.Export(watcher{d.registered}, "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"); err != nil {
		t.Fatal(err)
	}
	if err := d.conn.AddMatchSignal(dbus.WithMatchInterface("com.canonical.dbusmenu")); err != nil {
		t.Fatal(err)
	}
	d.conn.Signal(d.signals)
	d.takeName()
	return d
}

func (d *desktop) takeName() {
	d.t.Helper()
	reply, err := d.conn.RequestName("org.kde.StatusNotifierWatcher", dbus.NameFlagDoNotQueue)
	if err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		d.t.Fatalf("taking the watcher's name: %v %v", reply, err)
	}
}

// app is a tray program on a desktop.
type app struct {
	t       *testing.T
	d       *desktop
	cmd     *exec.Cmd
	orders  *json.Encoder
	lines   chan string // of its standard output; closed at its end
	errors  *output
	started time.Time
	item    dbus.BusObject
	menu    dbus.BusObject
}

// output is what a program has written so far.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// start starts a program that shows o first.
func (d *desktop) start(o order) *app {
	d.t.Helper()
	a := &app{t: d.t, d: d, lines: make(chan string, 10_000), errors: &output{}}
	a.cmd = exec.Command(os.Args[0])
	a.cmd.Env = append(os.Environ(), childEnv+"=1", "DBUS_SESSION_BUS_ADDRESS="+d.address,
		"XDG_CURRENT_DESKTOP=",
		"GORACE=atexit_sleep_ms=0") // else each costs a second at its end
	a.cmd.Stderr = a.errors
	in, err := a.cmd.StdinPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	out, err := a.cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	a.started = time.Now()
	if err := a.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(a.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			a.lines <- s.Text()
		}
	}()
	d.t.Cleanup(func() {
		a.cmd.Process.Kill()
		<-done
		a.cmd.Wait()
	})
	a.orders = json.NewEncoder(in)
	a.order(o)
	return a
}

func (a *app) order(o order) {
	a.t.Helper()
	if err := a.orders.Encode(o); err != nil {
		a.t.Fatal(err)
	}
}

// awaitIcon waits for the registration of the icon.
func (a *app) awaitIcon() {
	a.t.Helper()
	select {
	case from := <-a.d.registered:
		a.item = a.d.conn.Object(string(from), "/StatusNotifierItem")
		a.menu = a.d.conn.Object(string(from), "/StatusNotifierItem/menu")
	case <-time.After(patience):
		a.t.Fatalf("no icon after %v; stderr:\n%s", patience, a.errors)
	}
}

func (a *app) property(name string) any {
	a.t.Helper()
	v, err := a.item.GetProperty("org.kde.StatusNotifierItem." + name)
	if err != nil {
		a.t.Fatal(err)
	}
	return v.Value()
}

// iconSize is the size of the icon, by which testIcon tells its states apart.
func (a *app) iconSize() int {
	a.t.Helper()
	pixmaps := a.property("IconPixmap").([][]any)
	if len(pixmaps) != 2 {
		a.t.Fatalf("%d pixmaps", len(pixmaps))
	}
	return int(pixmaps[0][0].(int32))
}

// panelLine is a visible line of the menu as a panel reads it.
type panelLine struct {
	id       int32
	label    string // as shown
	kind     string // "", "submenu", "separator"
	check    int32  // -1: no checkbox
	enabled  bool
	children []panelLine
}

type layout struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

// layout reads the menu.
func (a *app) layout() []panelLine {
	a.t.Helper()
	var root layout
	var revision uint32
	call := a.menu.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{})
	if err := call.Store(&revision, &root); err != nil {
		a.t.Fatal(err)
	}
	return a.entries(root)
}

func (a *app) entries(l layout) []panelLine {
	var out []panelLine
	for _, v := range l.Children {
		var c layout
		if err := dbus.Store([]any{v.Value()}, &c); err != nil {
			a.t.Fatal(err)
		}
		if visible, ok := c.Props["visible"].Value().(bool); ok && !visible {
			continue
		}
		e := panelLine{id: c.ID, check: -1, enabled: true}
		label, _ := c.Props["label"].Value().(string)
		e.label = asDBus(label)
		e.kind, _ = c.Props["type"].Value().(string)
		if display, _ := c.Props["children-display"].Value().(string); display != "" {
			e.kind = display
		}
		if toggle, _ := c.Props["toggle-type"].Value().(string); toggle == "checkmark" {
			e.check, _ = c.Props["toggle-state"].Value().(int32)
		}
		if enabled, ok := c.Props["enabled"].Value().(bool); ok {
			e.enabled = enabled
		}
		e.children = a.entries(c)
		out = append(out, e)
	}
	return out
}

// asShown is the menu in the form of wanted.
func asShown(entries []panelLine) []shown {
	var out []shown
	for _, e := range entries {
		s := shown{Title: e.label, Disabled: !e.enabled, Check: e.check >= 0, Checked: e.check > 0}
		switch e.kind {
		case "separator":
			s = shown{Kind: Separator}
		case "submenu":
			s.Kind, s.Children = Submenu, asShown(e.children)
		}
		out = append(out, s)
	}
	return out
}

// find gives the line at a path of labels.
func (a *app) find(path ...string) panelLine {
	a.t.Helper()
	lines := a.layout()
	var found panelLine
next:
	for _, label := range path {
		for _, e := range lines {
			if e.label == label {
				found, lines = e, e.children
				continue next
			}
		}
		a.t.Fatalf("no line %q of %q", label, path)
	}
	return found
}

// click clicks on a line as a person can: not on a disabled one.
func (a *app) click(e panelLine) {
	a.t.Helper()
	if !e.enabled || e.kind != "" {
		a.t.Fatalf("nobody can click on %q", e.label)
	}
	call := a.menu.Call("com.canonical.dbusmenu.Event", 0, e.id, "clicked", dbus.MakeVariant(""), uint32(0))
	if call.Err != nil {
		a.t.Fatal(call.Err)
	}
}

// expect waits for the next line of the program's output.
func (a *app) expect(want string) {
	a.t.Helper()
	select {
	case got, ok := <-a.lines:
		if !ok {
			got = "end of output; stderr:\n" + a.errors.String()
		}
		if got != want {
			a.t.Fatalf("got %q, want %q", got, want)
		}
	case <-time.After(patience):
		a.t.Fatalf("nothing after %v, want %q", patience, want)
	}
}

// await waits until the menu holds a line, and fails where it never comes.
func (a *app) await(what string, ok func([]panelLine) bool) {
	a.t.Helper()
	for end := time.Now().Add(patience); ; {
		if ok(a.layout()) {
			return
		}
		if time.Now().After(end) {
			a.t.Fatalf("%s: not after %v", what, patience)
		}
		select { // whatever changes is signalled
		case <-a.d.signals:
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// leave makes the program quit and checks how it goes.
func (a *app) leave() {
	a.t.Helper()
	a.order(order{Quit: true})
	a.expect("exited")
	a.expect("returned")
	a.ended()
}

// ended waits for the end of the program and checks how it went.
func (a *app) ended() {
	a.t.Helper()
	select {
	case line, ok := <-a.lines:
		if ok {
			a.t.Errorf("after its end: %q", line)
		}
	case <-time.After(patience):
		a.t.Fatal("the process does not end")
	}
	if err := a.cmd.Wait(); err != nil {
		a.t.Errorf("ending: %v; stderr:\n%s", err, a.errors)
	}
	if s := a.errors.String(); strings.Contains(s, "DATA RACE") || strings.Contains(s, "panic") {
		a.t.Error(s)
	}
}

func (e panelLine) String() string { return fmt.Sprintf("%q", e.label) }
