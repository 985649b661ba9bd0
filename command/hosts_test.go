package command

import (
	"os"
	"path/filepath"
	"testing"

	"halfday/desktop"
	"halfday/roles"
)

func TestHosts(t *testing.T) {
	p := place{dirs: desktop.Dirs{State: filepath.Join(t.TempDir(), "state")}}
	one, other := roles.Role{RoleARN: "arn:aws:iam::1:role/one"}, roles.Role{RoleARN: "arn:aws:iam::1:role/other"}
	if p.agreed(one, "a.example") {
		t.Error("known without a file")
	}
	p.agree(one, []string{"a.example", "b.example:1"})
	p.agree(other, []string{"c.example"})
	for _, tt := range []struct {
		role roles.Role
		host string
		want bool
	}{
		{one, "a.example", true}, {one, "b.example:1", true}, {one, "b.example", false},
		{other, "a.example", false}, {other, "c.example", true}, {one, "", false},
	} {
		if got := p.agreed(tt.role, tt.host); got != tt.want {
			t.Errorf("%s, %s: %v", tt.role.RoleARN, tt.host, got)
		}
	}
	for content, want := range map[string]bool{
		`{"*": ["*"]}`: true, `{"a.example": ["*"]}`: true, `{"*": ["arn:aws:iam::1:role/one"]}`: true,
		`{}`: false, `null`: false, `[]`: false, `{"a.example"`: false, `{"a.example": "*"}`: false, "": false,
	} {
		if err := os.WriteFile(hostsFile(p.dirs), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := p.agreed(one, "a.example"); got != want {
			t.Errorf("%s: %v", content, got)
		}
	}
	p.agree(one, []string{"a.example"})
	if !p.agreed(one, "a.example") {
		t.Error("a file that cannot be read is not replaced")
	}
}
