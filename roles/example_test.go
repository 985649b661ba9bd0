package roles_test

import (
	"fmt"
	"os"
	"path/filepath"

	"halfday/roles"
)

// A role that is chained through another, and one that cannot work.
func ExampleReadRoles() {
	dir, err := os.MkdirTemp("", "roles")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	f := roles.Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	os.WriteFile(f.Config, []byte(`
[profile dev]
role_arn = arn:aws:iam::111122223333:role/dev
source_profile = me
mfa_serial = arn:aws:iam::123456789012:mfa/me
[profile audit]
role_arn = arn:aws:iam::444455556666:role/audit
source_profile = dev
[profile broken]
role_arn = arn:aws:iam::444455556666:role/broken
source_profile = nobody
`), 0o600)
	os.WriteFile(f.Credentials, []byte("[me]\naws_access_key_id = AKIAEXAMPLE\naws_secret_access_key = example\n"), 0o600)

	for _, r := range roles.ReadRoles(f, func(string) string { return "" }).Roles {
		fmt.Printf("%s %s %v %q\n", r.Profile, r.Account, r.Chain, r.Problem.Kind)
	}
	// Output:
	// dev 111122223333 [me dev] ""
	// audit 444455556666 [me dev audit] ""
	// broken 444455556666 [broken] "source_missing"
}
