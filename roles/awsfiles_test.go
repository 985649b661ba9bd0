package roles

import (
	"os"
	"path/filepath"
	"testing"
)

// awsFiles writes the AWS files into a directory of their own. A file whose
// content is "" is not written.
func awsFiles(t testing.TB, config, credentials string) Files {
	t.Helper()
	dir := t.TempDir()
	f := Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	for path, content := range map[string]string{f.Config: config, f.Credentials: credentials} {
		if content == "" {
			continue
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// environment is a getenv of pairs of names and values.
func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// roleNamed finds a role, which must be listed once.
func roleNamed(t testing.TB, l Listing, profile string) Role {
	t.Helper()
	var found []Role
	for _, r := range l.Roles {
		if r.Profile == profile {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%q is listed %d times among %d roles", profile, len(found), len(l.Roles))
	}
	return found[0]
}
