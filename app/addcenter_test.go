package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/desktop"
	"halfday/home"
	"halfday/roles"
	"halfday/settings"
	"halfday/text"
)

func TestCenterTalk(t *testing.T) {
	const (
		session = "[sso-session atlas]\nsso_start_url = https://atlas.awsapps.com/start\nsso_region = eu-central-1\n"
		stands  = "[profile here]\nsso_session = atlas\nsso_account_id = 111122223333\nsso_role_name = Admin\n"
		start   = "https://acme.awsapps.com/start/#/"
	)
	shop, lab := roles.Assigned{Account: "111122223333", AccountName: "Shop", Role: "Admin"}, roles.Assigned{Account: "222222222222", AccountName: "Lab prod", Role: "Reader"}
	many := make([]roles.Assigned, 300)
	for i := range many {
		many[i] = roles.Assigned{Account: fmt.Sprintf("%012d", i), AccountName: fmt.Sprintf("unit %03d", i), Role: "Admin"}
	}
	for name, test := range map[string]struct {
		config   string
		listed   []roles.Assigned
		answers  []string
		want     []string // in what was appended; none: nothing was
		said     string   // in the last dialog
		heard    string   // in any of them
		marked   string
		notAsked bool // AWS is not
	}{
		"one of two": {config: session, listed: []roles.Assigned{shop, lab}, answers: []string{"#0", "#1", "yes"},
			want: []string{"[profile Shop-Admin]", "sso_session = atlas", "sso_account_id = 111122223333", "region = eu-central-1"}, said: "1 roles are in the menu", heard: "2 roles can be added"},
		"one that stands is not offered": {config: session + stands, listed: []roles.Assigned{shop, lab}, answers: []string{"#0", "#0", "yes", "no"},
			want: []string{"[profile Lab-prod-Reader]"}, said: "sounds like production", heard: "1 roles can be added, 1 more are in the AWS files"},
		"one in production is marked": {config: session, listed: []roles.Assigned{lab}, answers: []string{"#0", "#0", "yes", "yes"},
			want: []string{"[profile Lab-prod-Reader]"}, said: "sounds like production", marked: "Lab-prod-Reader"},
		"all stand":      {config: session + stands, listed: []roles.Assigned{shop}, answers: []string{"#0"}, said: "All 1 roles"},
		"none at all":    {config: session, answers: []string{"#0"}, said: "lists no roles"},
		"no after all":   {config: session, listed: []roles.Assigned{shop}, answers: []string{"#0", "#0", "no"}, said: "[profile Shop-Admin]"},
		"nothing chosen": {config: session, listed: []roles.Assigned{shop}, answers: []string{"#0", "cancel"}, said: "1 roles can be added"},
		"a session of one's own": {listed: []roles.Assigned{shop}, answers: []string{start, "us-east-1", "", "#0", "yes"},
			want: []string{"[sso-session acme]", "sso_start_url = https://acme.awsapps.com/start\n", "sso_region = us-east-1", "[profile Shop-Admin]", "sso_session = acme"}, said: "are in the menu", heard: "Empty: acme"},
		"another than those there": {config: session, listed: []roles.Assigned{shop}, answers: []string{"#1", start, "us-east-1", "acme", "#0", "yes"},
			want: []string{"[sso-session acme]"}, said: "are in the menu"},
		"answers that cannot be are asked again": {config: session, listed: []roles.Assigned{shop},
			answers: []string{"#1", "acme.awsapps.com", "Ireland", "a b", start, "eu-west-1", "a b", "atlas", "acme", "#0", "yes"},
			want:    []string{"[sso-session acme]", "sso_region = eu-west-1"}, said: "are in the menu"},
		"given up": {config: session, answers: []string{"#1", start, "cancel"}, said: "Region of Identity Center", notAsked: true},
		"hundreds": {config: session, listed: many, answers: []string{"#0", "all", "yes"},
			want: []string{"[profile unit-000-Admin]", "[profile unit-299-Admin]"}, said: "300 roles are in the menu", heard: "more profiles"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			h := home.Home{Words: text.English(), Dirs: desktop.Dirs{Config: dir}, Files: roles.Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}}
			if test.config != "" {
				if err := os.WriteFile(h.Files.Config, []byte(test.config), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			p, listed := &person{t: t, answers: test.answers}, false
			talk := CenterTalk{Home: h, Lines: 12, Ask: p.ask, List: func(roles.SSO) ([]roles.Assigned, bool) { listed = true; return test.listed, true }}
			talk.Run(roles.SSO{})
			if listed == test.notAsked {
				t.Errorf("AWS was asked: %v", listed)
			}
			data, _ := os.ReadFile(h.Files.Config)
			added, same := strings.CutPrefix(string(data), test.config)
			if !same || (added == "") != (len(test.want) == 0) {
				t.Errorf("file: %q", data)
			}
			for _, want := range test.want {
				if !strings.Contains(added, want) {
					t.Errorf("%q is not in %q", want, added)
				}
			}
			var all strings.Builder
			for _, a := range p.heard {
				all.WriteString(a.Text + "\n")
				if n := strings.Count(a.Text, "\n"); n > 40 {
					t.Errorf("a dialog of %d lines", n)
				}
			}
			if last := p.heard[len(p.heard)-1]; !strings.Contains(last.Text, test.said) {
				t.Errorf("the last dialog says %q, want %q in it", last.Text, test.said)
			}
			if !strings.Contains(all.String(), test.heard) {
				t.Errorf("%q was not said in %s", test.heard, all.String())
			}
			now, _ := settings.Read(h.SettingsFile())
			if test.marked != "" && !now.IsProduction(test.marked, "") {
				t.Errorf("%s is not marked", test.marked)
			}
			if len(p.answers) > 0 {
				t.Errorf("not asked for: %q", p.answers)
			}
		})
	}
}

func TestSuggestName(t *testing.T) {
	for start, want := range map[string]string{
		"https://acme.awsapps.com/start": "acme", "https://d-1234567890.awsapps.com/start": "work", "https://start.us-gov-home.awsapps.com/directory/d-1": "work",
		"https://ssoins-1.portal.eu-west-1.app.aws": "work", "": "work", "::": "work",
	} {
		if got := suggestName(start); got != want {
			t.Errorf("%q: got %q, want %q", start, got, want)
		}
	}
}
