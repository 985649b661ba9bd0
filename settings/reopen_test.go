package settings

import "testing"

func TestReopen(t *testing.T) {
	for _, test := range []struct {
		name, file string
		reopens    string
		keeps      bool
	}{
		{"no file", ``, "ask", true},
		{"for all roles", `reopen = "free"`, "free", true},
		{"a code each time", `reopen = "code"`, "code", false},
		{"not kept", `keep_credentials = false`, "ask", false},
		{"for this role", "reopen = \"free\"\n[role.prod]\nreopen = \"code\"", "code", false},
		{"for another role", "[role.dev]\nreopen = \"free\"\nkeep_credentials = false", "ask", true},
		{"this role is not kept", "[role.prod]\nkeep_credentials = false", "ask", false},
		{"this role alone is kept", "keep_credentials = false\n[role.prod]\nkeep_credentials = true", "ask", true},
		{"kept, and asked for a code all the same", "reopen = \"code\"\n[role.prod]\nkeep_credentials = true", "code", false},
		{"production with a code", "[role.prod]\nreopen = \"code\"\nproduction = true", "code", false},
		{"what cannot be is as without it", "reopen = \"never\"\n[role.prod]\nreopen = true\nkeep_credentials = \"no\"", "ask", true},
	} {
		s, problems := parse([]byte(test.file))
		if got := s.Reopens("prod"); got != test.reopens {
			t.Errorf("%s: reopens with %q, want %q", test.name, got, test.reopens)
		}
		if got := s.Keeps("prod"); got != test.keeps {
			t.Errorf("%s: keeps %v, want %v", test.name, got, test.keeps)
		}
		if want := map[string]int{"what cannot be is as without it": 3}[test.name]; len(problems) != want {
			t.Errorf("%s: %d problems, want %d", test.name, len(problems), want)
		}
	}
	if s, _ := parse([]byte("keep_when_locked = true")); !s.KeepWhenLocked || defaults().KeepWhenLocked {
		t.Error("keep_when_locked does not hold, or holds without being set")
	}
}
