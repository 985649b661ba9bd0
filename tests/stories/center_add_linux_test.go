//go:build linux

package stories

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// dropSections takes sections out of the AWS config file.
func dropSections(s *stage.Stage, headers ...string) string {
	path := s.Path("home/.aws/config")
	var kept []string
	for _, section := range strings.SplitAfter(s.Read(path), "\n\n") {
		drop := false
		for _, h := range headers {
			drop = drop || strings.HasPrefix(strings.TrimSpace(section), "["+h+"]")
		}
		if !drop {
			kept = append(kept, section)
		}
	}
	s.Write(path, strings.Join(kept, ""))
	return path
}

// From the menu: a person names their organisation, signs in, chooses, sees what
// will be written, and the role is in the menu.
func TestAddFromCenter(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: withCenter()})
	s.Props.Consent("allow")
	path := dropSections(s, "sso-session "+demo.CenterSession, "profile "+shop, "profile "+lab)
	before := s.Read(path)
	if strings.Contains(before, "sso") {
		t.Fatalf("the file has %s", before)
	}
	w := s.Words.Center
	a := s.Open()
	a.Click(w.AddMenu)
	s.AwaitDialog(stage.EntryDialog, "Start URL").Answer(demo.CenterStartURL + "/#/")
	s.AwaitDialog(stage.EntryDialog, "Region").Answer(demo.CenterRegion)
	s.AwaitDialog(stage.EntryDialog, "Empty: atlas").Answer("")
	list := s.AwaitDialog("--list", "2 roles can be added")
	list.Answer(list.Row("atlas-shop-ShopAdmin"))
	preview := s.AwaitDialog(stage.QuestionDialog, "[profile atlas-shop-ShopAdmin]")
	if s.Read(path) != before {
		t.Error("it was written before the person saw it")
	}
	preview.Ok()
	s.AwaitDialog(stage.InfoDialog, "in the menu").Ok()
	after := s.Read(path)
	if !strings.HasPrefix(after, before) || !strings.Contains(after, "[sso-session atlas]") {
		t.Errorf("the file is %s", after)
	}
	a.Seen(w.Standing(demo.CenterSession, time.Time{}, time.Now()))
	a.Click("atlas-shop-ShopAdmin")
	a.AwaitSession("atlas-shop-ShopAdmin")

	// What stands is not offered again; who gives up writes nothing.
	a.Click(w.AddMenu)
	list = s.AwaitDialog("--list", w.AddWhich)
	list.Answer(list.Row(demo.CenterSession))
	s.AwaitDialog("--list", "1 roles can be added, 1 more").Cancel()
	s.Await("the end of the process", func() bool { return len(s.Processes()) == 1 })
	if s.Read(path) != after {
		t.Error("something was written all the same")
	}
	a.Quit()
	s.AwaitNoProcess()
}

// In a terminal: hundreds of accounts in pages, with a bar, and slower where AWS
// wants that.
func TestAddFromCenterInATerminal(t *testing.T) {
	t.Parallel()
	many := withCenter()
	for i := range 230 {
		many = append(many, demo.Role{Profile: fmt.Sprintf("unit %03d", i), Center: "Reader", Region: "us-east-1",
			ARN: fmt.Sprintf("arn:aws:iam::%012d:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Reader_0123456789abcdef", 700000000000+i)})
	}
	var asked atomic.Int64
	s := stage.New(t, stage.Set{Roles: many, Fault: func(e fakeaws.Entry) fakeaws.Fault {
		if e.Action == demo.ActionListAccountRoles && asked.Add(1)%50 == 10 {
			return fakeaws.Fault{Kind: fakeaws.Center, Status: 429, Code: "TooManyRequestsException"}
		}
		return fakeaws.Fault{}
	}})
	s.Props.Consent("allow")
	path := dropSections(s, "profile "+lab)
	for i := range 230 {
		dropSections(s, fmt.Sprintf("profile unit %03d", i))
	}
	before := s.Read(path)
	cmd := exec.Command(s.Program, "roles", "add", "--sso-session", demo.CenterSession)
	cmd.Env = s.Env
	at := stage.NewTerminal(t, cmd)
	if seen := at.Reads("231 roles can be added, 1 more"); !strings.Contains(seen, "[####################] Reading your roles: 232 of 232 accounts") {
		t.Errorf("no bar in %s", seen)
	}
	at.Types("0\n")
	at.Types("1,3-4\n")
	at.Reads("[profile unit-002-Reader]")
	at.Types("y\n")
	at.Reads("3 roles are in the menu")
	at.Ends(0)
	after := s.Read(path)
	if !strings.HasPrefix(after, before) || strings.Count(after[len(before):], "[profile ") != 3 || strings.Contains(after[len(before):], "[sso-session") {
		t.Errorf("added: %s", after[len(before):])
	}
	backups, err := filepath.Glob(s.Path("home/.aws/config.backup-*"))
	s.Must(err)
	if len(backups) != 1 || s.Read(backups[0]) != before {
		t.Errorf("copies of the file before: %q", backups)
	}
	if got := s.Asked(demo.ActionListAccounts); got < 3 {
		t.Errorf("%d pages of accounts", got)
	}
}
