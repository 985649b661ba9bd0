//go:build linux

package stories

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"halfday/demo"
	"halfday/tests/stage"
)

// manyRoles are roles of ten units each, too many for the first level.
func manyRoles(n int) (roles []demo.Role) {
	for i := range n {
		roles = append(roles, demo.Role{Profile: fmt.Sprintf("unit%d-role-%d", i/10, i), ARN: fmt.Sprintf("arn:aws:iam::111122223333:role/r%d", i), Region: "eu-central-1", MFA: true})
	}
	return roles
}

// A role among many is found in a list, then shows among those used most, also
// after a restart; two are pinned at once, and one of them unpinned.
func TestFindAndPin(t *testing.T) {
	t.Parallel()
	roles := manyRoles(30)
	roles[29].Profile = "-x"
	s := stage.New(t, stage.Set{Roles: roles})
	a := s.Open()
	lists := s.Words.Lists
	a.Seen(lists.All(len(roles)))
	a.Seen(lists.Group("unit1", 10), "unit1-role-17")

	a.Click(lists.Find)
	d := s.AwaitDialog("--list", lists.FindTitle)
	d.Answer(d.Row("-x"))
	s.AwaitDialog(stage.EntryDialog, "-x").Answer(a.Code())
	a.AwaitSession("-x")
	a.Click(lists.Find)
	d = s.AwaitDialog("--list", lists.FindTitle)
	if row := d.Row("-x"); !strings.Contains(row, "1111-2222-3333") || !strings.Contains(row, "open until") {
		t.Errorf("the row does not tell account and state: %q", row)
	}
	d.Cancel()
	a.ClickIn("-x", s.Words.Menu.Forget)
	first := func(label string) {
		t.Helper()
		a.AwaitMenu(label+" on the first level", func(lines []stage.Entry) bool { return slices.Contains(stage.Labels(lines), label) })
	}
	first("-x") // it was used
	a.Quit()

	a = s.Open()
	first("-x")
	pin := func(names ...string) {
		t.Helper()
		a.Click(lists.Pin)
		d := s.AwaitDialog("--list", lists.PinTitle)
		var rows []string
		for _, name := range names {
			rows = append(rows, d.Row(name))
		}
		d.Answer(strings.Join(rows, d.Option("--separator")))
	}
	pin("unit0-role-3", "-x")
	first("unit0-role-3")
	pin("unit0-role-3")
	s.Await("the pins in the settings", func() bool {
		b, _ := os.ReadFile(s.SettingsFile())
		return strings.Contains(string(b), "\npinned = [\"-x\"]\n")
	})
	a.AwaitMenu("the role in one place instead of three", func(lines []stage.Entry) bool {
		n := 0
		stage.Walk(lines, func(_ []string, e stage.Entry) {
			if e.Label == "-x" {
				n++
			}
		})
		return n == 2 // pinned, and among all
	})
	a.Quit()
	s.AwaitNoProcess()
}
