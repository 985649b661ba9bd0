package tray

import (
	"testing"
	"time"

	"halfday/roles"
	"halfday/session"
)

func TestNamesFromTheSettings(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	s := session.State{
		Roles: []roles.Role{
			{Profile: "plain"}, {Profile: "shop-prod", Label: "Shop"}, {Profile: "admin", Production: true},
			{Profile: "both", Label: "B", Production: true, Problem: roles.Problem{Kind: roles.ProblemNoSource}},
		},
		Sessions: []session.Session{{Profile: "admin", Expires: now.Add(time.Hour)}},
		Attempts: []session.Attempt{{Profile: "shop-prod", Phase: session.PhaseCode}},
	}
	got := map[string]bool{}
	m := menuOf(s, now)
	for _, it := range m.Items {
		got[it.Title] = true
	}
	for _, want := range []string{"plain", "Shop: waits for the MFA code", "⚠ admin ● until 10:00", "⚠ admin   1 h", "⚠ B (no source profile)"} {
		if !got[want] {
			t.Errorf("the menu lacks %q: %v", want, got)
		}
	}
	if want := "Halfday: ⚠ admin, 1 h"; m.Tooltip != want {
		t.Errorf("tooltip: got %q, want %q", m.Tooltip, want)
	}
}

func TestTitleBesideTheIcon(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	s := session.State{Sessions: []session.Session{{Profile: "b", Expires: now.Add(3 * time.Hour)}, {Profile: "a", Expires: now.Add(2 * time.Hour)}, {Profile: "over", Expires: now}}}
	if got := menuOf(s, now).Title; got != "" {
		t.Errorf("unasked: got %q", got)
	}
	asked := scene{s, Preferences{TimeInMenuBar: true}}
	if got, want := asked.menu(room, now).Title, "2 h"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := asked.menu(room, now.Add(4*time.Hour)).Title; got != "" {
		t.Errorf("when all have ended: got %q", got)
	}
}
