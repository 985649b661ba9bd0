package roles

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOffers(t *testing.T) {
	work := SSO{Session: "work", StartURL: "https://d-1234567890.awsapps.com/start", Region: "eu-central-1"}
	files := awsFiles(t, ssoSection+ssoProfile("")+"[profile Data-Reader]\nregion = x\n", "[lab-admin]\naws_access_key_id = A\n")
	all := []Assigned{
		{"111122223333", "Shop", "Admin"}, // stands, as shop
		{"222222222222", "Data", "Reader"},
		{"333333333333", "Lab", "admin"}, // taken, but for the case
		{"444444444444", "Acme, Inc.: Prod (eu)", "Admin"},
		{"555555555555", "", "Admin"},
		{"666666666666", "開発 環境", "読取"},
		{"777777777777", "Twin", "Admin"}, {"888888888888", "Twin", "Admin"}, {"888888888888", "Twin", "Admin"},
		{"999999999999", strings.Repeat("long ", 40), "Admin"},
		{"999999999998", "-", "-x"},
	}
	var got []string
	for _, o := range Offers(files, environment(), work, all) {
		got = append(got, fmt.Sprint(o.Profile, " ", o.Stands))
		if !plainName(o.Profile) {
			t.Errorf("%q is no plain name", o.Profile)
		}
	}
	want := []string{
		"shop true", "Data-Reader-222222222222 false", "Lab-admin-333333333333 false", "Acme-Inc.-Prod-eu-Admin false", "555555555555-Admin false",
		"開発-環境-読取 false", "Twin-Admin false", "Twin-Admin-888888888888 false", "Twin-Admin-888888888888-2 false",
		(strings.Repeat("long-", 40) + "Admin")[:maxProfile] + " false", "999999999998-x false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// One of another organisation is none of these.
	other := work
	other.StartURL = "https://d-other.awsapps.com/start"
	if o := Offers(files, environment(), other, all[:1]); o[0].Stands || o[0].Profile != "Shop-Admin" {
		t.Errorf("of another session: %+v", o)
	}
}

func TestCenterAddition(t *testing.T) {
	fresh, problem := NewCenter(Files{}, "work", " https://d-1234567890.awsapps.com/start/#/?x ", "EU-central-1")
	if problem.Kind != ProblemNone {
		t.Fatal(problem)
	}
	chosen := []Offer{{Assigned{"111122223333", "Shop", "Admin"}, "Shop-Admin", false}, {Assigned{"222222222222", "Lab", "Reader"}, "Lab-Reader", false}}
	const session = "[sso-session work]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access\n"
	const profiles = "[profile Shop-Admin]\nsso_session = work\nsso_account_id = 111122223333\nsso_role_name = Admin\nregion = eu-central-1\n\n" +
		"[profile Lab-Reader]\nsso_session = work\nsso_account_id = 222222222222\nsso_role_name = Reader\nregion = eu-central-1\n"
	old := SSO{StartURL: fresh.StartURL, Region: fresh.Region}
	for name, test := range map[string]struct {
		config  string
		sso     SSO
		chosen  []Offer
		want    string
		problem ProblemKind
	}{
		"no file":               {"", fresh, chosen, session + "\n" + profiles, ""},
		"the session stands":    {session, fresh, chosen, "\n" + profiles, ""},
		"no end of line":        {"[profile x]\nregion = y", fresh, chosen, "\n\n" + session + "\n" + profiles, ""},
		"lines of Windows":      {"[profile x]\r\nregion = y\r\n", fresh, chosen, strings.ReplaceAll("\n"+session+"\n"+profiles, "\n", "\r\n"), ""},
		"the older form":        {"", old, chosen[:1], "[profile Shop-Admin]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = Admin\nregion = eu-central-1\n", ""},
		"a name taken since":    {"[profile Shop-Admin]\n", fresh, chosen, "", ProblemNameTaken},
		"another session by it": {strings.Replace(session, "d-123", "d-999", 1), fresh, chosen, "", ProblemSSOValue},
		"a role that is none":   {"", fresh, []Offer{{Assigned{"111122223333", "Shop", "a\nb = c"}, "x", false}}, "", ProblemSSOValue},
		"a comment in a role":   {"", fresh, []Offer{{Assigned{"111122223333", "Shop", "Admin #1"}, "x", false}}, "", ProblemSSOValue},
		"an account of letters": {"", fresh, []Offer{{Assigned{"shop", "Shop", "Admin"}, "x", false}}, "", ProblemSSOValue},
		"a name of lines":       {"", fresh, []Offer{{Assigned{"111122223333", "Shop", "Admin"}, "x]\nregion = y\n[profile z", false}}, "", ProblemName},
	} {
		dir := t.TempDir()
		files := Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
		if test.config != "" {
			must(t, os.WriteFile(files.Config, []byte(test.config), 0o600))
		}
		got, problem := CenterAddition(files, environment(), test.sso, test.chosen)
		if problem.Kind != test.problem || got != test.want {
			t.Errorf("%s: got %q, %v; want %q, %v", name, got, problem, test.want, test.problem)
			continue
		}
		if test.problem != "" {
			continue
		}
		if _, err := AppendRole(files, got); err != nil {
			t.Fatal(err)
		}
		if data, _ := os.ReadFile(files.Config); string(data) != test.config+got {
			t.Errorf("%s: another byte was touched: %q", name, data)
		}
		for _, o := range Offers(files, environment(), test.sso, []Assigned{chosen[0].Assigned}) {
			if !o.Stands || o.Profile != "Shop-Admin" {
				t.Errorf("%s: it is offered again: %+v", name, o)
			}
		}
	}
}

func TestNewCenter(t *testing.T) {
	files := awsFiles(t, ssoSection+"[sso-session half]\nsso_region = us-east-1\n", "")
	for _, test := range []struct {
		name, url, region string
		want              ProblemKind
	}{
		{"other", "https://x.awsapps.com/start", "us-east-1", ""},
		{"work", "https://x.awsapps.com/start", "us-east-1", ProblemNameTaken},
		{"half", "https://x.awsapps.com/start", "us-east-1", ProblemNameTaken},
		{"work", "http://x.awsapps.com/start", "us-east-1", ProblemSSOValue},
		{"work", "x.awsapps.com/start", "us-east-1", ProblemSSOValue},
		{"work", "https://user@x/start", "us-east-1", ProblemSSOValue},
		{"work", "https://x/start\n[profile evil]", "us-east-1", ProblemSSOValue},
		{"work", "https://x/start;y", "us-east-1", ProblemSSOValue},
		{"work", "https://x/start", "Ireland", ProblemSSOValue},
		{"work", "https://x/start", "evil.example/", ProblemSSOValue},
		{"work", "https://x/start", "", ProblemSSOValue},
		{"a b", "https://x/start", "us-east-1", ProblemName},
		{"", "https://x/start", "us-east-1", ProblemName},
		{"work", "https://x/start", "us-iso-east-1", ProblemPartitionISO},
	} {
		if _, got := NewCenter(files, test.name, test.url, test.region); got.Kind != test.want {
			t.Errorf("%q, %q, %q: got %v, want %q", test.name, test.url, test.region, got, test.want)
		}
	}
}
