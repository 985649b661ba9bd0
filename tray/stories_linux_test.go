package tray

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/google/go-cmp/cmp"

	"halfday/session"
)

func tenRoles() session.State {
	s := session.State{Roles: manyRoles(9)}
	s.Roles = append(s.Roles, role("dev_ops_&_<b>"))
	return s
}

// The icon appears, the menu is whole, a click arrives, and the program ends
// when told to.
func TestDesktopIconMenuClick(t *testing.T) {
	d := startDesktop(t)
	a := d.start(order{State: tenRoles(), Now: noon})
	a.awaitIcon()
	t.Logf("process start to registration: %v", time.Since(a.started).Round(time.Millisecond))
	if got, want := a.property("Id"), trayID; got != want {
		t.Errorf("id: got %v, want %v", got, want)
	}
	if got := a.property("ItemIsMenu"); got != true {
		t.Errorf("a click on the icon does not open the menu: ItemIsMenu is %v", got)
	}
	if got, want := a.iconSize(), 1; got != want {
		t.Errorf("icon: got %d, want %d", got, want)
	}
	want := wanted(menuOf(tenRoles(), noon).Items)
	if diff := cmp.Diff(want, asShown(a.layout())); diff != "" {
		t.Errorf("menu (-want +got):\n%s", diff)
	}
	a.click(a.find("dev_ops_&_<b>"))
	a.expect("click sign-in dev_ops_&_<b>")
	if got := a.property("ToolTip").([]any)[2]; got != "Halfday" {
		t.Errorf("tooltip: got %q", got)
	}
	a.leave()
}

// The menu of each case follows on the one before, on the bus as on the fake.
func TestDesktopShapes(t *testing.T) {
	d := startDesktop(t)
	a := d.start(order{State: tenRoles(), Now: noon})
	a.awaitIcon()
	for _, name := range sortedCases() {
		s := scene{asOrdered(t, menuCases[name].State), menuCases[name].prefs}
		if s.prefs.Demo {
			continue
		}
		a.order(order{State: s.State, Prefs: s.prefs, Now: noon})
		want := wanted(s.menu(room, noon).Items)
		var got []shown
		a.await(name, func(entries []panelLine) bool {
			got = asShown(entries)
			return cmp.Equal(want, got)
		})
		for i, size := range map[Icon]int{Idle: 1, SignedIn: 2, EndingSoon: 3} {
			if m := s.menu(room, noon); m.Icon == i && a.iconSize() != size {
				t.Errorf("%s: icon %d, want %d", name, a.iconSize(), size)
			}
		}
	}
	s := menuCases["attempts"].State
	a.order(order{State: s, Now: noon})
	a.await("attempts", func(e []panelLine) bool { return e[0].label == words.Menu.Attempt("dev", "code") })
	time.Sleep(settle) // the person has to see what to click on
	a.click(a.find(words.Menu.Attempt("dev", "code"), words.Menu.CancelSignIn))
	a.expect("click cancel dev")
	a.leave()
}

// asOrdered is s as it comes to a child: without what is in memory only.
func asOrdered(t *testing.T, s session.State) session.State {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var out session.State
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// A minute costs one change of one line on the bus, and nothing else changes.
func TestDesktopTicks(t *testing.T) {
	d := startDesktop(t)
	s := tenRoles()
	s.Sessions = []session.Session{running("team-003", 20*time.Hour)}
	a := d.start(order{State: s, Now: noon})
	a.awaitIcon()
	line := a.layout()[0]
	d.drain()

	const steps = 50
	changed := map[int32]int{}
	for i := range steps {
		a.order(order{State: s, Now: noon.Add(time.Duration(i+1) * time.Minute)})
		d.awaitChange(line.id, changed)
	}
	if got, want := fmt.Sprint(changed), fmt.Sprint(map[int32]int{line.id: steps}); got != want {
		t.Errorf("changes by line: got %s, want %s", got, want)
	}

	a.order(order{State: s, Now: noon, Ticks: 1000})
	a.order(order{State: s, Prefs: Preferences{LoginItem: true}, Now: noon.Add(1000 * time.Minute)})
	fence := a.find(words.Menu.Title, words.Menu.StartAtLogin).id
	clear(changed)
	d.awaitChange(fence, changed)
	delete(changed, fence)
	// "until tomorrow" becomes "until" at midnight, in the list of roles.
	if changed[line.id] == 0 || changed[line.id] > 1001 || len(changed) > 2 {
		t.Errorf("changes by line in 1000 minutes: got %v, want those of line %d, and once of another", changed, line.id)
	}
	delete(changed, line.id)
	for _, n := range changed {
		if n != 1 {
			t.Errorf("changes at midnight: got %d, want 1", n)
		}
	}
	if got, want := a.layout()[0].label, words.Menu.Session("team-003", 20*time.Hour-1000*time.Minute); got != want {
		t.Errorf("in the end: got %q, want %q", got, want)
	}
	a.leave()
}

// drain forgets the signals until now. The answer to a call comes after the
// signals that were sent before it.
func (d *desktop) drain() {
	for {
		select {
		case <-d.signals:
		default:
			return
		}
	}
}

// awaitChange waits until a line of the menu changes, and counts the changes of
// all lines until then.
func (d *desktop) awaitChange(line int32, changed map[int32]int) {
	d.t.Helper()
	late := time.After(patience)
	for before := changed[line]; changed[line] == before; {
		select {
		case s := <-d.signals:
			if s.Name != "com.canonical.dbusmenu.ItemsPropertiesUpdated" {
				continue
			}
			var updated []struct {
				ID    int32
				Props map[string]dbus.Variant
			}
			if err := dbus.Store(s.Body[:1], &updated); err != nil {
				d.t.Fatal(err)
			}
			for _, u := range updated {
				changed[u.ID]++
			}
		case <-late:
			d.t.Fatalf("line %d does not change in %v", line, patience)
		}
	}
}

// No click is lost or goes astray while the minutes pass and sessions come
// and go.
func TestDesktopClicksWhileTitlesChange(t *testing.T) {
	d := startDesktop(t)
	s := tenRoles()
	s.Sessions = []session.Session{running("team-003", 20*time.Hour), running("team-004", 21*time.Hour)}
	a := d.start(order{State: s, Now: noon})
	a.awaitIcon()
	target := a.find("team-007")
	for i := range 20 {
		next := s
		next.Sessions = slices.Clone(s.Sessions[:1+i%2])
		a.order(order{State: next, Now: noon, Ticks: 200})
		a.click(target)
		a.expect("click sign-in team-007")
	}
	a.leave()
}

// The session bus dies while the icon changes: no crash, and the program hears
// of it.
func TestDesktopBusDies(t *testing.T) {
	d := startDesktop(t)
	s := tenRoles()
	s.Sessions = []session.Session{running("team-003", 40*time.Minute)}
	a := d.start(order{State: s, Now: noon})
	a.awaitIcon()
	a.order(order{State: s, Now: noon, Ticks: 500})
	d.end()
	a.expect("exited: showing the tray: the session bus is gone")
	a.expect("returned")
	a.ended()
}

// A thousand roles: still an icon and a menu.
func TestDesktopThousandRoles(t *testing.T) {
	d := startDesktop(t)
	s := session.State{Roles: manyRoles(1000)}
	a := d.start(order{State: s, Now: noon})
	a.awaitIcon()
	t.Logf("process start to registration: %v", time.Since(a.started).Round(time.Millisecond))
	got := a.layout()
	t.Logf("process start to the menu: %v", time.Since(a.started).Round(time.Millisecond))
	if want := wanted(menuOf(s, noon).Items); !cmp.Equal(want, asShown(got)) {
		t.Error("the menu is not whole")
	}
	a.leave()
}
