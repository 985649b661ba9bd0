package tray

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func role(profile string) roles.Role {
	return roles.Role{
		Profile: profile,
		RoleARN: "arn:aws:iam::123456789012:role/" + profile,
		Account: "123456789012",
	}
}

func broken(profile string, kind roles.ProblemKind, at, detail string) roles.Role {
	r := role(profile)
	r.Problem = roles.Problem{Kind: kind, Profile: at, Detail: detail}
	return r
}

func running(profile string, left time.Duration) session.Session {
	return session.Session{
		Profile:    profile,
		RoleARN:    "arn:aws:iam::123456789012:role/" + profile,
		SignedInAt: noon.Add(left - 12*time.Hour),
		Expires:    noon.Add(left),
	}
}

func reopenable(s session.Session) session.Session { s.CanReopen = true; return s }
func unsaved(s session.Session) session.Session    { s.Unsaved = true; return s }

func reminded(s session.Session) session.Session { s.Reminded = []int{0}; return s }

func opened(s session.Session, browser string) session.Session { s.Browser = browser; return s }

func manyRoles(n int) []roles.Role {
	roles := make([]roles.Role, n)
	for i := range roles {
		roles[i] = role(fmt.Sprintf("team-%03d", i))
	}
	return roles
}

func named(profiles ...string) []roles.Role {
	var roles []roles.Role
	for _, profile := range profiles {
		roles = append(roles, role(profile))
	}
	return roles
}

func labelled(r roles.Role, label string) roles.Role {
	r.Label, r.Production = label, true
	return r
}

func inBrowser(r roles.Role, setting string) roles.Role {
	r.Browser = setting
	return r
}

func manyBrowsers(n int) []Browser {
	var all []Browser
	for i := range n {
		all = append(all, Browser{Setting: fmt.Sprint("b", i), Title: fmt.Sprint("Browser ", i)})
	}
	return all
}

// fiveHundredRoles are those of a large company: 10 units, in each 25
// accounts, in each two roles.
func fiveHundredRoles() []roles.Role {
	var roles []roles.Role
	for i, unit := range []string{"shop", "data", "bank", "game", "mail", "maps", "news", "pay", "tv", "web"} {
		for n := range 25 {
			for _, name := range []string{"admin", "read"} {
				r := role(fmt.Sprintf("%s-%03d-%s", unit, n, name))
				r.Account = fmt.Sprintf("%012d", 100*i+n+1)
				roles = append(roles, r)
			}
		}
	}
	return roles
}

func center(name string, until time.Time, renews bool) roles.Center {
	return roles.Center{SSO: roles.SSO{Session: name, StartURL: "https://" + name + ".awsapps.com/start", Region: "eu-central-1"}, Until: until, Renews: renews}
}

func manyCenters(n int) []roles.Center {
	var all []roles.Center
	for i := range n {
		all = append(all, center(fmt.Sprintf("unit-%02d", i), time.Time{}, false))
	}
	return all
}

// waiting are n sign-ins, all but the first of which wait.
func waiting(n int) []session.Attempt {
	attempts := make([]session.Attempt, n)
	for i, r := range manyRoles(n) {
		attempts[i] = session.Attempt{Profile: r.Profile, Phase: session.PhaseQueued}
	}
	attempts[0].Phase = session.PhaseCode
	return attempts
}

// scene is what a menu is made of.
type scene struct {
	session.State
	prefs Preferences
}

// menu is what the tray shows of the scene at now, in room.
func (s scene) menu(room Room, now time.Time) Model {
	s.prefs.Room, s.prefs.Lead = room, 15*time.Minute
	return new(Menus).Menu(s.State, s.prefs, now, words)
}

// menuOf is what the tray shows of s at now without any wish.
func menuOf(s session.State, now time.Time) Model { return scene{State: s}.menu(room, now) }

var menuCases = map[string]scene{
	"idle": {State: session.State{
		Roles: []roles.Role{role("prod-admin"), role("dev_ops_reader"), role("staging")},
	}},
	"no_roles": {},
	"no_role_among_profiles": {State: session.State{
		Others: []roles.Other{{Profile: "me", Kind: roles.OtherKeys}, {Profile: "corp", Kind: roles.OtherLogin}},
	}},
	"no_config": {State: session.State{
		Warnings: []roles.Warning{{Kind: roles.WarningMissing, File: "/home/ann/.aws/config"}},
	}},
	"sessions": {
		State: session.State{
			Roles: []roles.Role{role("prod-admin"), role("dev"), role("staging"), role("audit")},
			Sessions: []session.Session{
				unsaved(running("dev", 54*time.Minute)),
				reopenable(running("prod-admin", 11*time.Hour+41*time.Minute+30*time.Second)),
				running("staging", -18*time.Hour),
			},
		},
		prefs: Preferences{LoginItem: true},
	},
	"browsers": {
		State: session.State{
			Roles: []roles.Role{role("dev"), inBrowser(role("prod"), "firefox:private"), inBrowser(role("audit"), "command: surf {url}"), role("gone-soon"), inBrowser(role("by-name"), "chromium:profile:work")},
			Sessions: []session.Session{
				running("dev", 3*time.Hour), opened(running("prod", 4*time.Hour), "firefox:private"), running("audit", 5*time.Hour), running("gone-soon", -time.Hour), running("no-role-any-more", time.Hour), running("by-name", 6*time.Hour),
			},
		},
		prefs: Preferences{Browsers: []Browser{{Setting: "firefox", Title: "Firefox"}, {Setting: "firefox:private", Title: "Firefox, private window"}, {Setting: "chromium:profile:P 1", Alias: "chromium:profile:Work", Title: "Chromium, profile W\u202eork"}}},
	},
	"full_browser": {
		State: session.State{
			Roles: named("one", "two", "three", "four", "five", "six"),
			Sessions: []session.Session{
				opened(running("one", time.Hour), "firefox"), opened(running("two", 2*time.Hour), "firefox"), opened(running("three", 3*time.Hour), "firefox"),
				opened(running("four", 4*time.Hour), "firefox"), opened(running("five", 5*time.Hour), "firefox"), running("six", 6*time.Hour),
			},
		},
		prefs: Preferences{Browsers: []Browser{{Setting: "firefox", Title: "Firefox"}}},
	},
	"many_browsers": {
		State: session.State{
			Roles:    []roles.Role{inBrowser(role("dev"), "b14"), role("prod")},
			Sessions: []session.Session{running("dev", 3*time.Hour), running("prod", 4*time.Hour)},
		},
		prefs: Preferences{Browsers: manyBrowsers(15)},
	},
	"ending_soon": {State: session.State{
		Roles:    []roles.Role{role("dev"), role("prod")},
		Sessions: []session.Session{running("dev", 15*time.Minute), running("prod", 3*time.Hour)},
	}},
	"ended_since": {State: session.State{ // the broker's order is from before the end
		Roles:    []roles.Role{role("dev"), role("prod")},
		Sessions: []session.Session{running("dev", 0), running("prod", 3*time.Hour)},
	}},
	"unseen": {State: session.State{ // Do Not Disturb: the last end comes first
		Roles:    named("dev", "prod", "old", "later"),
		Sessions: []session.Session{running("dev", 3*time.Hour), reminded(running("prod", -time.Hour)), reminded(running("old", -20*time.Hour)), running("later", -30*time.Minute)},
	}},
	"only_unseen": {State: session.State{
		Roles:    named("dev"),
		Sessions: []session.Session{reminded(running("dev", -time.Hour))},
	}},
	"attempts": {State: session.State{
		Roles: []roles.Role{role("prod"), role("dev"), role("staging"), role("old")},
		Attempts: []session.Attempt{
			{Profile: "dev", Phase: session.PhaseCode},
			{Profile: "prod", Phase: session.PhaseAssume},
			{Profile: "staging", Phase: session.PhaseQueued},
			{Profile: "old", Phase: session.PhaseOpen},
		},
		Sessions: []session.Session{running("prod", 2*time.Hour), running("old", -2*time.Hour)},
	}},
	"role_gone": {State: session.State{
		Roles: []roles.Role{broken("stale", roles.ProblemSourceMissing, "base", "")},
		Sessions: []session.Session{
			reopenable(running("renamed", 2*time.Hour)),
			running("stale", time.Hour),
			running("deleted", -time.Hour),
		},
	}},
	"broken_roles": {State: session.State{
		Roles: []roles.Role{
			role("good"),
			broken("lost", roles.ProblemSourceMissing, "base", ""),
			broken("round", roles.ProblemSourceLoop, "", "round → other → round"),
			broken("key", roles.ProblemFIDO, "base", "arn:aws:iam::123456789012:u2f/user/ann/key"),
			broken("typo", roles.ProblemRoleARN, "", "arn:aws:iam::12:role/x"),
		},
	}},
	"warnings": {
		State: session.State{
			Roles: []roles.Role{role("dev")},
			Warnings: []roles.Warning{
				{Kind: roles.WarningUnreadable, File: "/home/ann/.aws/credentials"},
				{Kind: roles.WarningLine, File: "/home/ann/.aws/config", Line: 7},
				{Kind: roles.WarningHeader, File: "/home/ann/.aws/config", Line: 12},
			},
		},
		prefs: Preferences{SettingsProblem: 4, Override: "sts.example.internal"},
	},
	"one_line_ignored": {State: session.State{
		Roles:    []roles.Role{role("dev")},
		Warnings: []roles.Warning{{Kind: roles.WarningLine, File: "/home/ann/.aws/config", Line: 7}},
	}},
	"demo": {
		State: session.State{
			Roles:    []roles.Role{role("demo-admin"), role("demo-chained")},
			Sessions: []session.Session{reopenable(running("demo-admin", 12*time.Hour))},
		},
		prefs: Preferences{Demo: true, SettingsProblem: 3, Override: "127.0.0.1:4567"},
	},
	"hostile_names": {State: session.State{
		Roles: []roles.Role{
			role("evil\u202egnp.exe"),
			role("two\nlines\tand\x00nul"),
			role("<b>&amp;_\"\\"),
			role(strings.Repeat("very-", 30) + "long-reader"),
			role(strings.Repeat("very-", 30) + "long-admin"),
			role("\u200b\u200b"),
			broken("-\x1b[31mred", roles.ProblemRoleARN, "", "a\nb\u2067c"),
		},
		Sessions: []session.Session{running(strings.Repeat("x", 70), time.Hour)},
	}},
	"many_wait": {State: session.State{
		Roles:    manyRoles(15),
		Sessions: []session.Session{running("prod", 2*time.Hour)},
		Attempts: waiting(15),
	}},
	"hundred_roles": {State: session.State{
		Roles:    manyRoles(100),
		Attempts: []session.Attempt{{Profile: "team-030", Phase: session.PhaseCode}},
	}},
	"groups": {
		State: session.State{
			Roles: slices.Concat(
				named("shop-prod", "shop-dev", "shop-test", "admin", "audit.read", "-x", "_a&b<c>\"d\\e"),
				[]roles.Role{broken("shop-old", roles.ProblemSourceMissing, "base", ""), labelled(role("bank-prod"), "Bank")},
				named("bank/dev", "bank_test", "audit.write", "data-lake", "data-mart", "data-prod", "single"),
			),
			Sessions: []session.Session{running("shop-dev", 3*time.Hour), running("data-mart", -time.Hour)},
			Attempts: []session.Attempt{{Profile: "bank/dev", Phase: session.PhaseCode}},
			MostUsed: []string{"shop-dev", "data-mart", "shop-prod", "gone", "audit.read", "shop-old", "single", "admin", "-x", "data-lake"},
		},
		prefs: Preferences{Pinned: []string{"shop-prod", "gone", "bank-prod", "shop-old"}, LoginItem: true},
	},
	"centers": {State: session.State{
		Roles: []roles.Role{role("prod-admin"), role("atlas-shop")},
		Centers: []roles.Center{
			center("atlas", noon.Add(-time.Hour), true), center("delta", noon.Add(6*time.Hour+2*time.Minute), false),
			center("old", noon, false), {SSO: roles.SSO{StartURL: "https://d-1234567890.awsapps.com/start", Region: "us-east-1"}},
		},
	}},
	"one_center": {State: session.State{
		Roles:    []roles.Role{role("atlas-shop")},
		Centers:  []roles.Center{center("atlas", noon.Add(20*time.Hour), false)},
		Warnings: []roles.Warning{{Kind: roles.WarningLine, File: "/home/ann/.aws/config", Line: 7}},
	}},
	"center_without_room": { // on GNOME
		State: session.State{
			Roles:    manyRoles(6),
			Sessions: []session.Session{running("team-001", time.Hour)},
			Centers:  manyCenters(40),
			Warnings: []roles.Warning{{Kind: roles.WarningLine, File: "/home/ann/.aws/config", Line: 7}},
		},
		prefs: Preferences{Override: "sts.example.internal"},
	},
	"five_hundred_roles": {State: session.State{
		Roles:    fiveHundredRoles(),
		Sessions: []session.Session{reopenable(running("shop-017-admin", 3*time.Hour))},
		MostUsed: []string{"shop-017-admin", "data-003-read"},
	}},
}

func TestMenuGolden(t *testing.T) {
	for name, state := range menuCases {
		t.Run(name, func(t *testing.T) {
			got := dump(state.menu(room, noon))
			file := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("menu differs from %s (-want +got), -update writes it anew:\n%s", file, diff)
			}
		})
	}
}

// dump writes a model as a person would read the menu, with what a click asks
// for behind each line.
func dump(m Model) string {
	var b strings.Builder
	fmt.Fprintf(&b, "icon: %s\ntooltip: %s\n\n", [...]string{"idle", "signed in", "ending soon"}[m.Icon], m.Tooltip)
	dumpItems(&b, "", m.Items)
	return b.String()
}

func dumpItems(b *strings.Builder, indent string, items []Item) {
	for _, it := range items {
		line := indent
		switch {
		case it.Kind == Separator:
			line += "────"
		case it.Kind == Check && it.Checked:
			line += "[x] "
		case it.Kind == Check:
			line += "[ ] "
		}
		line += it.Title
		if it.Kind == Submenu {
			line += " ▸"
		}
		if it.Disabled {
			line += "   (disabled)"
		}
		if it.Action.Kind != ActionNone {
			line += strings.TrimRight(fmt.Sprintf("   → %s %q", it.Action.Kind, it.Action.Profile), `" `)
			if it.Action.Profile != "" {
				line += `"`
			}
			if it.Action.Center != "" {
				line += fmt.Sprintf(" %q", it.Action.Center)
			}
			if it.Action.Setting != "" {
				line += fmt.Sprintf(" %q", it.Action.Setting)
			}
		}
		fmt.Fprintln(b, line)
		dumpItems(b, indent+"    ", it.Children)
	}
}

// Every state gives three sections that are not empty, and lines that can be
// shown: the native separators rely on it.
func TestMenuShape(t *testing.T) {
	for name, state := range menuCases {
		parts := split(state.menu(room, noon).Items)
		if got, want := len(parts), 3; got != want {
			t.Errorf("%s: got %d sections, want %d", name, got, want)
		}
		for i, part := range parts {
			if len(part) == 0 {
				t.Errorf("%s: section %d is empty", name, i)
			}
			checkLines(t, name, part)
		}
	}
}

func checkLines(t *testing.T, name string, items []Item) {
	t.Helper()
	for _, it := range items {
		if it.Title == "" || len([]rune(it.Title)) > titleMax || clean(it.Title) != it.Title {
			t.Errorf("%s: title not fit to be shown: %q", name, it.Title)
		}
		if it.Kind == Submenu && (len(it.Children) == 0 || it.Action.Kind != ActionNone) {
			t.Errorf("%s: submenu %q: %d children, action %q", name, it.Title, len(it.Children), it.Action.Kind)
		}
		if (it.Kind == Entry || it.Kind == Check) && !it.Disabled && it.Action.Kind == ActionNone {
			t.Errorf("%s: %q can be clicked and does nothing", name, it.Title)
		}
		checkLines(t, name, it.Children)
	}
}

// Only titles change with the minutes, so that the view has little to send.
func TestMenuInTime(t *testing.T) {
	s := session.State{
		Roles:    []roles.Role{role("dev"), role("prod")},
		Sessions: []session.Session{running("dev", 3*time.Hour), running("prod", 12*time.Hour)},
	}
	before, after := menuOf(s, noon), menuOf(s, noon.Add(time.Minute))
	if before.Items[0].Title == after.Items[0].Title {
		t.Errorf("title of the session stays %q", before.Items[0].Title)
	}
	for i := range before.Items {
		before.Items[i].Title, after.Items[i].Title = "", ""
	}
	before.Tooltip, after.Tooltip = "", ""
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("more than titles changed:\n%s", diff)
	}
}

// A session that may be in other hands says so, and leads to what that means.
func TestSessionInOtherHands(t *testing.T) {
	s := session.Session{Profile: "prod", RoleARN: "arn:aws:iam::123456789012:role/prod", SignedInAt: noon, Expires: noon.Add(time.Hour), Alarm: true}
	for _, w := range []text.Words{text.English(), text.Japanese()} {
		m := new(Menus).Menu(session.State{Sessions: []session.Session{s}}, Preferences{Room: room}, noon, w)
		got := m.Items[0]
		if got.Title != w.Menu.Alarmed(w.Menu.Session("prod", time.Hour)) || got.Children[0].Title != w.Menu.Alarm ||
			got.Children[0].Action != (Action{Kind: ShowAlarm, Profile: "prod"}) {
			t.Errorf("%s: got %q with %q", w.Language, got.Title, got.Children[0].Title)
		}
	}
}

// The menu of a session names who answered in AWS's place, unless it says so
// for all roles.
func TestSessionOfAHostInAWSPlace(t *testing.T) {
	s := session.Session{Profile: "prod", SignedInAt: noon, Expires: noon.Add(time.Hour), InPlace: "sts.corp.example"}
	want := Item{Title: "sts.corp.example answers in AWS's place", Disabled: true}
	state := session.State{Sessions: []session.Session{s}}
	if got := menuOf(state, noon).Items[0].Children[0]; !cmp.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, other := range []Preferences{{Demo: true}, {Override: "aws.corp.example"}} {
		for _, it := range (scene{state, other}).menu(room, noon).Items {
			for _, child := range it.Children {
				if child.Title == want.Title {
					t.Errorf("%+v: said twice", other)
				}
			}
		}
	}
}
