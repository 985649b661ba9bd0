//go:build linux

package stories

import (
	"strings"
	"testing"

	"halfday/tests/stage"
)

// A file that has profiles and no role says why they are none: in the menu, and
// in the check of the set-up.
func TestNoRoleAmongProfiles(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Write(s.Path("home/.aws/config"), "[profile corp]\nlogin_session = arn:aws:iam::111122223333:user/maya\n\n[profile region-only]\nregion = eu-west-1\n")
	s.Write(s.Path("home/.local/state/halfday/welcomed"), "")
	a := s.Open()
	a.Click(s.Words.Menu.NoRolesWhy(3))
	d := s.AwaitDialog(stage.InfoDialog, s.Words.Menu.NoRoles)
	for _, why := range []string{"corp: written by aws login", "region-only: settings without", "maya: access keys of an IAM user"} {
		if !strings.Contains(strings.Join(strings.Fields(d.Text()), " "), why) {
			t.Errorf("%q is not in %s", why, d.Text())
		}
	}
	d.Ok()
	out, _ := s.Run("", "doctor")
	if !strings.Contains(strings.Join(strings.Fields(out), " "), "corp: written by aws login") {
		t.Errorf("doctor says %s", out)
	}
	a.Quit()
	s.AwaitNoProcess()
}
