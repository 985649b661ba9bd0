package session

import (
	"maps"
	"path/filepath"
	"testing"
	"time"

	"halfday/roles"
)

func TestInBrowsers(t *testing.T) {
	open := func(profile, role, browser string, left time.Duration) Session {
		return Session{Profile: profile, RoleARN: role, Browser: browser, SignedInAt: noon.Add(-time.Hour), Expires: noon.Add(left)}
	}
	all := []Session{
		open("a", "arn:a", "", time.Hour), open("b", "arn:b", "", time.Hour), open("also-b", "arn:b", "", time.Hour),
		open("c", "arn:c", "firefox", time.Hour), open("over", "arn:d", "firefox", 0), open("printed", "arn:e", Elsewhere, time.Hour),
	}
	for _, tt := range []struct {
		name string
		but  roles.Role
		want map[string]int
	}{
		{"all", roles.Role{}, map[string]int{"": 2, "firefox": 1}},
		{"one that is open", roles.Role{Profile: "a", RoleARN: "arn:a"}, map[string]int{"": 1, "firefox": 1}},
		{"the same role by another profile", roles.Role{Profile: "new", RoleARN: "arn:b"}, map[string]int{"": 1, "firefox": 1}},
		{"one that is not", roles.Role{Profile: "new", RoleARN: "arn:n"}, map[string]int{"": 2, "firefox": 1}},
	} {
		if got := InBrowsers(all, tt.but, noon); !maps.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestReadSessions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sessions.json")
	if got := ReadSessions(path); got != nil {
		t.Errorf("without a file: got %v", got)
	}
	store, _, err := OpenStore(path, quiet())
	if err != nil {
		t.Fatal(err)
	}
	s := Session{Profile: "dev", Browser: "firefox", SignedInAt: noon, Expires: noon.Add(time.Hour)}
	if err := store.Save([]Session{s}, Memory{}); err != nil {
		t.Fatal(err)
	}
	if got := ReadSessions(path); len(got) != 1 || got[0].Browser != "firefox" {
		t.Errorf("got %+v", got)
	}
}
