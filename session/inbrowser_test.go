package session

import (
	"maps"
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
