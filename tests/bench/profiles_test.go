//go:build bench && linux

package bench

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"halfday/roles"
)

const manyProfiles = 10_000

// manyRoles writes AWS files with a role in each of n profiles.
func manyRoles(t *testing.T, n int) roles.Files {
	t.Helper()
	dir := t.TempDir()
	f := roles.Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "[profile team-%d-admin]\nrole_arn = arn:aws:iam::%012d:role/admin\nsource_profile = base\n"+
			"mfa_serial = arn:aws:iam::111122223333:mfa/maya\nregion = eu-central-1\nduration_seconds = 3600\n\n", i, i+1)
	}
	if err := os.WriteFile(f.Config, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	keys := "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"
	if err := os.WriteFile(f.Credentials, []byte(keys), 0o600); err != nil {
		t.Fatal(err)
	}
	return f
}

func measureProfiles(t *testing.T, _ string, _ standins) []figure {
	files := manyRoles(t, manyProfiles)
	none := func(string) string { return "" }
	var read, pass samples
	for range benchRuns {
		began := clock()
		list := roles.ReadRoles(files, none)
		read.took(between(began, clock()))
		if n := len(list.Roles); n != manyProfiles || list.Roles[n-1].Problem.Kind != roles.ProblemNone {
			t.Fatalf("read %d roles, want %d without problems", n, manyProfiles)
		}
		began = clock()
		n := linePass(t, files.Config)
		pass.took(between(began, clock()))
		if n != manyProfiles {
			t.Fatalf("passed over %d sections, want %d", n, manyProfiles)
		}
	}
	return []figure{
		{"reading 10,000 profiles", "ms", 100, read},
		{"  floor: one pass over the lines", "ms", 0, pass},
	}
}

// linePass reads a file, takes its lines and keys apart, and counts the
// sections.
func linePass(t *testing.T, path string) (sections int) {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{}
	for line := range bytes.Lines(b) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] == '[' {
			sections++
		}
		if key, value, ok := bytes.Cut(line, []byte("=")); ok {
			keys[string(bytes.TrimSpace(key))] = string(bytes.TrimSpace(value))
		}
	}
	return sections
}
