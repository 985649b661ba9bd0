package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
	"halfday/roles"
	"halfday/settings"
	"halfday/text"
)

// person answers the questions of a talk: "" cancels, "yes" agrees, "#n"
// chooses the n-th of a list, "all" all of it.
type person struct {
	t       *testing.T
	answers []string
	heard   []dialogs.Ask
}

func (p *person) ask(a dialogs.Ask) (all dialogs.Answer, ok bool) {
	p.heard = append(p.heard, a)
	if a.Kind == dialogs.AskInfo {
		return dialogs.Answer{}, true
	}
	if len(p.answers) == 0 {
		p.t.Fatalf("an unexpected question: %s", a.Text)
	}
	answer := p.answers[0]
	p.answers = p.answers[1:]
	switch {
	case answer == "cancel":
		return dialogs.Answer{Problem: "cancelled"}, false
	case strings.HasPrefix(answer, "#"):
		n := int(answer[1] - '0')
		return dialogs.Answer{Index: n, Indices: []int{n}}, true
	case answer == "all":
		for i := range a.Items {
			all.Indices = append(all.Indices, i)
		}
		return all, true
	}
	return dialogs.Answer{Text: answer, Yes: answer == "yes"}, true
}

func TestRoleTalk(t *testing.T) {
	const arn, mfa = "arn:aws:iam::111122223333:role/shop/Admin", "arn:aws:iam::444455556666:mfa/ann"
	tests := []struct {
		name    string
		keys    string
		answers []string
		want    string // of the profile that was written, "" for none
		said    string // in the last dialog
	}{
		{"plain", "me", []string{arn, "shop", "#0", mfa, "yes"}, "[profile shop]", "shop is in the menu"},
		{"the suggested name", "me", []string{arn, "", "#0", mfa, "yes"}, "[profile Admin]", "Admin is in the menu"},
		{"one in production", "me", []string{arn, "shop-prod", "#0", mfa, "yes", "yes"}, "[profile shop-prod]", "never opens without a question"},
		{"one that only sounds like it", "me", []string{arn, "prod-tests", "#0", mfa, "yes", "no"}, "[profile prod-tests]", "never opens without a question"},
		{"no after all", "me", []string{arn, "shop", "#0", mfa, "no"}, "", "[profile shop]"},
		{"given up", "me", []string{arn, "cancel"}, "", "Empty: Admin"},
		{"a wrong ARN is asked for again", "me", []string{"Admin", "shop", "#0", mfa, arn, "yes"}, "role_arn = " + arn, "shop is in the menu"},
		{"a security key is asked for again", "me", []string{arn, "shop", "#0", "arn:aws:iam::444455556666:u2f/user/ann/k", mfa, "yes"}, "mfa_serial = " + mfa, "shop is in the menu"},
		{"a name that is taken", "me", []string{arn, "me", "#0", mfa, "shop", "yes"}, "[profile shop]", "shop is in the menu"},
		{"no keys", "", []string{arn, "shop"}, "", "aws configure"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			files := roles.Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
			if test.keys != "" {
				if err := os.WriteFile(files.Credentials, []byte("["+test.keys+"]\naws_access_key_id = a\naws_secret_access_key = b\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			p := &person{t: t, answers: test.answers}
			add := roleTalk{talk: talk{home: home.Home{Words: text.English(), Files: files, Dirs: desktop.Dirs{Config: dir}}, ask: p.ask}}
			if got, want := add.run(), test.want != ""; got != want {
				t.Errorf("added: got %v, want %v", got, want)
			}
			data, _ := os.ReadFile(files.Config)
			if !strings.Contains(string(data), test.want) || (test.want == "") != (len(data) == 0) {
				t.Errorf("file: got %q, want %q in it", data, test.want)
			}
			marked, _ := settings.Read(filepath.Join(dir, "settings.toml"))
			if got, want := marked.IsProduction("shop-prod", ""), test.name == "one in production"; got != want {
				t.Errorf("in production: %v", got)
			}
			if last := p.heard[len(p.heard)-1].Text; !strings.Contains(last, test.said) {
				t.Errorf("the last dialog says %q, want %q in it", last, test.said)
			}
			if len(p.answers) > 0 {
				t.Errorf("not asked for: %q", p.answers)
			}
		})
	}
}
