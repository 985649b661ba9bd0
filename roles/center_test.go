package roles

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCenters(t *testing.T) {
	const old = "[profile x%]\nsso_start_url = https://d-1234567890.awsapps.com/start\nsso_region = eu-central-1\nsso_account_id = 111122223333\nsso_role_name = Admin\n"
	list := ReadRoles(awsFiles(t, ssoSection+"[sso-session bare]\nsso_start_url = https://b.awsapps.com/start\nsso_region = us-east-1\n"+
		"[sso-session half]\nsso_region = us-east-1\n[sso-session evil]\nsso_start_url = https://e/start\nsso_region = evil.example/\n"+ssoProfile("")+old+old, ""), environment())
	want := []Center{
		{SSO: SSO{Session: "bare", StartURL: "https://b.awsapps.com/start", Region: "us-east-1"}},
		{SSO: SSO{Session: "work", StartURL: "https://d-1234567890.awsapps.com/start", Region: "eu-central-1", Scopes: "sso:account:access"}},
		{SSO: SSO{StartURL: "https://d-1234567890.awsapps.com/start", Region: "eu-central-1"}},
	}
	if diff := cmp.Diff(want, list.Centers); diff != "" {
		t.Error(diff)
	}
	if got := list.Centers[2].Name(); got != "d-1234567890.awsapps.com" {
		t.Errorf("the older form is called %s", got)
	}
	if r := CenterRole(SSO{Session: "gov", StartURL: "https://g/start", Region: "us-gov-west-1"}); r.Partition != "aws-us-gov" || r.Profile != "gov" || r.SSO.RoleName != "" {
		t.Errorf("%+v", r)
	}
}
