//go:build linux

package stories

import (
	"testing"

	"halfday/demo"
	"halfday/tests/stage"
)

// What the settings say of a role's session is what AWS's logs will say of it.
func TestSessionIsDescribed(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{NoBus: true})
	s.Write(s.SettingsFile(), "[role."+dev+"]\nrole_session_name = \"on-{host}\"\nsource_identity = \"maya@example.com\"\ntags = [\"team=shop\"]\n")
	if out, code := s.Run(s.Code()+"\n", "sign-in", "--print-url", "--code-stdin", dev); code != 0 {
		t.Fatalf("%d: %s", code, out)
	}
	asked := 0
	for _, e := range s.AWS.Requests() {
		if e.Action != demo.ActionAssumeRole {
			continue
		}
		asked++
		if len(e.RoleSessionName) < 4 || e.RoleSessionName[:3] != "on-" || e.SourceIdentity != "maya@example.com" || e.Tags != "team=shop" {
			t.Errorf("AWS was told %q, %q, %q", e.RoleSessionName, e.SourceIdentity, e.Tags)
		}
	}
	if asked != 1 {
		t.Errorf("AWS was asked %d times", asked)
	}
}
