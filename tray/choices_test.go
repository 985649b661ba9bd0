package tray

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

func TestChoices(t *testing.T) {
	s := session.State{
		Roles: append(named("zoo", "Apple", `_a&b<c>"d\e`, "-x", "apple", "run", "over", "asked"),
			labelled(role("shop-prod"), "Shop"), broken("lost", roles.ProblemSourceMissing, "base", ""),
			roles.Role{Profile: "typo", Problem: roles.Problem{Kind: roles.ProblemRoleARN}}),
		Sessions: []session.Session{running("run", 3*time.Hour+20*time.Minute), running("over", -time.Hour), running("gone", time.Hour)},
		Attempts: []session.Attempt{{Profile: "asked", Phase: session.PhaseCode}},
	}
	pinned := []string{"zoo", "run", "gone"}
	got := Choices(s, pinned, noon, words)
	want := []Choice{
		{"-x", "-x · 1234-5678-9012"},
		{`_a&b<c>"d\e`, `_a&b<c>"d\e · 1234-5678-9012`},
		{"Apple", "Apple · 1234-5678-9012"},
		{"apple", "apple · 1234-5678-9012"},
		{"asked", "asked · 1234-5678-9012 · waits for the MFA code"},
		{"lost", "lost · 1234-5678-9012 · source profile missing"},
		{"over", "over · 1234-5678-9012 · ended 11:00"},
		{"run", "run · 1234-5678-9012 · open until 15:20 · pinned"},
		{"shop-prod", "Shop (shop-prod) ⚠ · 1234-5678-9012"},
		{"typo", "typo · role_arn is not a role"},
		{"zoo", "zoo · 1234-5678-9012 · pinned"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got, want := Choices(s, pinned, noon, text.Japanese())[7].Row, "run · 1234-5678-9012 · 15:20 まで利用可 · ピン留め済み"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMatching(t *testing.T) {
	choices := Choices(session.State{Roles: named("Prod-Admin", "prod-read", "dev_1234")}, nil, noon, words)
	for part, want := range map[string]int{
		"": 3, "PROD": 2, "admin": 1, " dev ": 1, "nothing": 0, "123456789012": 3, "5678-9012": 3, "dev-1": 0, "-": 3, "役割": 0,
	} {
		if got := len(Matching(choices, part)); got != want {
			t.Errorf("%q: got %d, want %d", part, got, want)
		}
	}
}
