package tray

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/roles"
	"halfday/session"
)

func everyPlace(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// outline writes parts as "title: name name [inner: name]; name".
func outline(roles []roles.Role, parts []part) string {
	var out []string
	for _, p := range parts {
		var names []string
		for _, i := range p.roles {
			names = append(names, roles[i].Profile)
		}
		switch {
		case !p.group():
			out = append(out, names[0])
		case len(p.parts) > 0:
			out = append(out, fmt.Sprintf("%s[%s]", p.title, outline(roles, p.parts)))
		default:
			out = append(out, p.title+": "+strings.Join(names, " "))
		}
	}
	return strings.Join(out, "; ")
}

func TestPartitionByPrefix(t *testing.T) {
	for _, c := range []struct{ name, roles, want string }{
		{"none", "", ""},
		{"one", "a-b", "a-b"},
		{"every separator", "a/x b-x c.x d_x a-y b.y c_y d/y", "a: a/x a-y; b: b-x b.y; c: c.x c_y; d: d_x d/y"},
		{"a prefix of one is none", "a-x b-y b-z", "a-x; b: b-y b-z"},
		{"no separator", "alpha beta", "alpha; beta"},
		{"the first separator counts", "a-b.c a.b-c z", "a: a-b.c a.b-c; z"},
		{"what all share says nothing", "acme-dev-x acme-dev-y acme-prod-x", "acme-dev: acme-dev-x acme-dev-y; acme-prod-x"},
		{"a name that is the prefix", "dev dev-x prod-x prod-y", "dev: dev dev-x; prod: prod-x prod-y"},
		{"a name that is what all share", "acme acme-dev-x acme-dev-y", "acme; acme-dev: acme-dev-x acme-dev-y"},
		{"all share all but the end", "a-1 a-2 a-3", "a-1; a-2; a-3"},
		{"a separator first", "-x -y _a-b _a-c", "-x; -y; _a: _a-b _a-c"},
		{"case is kept apart", "Dev-x dev-y", "Dev-x; dev-y"},
		{"other writing", "開発-甲 開発-乙 本番", "開発: 開発-甲 開発-乙; 本番"},
	} {
		t.Run(c.name, func(t *testing.T) {
			roles := named(strings.Fields(c.roles)...)
			if got := outline(roles, partition(roles, everyPlace(len(roles)), "prefix")); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestPartitionByOtherThings(t *testing.T) {
	roles := named("a-1", "a-2", "b-1", "b-2")
	roles[0].Account, roles[3].Account = "111122223333", "111122223333"
	roles[1].Account = ""
	for i, source := range []string{"base", "", "base", "other"} {
		roles[i].SourceProfile = source
	}
	for by, want := range map[string]string{
		"account":        "111122223333: a-1 b-2; a-2; b-1",
		"source_profile": "base: a-1 b-1; a-2; b-2",
		"none":           "a-1; a-2; b-1; b-2",
	} {
		if got := outline(roles, partition(roles, everyPlace(4), by)); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", by, got, want)
		}
	}
}

// generated makes n roles with names, accounts and source profiles from the
// patterns.
func generated(n int, name, account, source func(i int) string) []roles.Role {
	all := make([]roles.Role, n)
	for i := range all {
		all[i] = roles.Role{Profile: name(i), Account: account(i), SourceProfile: source(i)}
	}
	return all
}

func constant(s string) func(int) string { return func(int) string { return s } }

func numbered(format string, per int) func(int) string {
	return func(i int) string { return fmt.Sprintf(format, i/per) }
}

func TestFitting(t *testing.T) {
	for _, c := range []struct {
		name  string
		roles []roles.Role
		want  string
	}{
		{"names tell units apart", fiveHundredRoles(), "prefix"},
		{"names tell nothing, accounts do", generated(100, numbered("r%d", 1), numbered("%012d", 10), constant("base")), "account"},
		{"only sources do", generated(100, numbered("r%d", 1), numbered("%012d", 1), numbered("base-%d", 50)), "source_profile"},
		{"nothing does", generated(100, numbered("r%d", 1), numbered("%012d", 1), constant("base")), "none"},
		{"too many units, too many accounts", generated(300, func(i int) string { return fmt.Sprintf("u%d-%d", i/3, i%3) },
			numbered("%012d", 6), constant("base")), "account"},
		{"nearly all have one source", append(generated(100, numbered("u%d-r", 4), numbered("%012d", 1), constant("base")), role("odd")), "prefix"},
		{"one of each", generated(100, numbered("r%d", 1), constant("1"), constant("base")), "none"},
	} {
		if got := fitting(c.roles, everyPlace(len(c.roles)), 25); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestRanges(t *testing.T) {
	roles := named("Zoo", "b-1", "apple", "b-2")
	for i := range 30 {
		roles = append(roles, role(fmt.Sprintf("m%02d", i)))
	}
	parts := arrange(roles, everyPlace(len(roles)), "prefix", 1, 25)
	var titles []string
	n := 0
	for _, p := range parts {
		titles = append(titles, p.title)
		n += len(p.roles)
	}
	if diff := cmp.Diff([]string{"apple … m13", "m14 … Zoo"}, titles); diff != "" || n != len(roles) {
		t.Errorf("%d roles, ranges (-want +got):\n%s", n, diff)
	}
}

// Groups that are too long are divided once more.
func TestTwoLevels(t *testing.T) {
	var names []string
	for _, unit := range []string{"a-dev", "a-prod", "b"} {
		for i := range 14 {
			names = append(names, fmt.Sprintf("%s-%d", unit, i))
		}
	}
	roles := named(names...)
	parts := arrange(roles, everyPlace(len(roles)), "prefix", 2, 25)
	var got []string
	for _, p := range parts {
		got = append(got, fmt.Sprintf("%s %d", p.title, len(p.roles)))
		for _, q := range p.parts {
			got = append(got, fmt.Sprintf("%s > %s %d", p.title, q.title, len(q.roles)))
		}
	}
	want := []string{"a 28", "a > a-dev 14", "a > a-prod 14", "b 14"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// longLists are states with many roles of every shape.
func longLists() map[string]scene {
	lists := map[string]scene{"units": {State: session.State{Roles: fiveHundredRoles()}}}
	for _, n := range []int{room.Flat + 1, 26, 100, 275, 276, 1300} {
		for _, by := range []string{"", "prefix", "account", "source_profile", "none"} {
			for name, prefix := range map[string]func(int) string{
				"one prefix": constant("team"), "some": numbered("u%d", 40), "many": numbered("u%d", 3), "deep": numbered("acme-u%d", 60),
			} {
				roles := generated(n, func(i int) string { return fmt.Sprintf("%s-%05d", prefix(i), i) }, numbered("%012d", 7), numbered("base-%d", 300))
				lists[fmt.Sprintf("%d %s by %q", n, name, by)] = scene{session.State{Roles: roles}, Preferences{GroupBy: by}}
			}
		}
	}
	lists["10,000"] = scene{State: session.State{Roles: manyRoles(10_000)}}
	lists["crowded"] = crowded()
	return lists
}

// crowded has a hundred of all that a menu shows.
func crowded() scene {
	s := scene{session.State{Roles: manyRoles(1000)}, Preferences{SettingsProblem: 3, Override: "x", Browsers: manyBrowsers(30)}}
	for _, r := range s.Roles[:100] {
		s.prefs.Pinned = append(s.prefs.Pinned, r.Profile)
		s.Sessions = append(s.Sessions, reopenable(running(r.Profile, time.Hour)))
	}
	for _, r := range s.Roles[100:200] {
		s.MostUsed = append(s.MostUsed, r.Profile)
		s.Attempts = append(s.Attempts, session.Attempt{Profile: r.Profile, Phase: session.PhaseQueued})
	}
	for i := range 100 {
		s.Warnings = append(s.Warnings, roles.Warning{Kind: roles.WarningLine, Line: i + 1})
	}
	return s
}

// rooms are those of the desktops.
var rooms = map[string]Room{"GNOME": RoomOf("GNOME", 0, 0), "elsewhere": room, "little": RoomOf("", 1, 1), "much": RoomOf("", 60, 50)}

// However many roles and sessions there are: the first level and the submenus
// fit the desktop, all roles are in a submenu three levels deep at most, none
// twice, and there is a way to the rest.
func TestLongMenus(t *testing.T) {
	lists := longLists()
	for name, s := range menuCases {
		lists[name] = s
	}
	for name, s := range lists {
		for desktop, room := range rooms {
			name := name + " on " + desktop
			items := s.menu(room, noon).Items
			top := 0
			for _, it := range items {
				if it.Kind != Separator {
					top++
				}
			}
			if top > room.Top {
				t.Errorf("%s: %d lines on the first level, want %d at most", name, top, room.Top)
			}
			for _, part := range split(items) {
				checkLines(t, name, part)
			}
			var walk func(items []Item)
			walk = func(items []Item) {
				for _, it := range items {
					if n := len(it.Children); n > room.Submenu {
						t.Errorf("%s: %d lines under %q, want %d at most", name, n, it.Title, room.Submenu)
					}
					walk(it.Children)
				}
			}
			walk(items)
			if len(s.Roles) <= room.Flat {
				continue
			}
			seen := make(map[string]bool)
			var all func(items []Item, depth int)
			all = func(items []Item, depth int) {
				if len(items) > 0 && depth > 2 {
					t.Errorf("%s: %d lines at depth %d", name, len(items), depth)
				}
				for _, it := range items {
					if it.Action.Kind == SignIn || it.Action.Kind == ShowProblem {
						if seen[it.Action.Profile] {
							t.Errorf("%s: %s is there twice", name, it.Action.Profile)
						}
						seen[it.Action.Profile] = true
					}
					all(it.Children, depth+1)
				}
			}
			all(titledParts(items), 0)
			if n := len(s.Roles); n <= 150 && len(seen) != n {
				t.Errorf("%s: %d of %d roles are in the menu, though there is room", name, len(seen), n)
			}
			if first := split(items)[1][0]; first.Action.Kind != FindRole {
				t.Errorf("%s: %q is before the way to all roles", name, first.Title)
			}
		}
	}
}

// titledParts are the lines of the submenu of all roles, but the last one.
func titledParts(items []Item) []Item {
	section := split(items)[1]
	all := section[len(section)-1].Children
	return unmarked(all[:len(all)-1])
}

// unmarked are items without what is said of roles that are open.
func unmarked(items []Item) []Item {
	plain := slices.Clone(items)
	for i := range plain {
		plain[i].Title, _, _ = strings.Cut(plain[i].Title, " ● ")
		plain[i].Children = unmarked(plain[i].Children)
	}
	return plain
}

// What the person wants of the first level holds, as far as it can be used.
func TestRoomOf(t *testing.T) {
	for _, c := range []struct {
		desktop     string
		lines, flat int
		want        Room
	}{
		{"ubuntu:GNOME", 0, 0, Room{10, 6, 15}},
		{"KDE", 0, 0, Room{18, 12, 25}},
		{"", 0, 0, Room{18, 12, 25}},
		{"GNOME", 0, 3, Room{10, 3, 15}},
		{"GNOME", 30, 20, Room{30, 20, 15}},
		{"KDE", 10, 0, Room{10, 6, 25}},
		{"KDE", 1, 50, Room{8, 4, 25}},
	} {
		if got := RoomOf(c.desktop, c.lines, c.flat); got != c.want {
			t.Errorf("%s with %d and %d: got %v, want %v", c.desktop, c.lines, c.flat, got, c.want)
		}
	}
}

// A menu of many roles holds many of them.
func TestLongMenuIsFull(t *testing.T) {
	for name, s := range map[string]scene{
		"units": {State: session.State{Roles: fiveHundredRoles()}}, "one prefix": {State: session.State{Roles: manyRoles(1000)}}, "crowded": crowded(),
	} {
		if n := count(s.menu(room, noon).Items); n < 225 {
			t.Errorf("%s: only %d lines", name, n)
		}
	}
}

// The groups stay as they are when a session starts above them.
func TestGroupsStay(t *testing.T) {
	s := scene{session.State{Roles: fiveHundredRoles(), MostUsed: []string{"shop-000-read"}}, Preferences{Browsers: manyBrowsers(6)}}
	before := titledParts(s.menu(room, noon).Items)
	for i := range 4 {
		s.Sessions = append(s.Sessions, reopenable(running(fmt.Sprintf("shop-%03d-admin", i), time.Hour)))
		s.MostUsed = append(s.MostUsed, fmt.Sprintf("data-%03d-admin", i))
		s.Warnings = append(s.Warnings, roles.Warning{Kind: roles.WarningUnreadable, File: "x"})
		s.prefs.LoginItem = true
	}
	s.Attempts = []session.Attempt{{Profile: "web-024-read", Phase: session.PhaseCode}}
	if diff := cmp.Diff(before, titledParts(s.menu(room, noon).Items)); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
}

// Groups that are kept are those of the roles and wishes at hand.
func TestMenusKeepNothingOld(t *testing.T) {
	var menus Menus
	few, many := fiveHundredRoles()[:80], fiveHundredRoles()
	for i, step := range []struct {
		roles []roles.Role
		p     Preferences
	}{
		{many, Preferences{Room: room}}, {many, Preferences{Room: room}}, {many, Preferences{Room: room, GroupBy: "account"}},
		{many[:400], Preferences{Room: room, GroupBy: "account"}}, {few, Preferences{Room: room}}, {many, Preferences{Room: RoomOf("GNOME", 0, 0)}},
		{nil, Preferences{Room: room}}, {many, Preferences{Room: room}},
	} {
		s := session.State{Roles: step.roles}
		if diff := cmp.Diff(new(Menus).Menu(s, step.p, noon, words), menus.Menu(s, step.p, noon, words)); diff != "" {
			t.Errorf("step %d: -new +kept:\n%s", i, diff)
		}
	}
}

// count is how many lines items are, with those in submenus.
func count(items []Item) int {
	n := len(items)
	for _, it := range items {
		n += count(it.Children)
	}
	return n
}

func BenchmarkMenu(b *testing.B) {
	for _, n := range []int{15, 1000, 10_000} {
		s := session.State{Roles: generated(n, numbered("team-%d-admin", 1), numbered("%012d", 1), constant("base"))}
		b.Run(fmt.Sprint(n, " roles"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				menuOf(s, noon)
			}
		})
		b.Run(fmt.Sprint(n, " roles, the same again"), func(b *testing.B) {
			var menus Menus
			for b.Loop() {
				menus.Menu(s, Preferences{Room: room}, noon, words)
			}
		})
	}
}
