package tray

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/session"
)

func newFakeMenu(t *testing.T) (*fakeTray, *nativeMenu) {
	f := &fakeTray{t: t}
	v := newView(nil)
	t.Cleanup(v.end)
	return f, &nativeMenu{native: f, view: v}
}

func sortedCases() []string {
	var names []string
	for name := range menuCases {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Every menu can follow every other, within the demo or outside, and is shown
// as it is.
func TestShowEachAfterEach(t *testing.T) {
	for _, first := range sortedCases() {
		t.Run(first, func(t *testing.T) {
			f, m := newFakeMenu(t)
			for _, next := range sortedCases() {
				if menuCases[first].prefs.Demo != menuCases[next].prefs.Demo {
					continue
				}
				for _, name := range []string{first, next} {
					items := menuCases[name].menu(room, noon).Items
					m.showItems(items)
					if diff := cmp.Diff(wanted(items), f.visible()); diff != "" {
						t.Fatalf("%s after %s (-want +got):\n%s", name, first, diff)
					}
				}
			}
		})
	}
}

// Whatever comes, each line is shown, once, in its section; what finds no
// place there is in the section's last submenu. The number of native lines
// does not grow for ever.
func TestShowLosesNothing(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 0))
			f, m := newFakeMenu(t)
			made := 0
			for round := range 60 {
				items := randomItems(r)
				m.showItems(items)
				want := titles(wanted(items), nil)
				got := titles(f.visible(), nil)
				slices.Sort(want)
				slices.Sort(got)
				if !slices.Equal(want, got) {
					t.Fatalf("round %d (-want +got):\n%s", round, cmp.Diff(want, got))
				}
				if round == 40 {
					made = f.made
				}
			}
			if f.made > 2*made {
				t.Errorf("%d native lines after 40 menus, %d after 60", made, f.made)
			}
		})
	}
}

// titles lists all lines, those of the submenus for the rest where they
// belong.
func titles(lines []shown, under []string) []string {
	var out []string
	for _, l := range lines {
		if l.Kind == Separator {
			continue
		}
		if l.Title == moreTitle {
			out = append(out, titles(l.Children, under)...)
			continue
		}
		at := append(slices.Clone(under), l.Title)
		out = append(out, fmt.Sprintf("%q %v %v %v", at, l.Kind, l.Disabled, l.Checked))
		out = append(out, titles(l.Children, at)...)
	}
	return out
}

func randomItems(r *rand.Rand) []Item {
	n := 0
	var some func(depth int) []Item
	some = func(depth int) []Item {
		var items []Item
		for range r.IntN(12) {
			n++
			it := Item{Title: fmt.Sprint("line ", n), Disabled: r.IntN(3) == 0}
			switch k := r.IntN(6); {
			case k == 0:
				it.Kind, it.Checked = Check, r.IntN(2) == 0
			case k <= 2 && depth < 2:
				it.Kind = Submenu
				it.Children = append(some(depth+1), Item{Title: "last"})
			default:
				it.Action = Action{Kind: SignIn, Profile: it.Title}
			}
			items = append(items, it)
		}
		return items
	}
	var items []Item
	for i := range 3 {
		if i > 0 {
			items = append(items, Item{Kind: Separator})
		}
		items = append(items, some(0)...)
	}
	return items
}

// More sections than at first are joined, fewer leave theirs empty.
func TestShowOtherSections(t *testing.T) {
	f, m := newFakeMenu(t)
	one := func(s string) Item { return Item{Title: s, Disabled: true} }
	bar := Item{Kind: Separator}
	m.showItems([]Item{one("a"), bar, one("b")})
	for _, c := range []struct{ show, want []Item }{
		{[]Item{one("a"), bar, one("b"), bar, one("c"), bar, one("d")}, []Item{one("a"), bar, one("b"), one("c"), one("d")}},
		{[]Item{one("a")}, []Item{one("a"), bar}},
		{nil, []Item{bar}},
	} {
		m.showItems(c.show)
		if diff := cmp.Diff(wanted(c.want), f.visible()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
	}
}

// A change costs what it has to, since each native call is three signals on
// the bus, and each is answered with a question for the whole menu.
func TestShowCost(t *testing.T) {
	roles := manyRoles(10)
	idle := scene{State: session.State{Roles: roles}}
	two := idle
	two.Sessions = []session.Session{running("team-001", 3*time.Hour), running("team-002", 12*time.Hour)}
	login := two
	login.prefs.LoginItem = true
	code := idle
	code.Attempts = []session.Attempt{{Profile: "team-005", Phase: session.PhaseCode}}
	assume := idle
	assume.Attempts = []session.Attempt{{Profile: "team-005", Phase: session.PhaseAssume}}
	many := two
	many.Roles = append(fiveHundredRoles(), roles...)
	many.MostUsed = []string{"team-001", "team-003", "shop-017-admin"}
	for _, c := range []struct {
		name          string
		before, after scene
		later         time.Duration
		want          int
	}{
		{"nothing", two, two, 0, 0},
		{"half a minute", two, two, 29 * time.Second, 0},
		{"a minute: the title of each session", two, two, time.Minute, 2},
		{"a minute with 510 roles: the same", many, many, time.Minute, 2},
		{"the login item", two, login, 0, 1},
		{"a sign-in: its line here and there, Cancel, and the line it replaces", idle, code, 0, 1 + 2 + 2 + 1},
		{"the next phase: both titles", code, assume, 0, 2},
	} {
		f, m := newFakeMenu(t)
		m.showItems(c.before.menu(room, noon.Add(-30*time.Second)).Items)
		f.calls = 0
		m.showItems(c.after.menu(room, noon.Add(c.later-30*time.Second)).Items)
		if got := f.calls; got != c.want {
			t.Errorf("%s: got %d native calls, want %d", c.name, got, c.want)
		}
	}
}

// The lines made at start are few: each is made before the icon is there.
func TestSlotsAtStart(t *testing.T) {
	f, m := newFakeMenu(t)
	m.showItems(menuOf(session.State{Roles: manyRoles(10)}, noon).Items)
	if want := 125; f.made > want {
		t.Errorf("got %d native lines for 10 roles, want %d at most", f.made, want)
	}
}
