package home

import (
	"os"
	"path/filepath"
	"testing"

	"halfday/desktop"
	"halfday/roles"
)

func TestHosts(t *testing.T) {
	p := Home{Dirs: desktop.Dirs{State: filepath.Join(t.TempDir(), "state")}}
	one, other := roles.Role{RoleARN: "arn:aws:iam::1:role/one"}, roles.Role{RoleARN: "arn:aws:iam::1:role/other"}
	if p.Agreed(one, "a.example") {
		t.Error("known without a file")
	}
	p.Agree(one, []string{"a.example", "b.example:1"})
	p.Agree(other, []string{"c.example"})
	for _, tt := range []struct {
		role roles.Role
		host string
		want bool
	}{
		{one, "a.example", true}, {one, "b.example:1", true}, {one, "b.example", false},
		{other, "a.example", false}, {other, "c.example", true}, {one, "", false},
	} {
		if got := p.Agreed(tt.role, tt.host); got != tt.want {
			t.Errorf("%s, %s: %v", tt.role.RoleARN, tt.host, got)
		}
	}
	for content, want := range map[string]bool{
		`{"*": ["*"]}`: true, `{"a.example": ["*"]}`: true, `{"*": ["arn:aws:iam::1:role/one"]}`: true,
		`{}`: false, `null`: false, `[]`: false, `{"a.example"`: false, `{"a.example": "*"}`: false, "": false,
	} {
		if err := os.WriteFile(p.hostsFile(), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := p.Agreed(one, "a.example"); got != want {
			t.Errorf("%s: %v", content, got)
		}
	}
	p.Agree(one, []string{"a.example"})
	if !p.Agreed(one, "a.example") {
		t.Error("a file that cannot be read is not replaced")
	}
}

func TestOverride(t *testing.T) {
	tests := []struct{ name, value, want string }{
		{"NOTHING", "x", ""},
		{"HALFDAY_SIGNIN_ENDPOINT", "https://signin.example:8443/x", "signin.example:8443"},
		{"AWS_ENDPOINT_URL_STS", "http://127.0.0.1:4566", "127.0.0.1:4566"},
		{"AWS_ENDPOINT_URL", "not a url", "not a url"},
	}
	for _, test := range tests {
		got := Override(func(name string) string {
			if name == test.name {
				return test.value
			}
			return ""
		})
		if got != test.want {
			t.Errorf("%s=%s: got %q, want %q", test.name, test.value, got, test.want)
		}
	}
}
