package roles

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestAdHocRole(t *testing.T) {
	dir := t.TempDir()
	f := Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	config := "[default]\nregion = eu-west-1\nmfa_serial = arn:aws:iam::111122223333:mfa/maya\n[profile Admin]\nregion = us-west-2\n"
	keys := "[default]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\n[Admin]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = s\n"
	for path, text := range map[string]string{f.Config: config, f.Credentials: keys} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	none := func(string) string { return "" }
	const arn = "arn:aws:iam::444455556666:role/path/Admin"

	r := AdHocRole(f, none, NewRole{RoleARN: arn})
	if r.Problem.Kind != ProblemNone || r.Account != "444455556666" || r.Region != "us-east-1" ||
		r.MFASerial != "arn:aws:iam::111122223333:mfa/maya" || r.Base != (Base{"default", BaseStatic}) || !slices.Equal(r.Chain, []string{"default", "Admin"}) {
		t.Errorf("defaults: got %+v", r)
	}
	r = AdHocRole(f, none, NewRole{RoleARN: arn, SourceProfile: "Admin", MFASerial: "arn:aws:iam::1:mfa/x", Region: "ap-northeast-1"})
	if r.Problem.Kind != ProblemMFASerial || r.Base.Profile != "Admin" || r.Region != "ap-northeast-1" || len(r.Hops) != 1 {
		t.Errorf("all given: got %+v", r)
	}
	for arn, want := range map[string]ProblemKind{
		"arn:aws:iam::444455556666:user/x":    ProblemRoleARN,
		"":                                    ProblemRoleARN,
		"arn:aws-iso:iam::444455556666:role/": ProblemRoleARN,
	} {
		if got := AdHocRole(f, none, NewRole{RoleARN: arn}).Problem.Kind; got != want {
			t.Errorf("%q: got %q, want %q", arn, got, want)
		}
	}
	if got := AdHocRole(f, none, NewRole{RoleARN: arn, SourceProfile: "gone"}).Problem.Kind; got != ProblemSourceMissing {
		t.Errorf("missing source: got %q", got)
	}
}

// A profile that is called as the role is another one: nothing of it counts.
func TestAdHocRoleHasANamesake(t *testing.T) {
	namesake := "[profile Admin]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nmfa_serial = GAHT12345678\nmfa_process = giver\nendpoint_url = https://x\n"
	f := awsFiles(t, namesake, "[default]\n"+keyLines)
	r := AdHocRole(f, environment(), NewRole{RoleARN: "arn:aws:iam::444455556666:role/Admin"})
	if r.Profile != "Admin" || r.MFASerial != "" || r.MFAProcess || r.Endpoints {
		t.Errorf("got %+v", r)
	}
	r.MFAProcess = true // of another profile
	if got := MFAProcess(f, r); got != "" {
		t.Errorf("the codes are of %q", got)
	}
}
