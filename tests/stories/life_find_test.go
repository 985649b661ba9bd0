//go:build linux

package tests

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"halfday/demo"
)

// row is the row of a list that begins with name, as the dialog program got it.
func (d *window) row(name string) string {
	d.p.s.t.Helper()
	for _, arg := range d.args {
		if strings.HasPrefix(strings.TrimLeft(arg, "\u200b"), name+" · ") {
			return arg
		}
	}
	d.p.s.t.Fatalf("the list has no row %q: %q", name, d.args)
	return ""
}

// A role among many is found in a list, then shows among those used most, also
// after a restart; two are pinned at once, and one of them unpinned.
func TestLifeFindAndPin(t *testing.T) {
	t.Parallel()
	var roles []demo.Role
	for i := range 30 {
		name := fmt.Sprintf("unit%d-role-%d", i/10, i)
		if i == 29 {
			name = "-x"
		}
		roles = append(roles, demo.Role{Profile: name, ARN: fmt.Sprintf("arn:aws:iam::111122223333:role/r%d", i), Region: "eu-central-1", MFA: true})
	}
	s := newLogin(t, set{roles: roles})
	a := s.open()
	lists := s.words.Lists
	a.seen(lists.All(len(roles)))
	a.seen(lists.Group("unit1", 10), "unit1-role-17")

	a.click(lists.Find)
	d := s.awaitDialog("--list", lists.FindTitle)
	d.answer(d.row("-x"))
	s.awaitDialog(entryDialog, "-x").answer(a.code())
	a.awaitSession("-x")
	a.click(lists.Find)
	d = s.awaitDialog("--list", lists.FindTitle)
	if row := d.row("-x"); !strings.Contains(row, "1111-2222-3333") || !strings.Contains(row, "12 h") {
		t.Errorf("the row does not tell account and state: %q", row)
	}
	d.cancel()
	a.clickIn("-x", s.words.Menu.Forget)
	a.seen(lists.MostUsed)
	a.quit()

	a = s.open()
	a.seen(lists.MostUsed)
	pin := func(names ...string) {
		t.Helper()
		a.click(lists.Pin)
		d := s.awaitDialog("--list", lists.PinTitle)
		var rows []string
		for _, name := range names {
			rows = append(rows, d.row(name))
		}
		d.answer(strings.Join(rows, "\x1e"))
	}
	pin("unit0-role-3", "-x")
	a.seen(lists.Pinned)
	pin("unit0-role-3")
	s.await("the pins in the settings", func() bool {
		b, _ := os.ReadFile(s.settingsFile())
		return strings.Contains(string(b), "\npinned = [\"-x\"]\n")
	})
	a.awaitMenu("the role in one place instead of three", func(lines []entry) bool {
		n := 0
		walk(lines, func(_ []string, e entry) {
			if e.label == "-x" {
				n++
			}
		})
		return n == 2 // pinned, and among all
	})
	a.quit()
	s.awaitNoProcess()
}
