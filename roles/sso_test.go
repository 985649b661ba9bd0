package roles

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const ssoSection = "[sso-session work]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = eu-central-1\nsso_registration_scopes = sso:account:access\n"

// ssoProfile is a profile of the new form, with further lines.
func ssoProfile(more string) string {
	return "[profile shop]\nsso_session = work\nsso_account_id = 111122223333\nsso_role_name = Admin\n" + more
}

func TestIdentityCenter(t *testing.T) {
	old := "[profile shop]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = Admin\n"
	for name, test := range map[string]struct {
		config  string
		problem Problem
		key     string
		region  string
	}{
		"a session":                 {ssoProfile("region = ap-northeast-1\n") + ssoSection, Problem{}, "work", "ap-northeast-1"},
		"its section first":         {ssoSection + ssoProfile(""), Problem{}, "work", "us-east-1"},
		"the older form":            {old, Problem{}, "https://d-1234567890.awsapps.com/start", "us-east-1"},
		"said twice, the same":      {ssoSection + ssoProfile("sso_region = eu-central-1\n"), Problem{}, "work", "us-east-1"},
		"GovCloud":                  {"[sso-session work]\nsso_start_url = https://start.us-gov-home.awsapps.com/directory/d-1\nsso_region = us-gov-west-1\n" + ssoProfile(""), Problem{}, "work", "us-gov-west-1"},
		"no such section":           {ssoProfile(""), Problem{Kind: ProblemSSOSession, Detail: "work"}, "work", "us-east-1"},
		"said twice, differently":   {ssoSection + ssoProfile("sso_region = eu-west-1\n"), Problem{Kind: ProblemSSOConflict, Detail: "sso_region"}, "work", "us-east-1"},
		"a section without region":  {"[sso-session work]\nsso_start_url = https://x.awsapps.com/start\n" + ssoProfile(""), Problem{Kind: ProblemSSOIncomplete, Detail: "sso_region"}, "work", "us-east-1"},
		"no role":                   {ssoSection + "[profile shop]\nsso_session = work\nsso_account_id = 111122223333\n", Problem{Kind: ProblemSSOIncomplete, Detail: "sso_role_name"}, "work", "us-east-1"},
		"an account that is none":   {ssoSection + "[profile shop]\nsso_session = work\nsso_account_id = 42\nsso_role_name = Admin\n", Problem{Kind: ProblemSSOValue, Detail: "sso_account_id = 42"}, "work", "us-east-1"},
		"a start URL that is none":  {"[sso-session work]\nsso_start_url = http://x/start\nsso_region = eu-west-1\n" + ssoProfile(""), Problem{Kind: ProblemSSOValue, Detail: "sso_start_url = http://x/start"}, "work", "us-east-1"},
		"a region of another host":  {"[sso-session work]\nsso_start_url = https://x/start\nsso_region = evil.example/\n" + ssoProfile(""), Problem{Kind: ProblemSSOValue, Detail: "sso_region = evil.example/"}, "work", "us-east-1"},
		"half a key pair, refused":  {ssoSection + ssoProfile("aws_access_key_id = A\n"), Problem{Kind: ProblemKeysIncomplete, Detail: "aws_secret_access_key"}, "work", "us-east-1"},
		"keys of its own, not used": {ssoSection + ssoProfile("aws_access_key_id = A\naws_secret_access_key = b\n"), Problem{}, "work", "us-east-1"},
	} {
		got := ReadRoles(awsFiles(t, test.config, ""), environment())
		if len(got.Roles) != 1 {
			t.Errorf("%s: %d roles", name, len(got.Roles))
			continue
		}
		r := got.Roles[0]
		if diff := cmp.Diff(test.problem, r.Problem); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if r.Kind != KindIdentityCenter || r.SSO.Key() != test.key || r.Region != test.region || r.RoleARN != "" || r.MFASerial != "" {
			t.Errorf("%s: %+v", name, r)
		}
		if test.problem.Kind == ProblemNone && (r.SSO.RoleName != "Admin" || r.Account != "111122223333" || r.Waits() != "identity-center:"+test.key) {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// A role that an Identity Center profile signs is a role as before, and says
// where its base signs in.
func TestIdentityCenterAsBase(t *testing.T) {
	got := ReadRoles(awsFiles(t, ssoSection+ssoProfile("")+"[profile ops]\nrole_arn = arn:aws:iam::444455556666:role/ops\nsource_profile = shop\n", ""), environment())
	if len(got.Roles) != 2 {
		t.Fatal(got.Roles)
	}
	r := got.Roles[1]
	if r.Kind != KindIAM || r.Base != (Base{Profile: "shop", Kind: BaseSSO}) || r.SSO.Key() != "work" || r.SSO.Account != "111122223333" || r.Account != "444455556666" || r.ID() != r.RoleARN || r.Problem.Kind != ProblemNone {
		t.Errorf("got %+v", r)
	}
}

// Profiles that are no roles are known with what they are.
func TestOthers(t *testing.T) {
	config := "[default]\nregion = x\n[profile user]\n" + keyLines + "[profile temp]\n" + keyLines + "aws_session_token = t\n[profile li]\nlogin_session = arn:aws:iam::1:user/x\n[profile proc]\ncredential_process = x\n" +
		"[profile bearer]\nsso_session = work\n" + ssoSection + ssoProfile("")
	got := ReadRoles(awsFiles(t, config, ""), environment())
	want := "[{default settings} {user keys} {temp temporary} {li login} {proc process} {bearer sso}]"
	if fmt.Sprint(got.Others) != want || len(got.Roles) != 1 {
		t.Errorf("got %v, want %s", got.Others, want)
	}
}
