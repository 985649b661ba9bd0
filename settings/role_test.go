package settings

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseRoles(t *testing.T) {
	file := `session_length = "6h"
[role."prod-admin"]
label = "Shop, Tokyo"
production = true
destination = "cloudwatch"
region = "ap-northeast-1"
session_length = "4h"
browser = "firefox"
later = "unknown keys are left alone"

[role.dev]
region = 'eu-west-1'
session_length = "90m"
[role.dev.more]
region = "xx"
[role]
region = "us-east-1"
[roles.x]
region = "us-east-1"
[[role.twice]]
region = "us-east-1"
[role."odd \"name]\""]
region = "somewhere"
label = "ok"
label = "second"
[role.broken
label = "belongs to nobody"
`
	got, problems := parse([]byte(file))
	want := defaults()
	want.Length = 6 * time.Hour
	want.Roles = map[string]Role{
		"prod-admin":  {Label: "Shop, Tokyo", Production: new(true), Destination: "cloudwatch", Region: "ap-northeast-1", Length: 4 * time.Hour, Browser: "firefox"},
		"dev":         {Region: "eu-west-1"},
		`odd "name]"`: {Label: "ok"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	var lines []int
	for _, p := range problems {
		lines = append(lines, p.Line)
	}
	if diff := cmp.Diff([]int{13, 23, 25, 26}, lines); diff != "" {
		t.Errorf("lines of the problems (-want +got):\n%s", diff)
	}
}

func TestSetRole(t *testing.T) {
	tests := []struct {
		name, file, profile, key string
		value                    any
		want                     string
	}{
		{"no table yet", "a = 1\n", "prod", KeyRoleRegion, "eu-west-1", "a = 1\n\n[role.\"prod\"]\nregion = \"eu-west-1\"\n"},
		{"no end of line", "a = 1", "prod", KeyRoleRegion, "eu-west-1", "a = 1\n\n[role.\"prod\"]\nregion = \"eu-west-1\"\n"},
		{"empty file", "", "prod", KeyRoleRegion, "eu-west-1", "[role.\"prod\"]\nregion = \"eu-west-1\"\n"},
		{"in its table", "[role.prod] # mine\nlabel = 'x' # y\n[role.dev]\n", "prod", KeyRoleProduction, true,
			"[role.prod] # mine\nproduction = true\nlabel = 'x' # y\n[role.dev]\n"},
		{"in place", "[role.dev]\nlabel = 'd'\n[role.prod]\nlabel = 'x' # y\n", "prod", KeyRoleLabel, "z",
			"[role.dev]\nlabel = 'd'\n[role.prod]\nlabel = \"z\" # y\n"},
		{"away", "[role.prod]\nbrowser = 'x'\nlabel = 'y'\n", "prod", KeyRoleBrowser, nil, "[role.prod]\nlabel = 'y'\n"},
		{"away again", "[role.prod]\n", "prod", KeyRoleBrowser, nil, "[role.prod]\n"},
		{"an odd name", "", `a"b\c]`, KeyRoleLength, 2 * time.Hour, "[role.\"a\\\"b\\\\c]\"]\nsession_length = \"2h\"\n"},
		{"CRLF", "a = 1\r\n", "p", KeyRoleLabel, "x", "a = 1\r\n\r\n[role.\"p\"]\r\nlabel = \"x\"\r\n"},
		{"a key of the same name on top", "session_length = \"6h\"\n", "p", KeyRoleLength, time.Hour,
			"session_length = \"6h\"\n\n[role.\"p\"]\nsession_length = \"1h\"\n"},
		{"BOM only", "\xef\xbb\xbf", "p", KeyRoleLabel, "x", "\xef\xbb\xbf[role.\"p\"]\nlabel = \"x\"\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "settings.toml")
			if err := os.WriteFile(path, []byte(test.file), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := SetRole(path, test.profile, test.key, test.value); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("file (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSetRoleRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.toml")
	for _, test := range []struct {
		profile, key string
		value        any
	}{
		{"", KeyRoleLabel, "x"}, {"p", KeyLanguage, "1h"}, {"p", KeyRoleLength, 30 * time.Minute}, {"p", KeyRoleRegion, "here"}, {"p", KeyRoleLabel, "a\nb"},
	} {
		if err := SetRole(path, test.profile, test.key, test.value); err == nil {
			t.Errorf("%+v: got no error", test)
		}
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was written")
	}
}

// FuzzSetRole checks that a change for a role reads back as it was meant, and
// leaves everything else as it was.
func FuzzSetRole(f *testing.F) {
	for _, file := range []string{"", "a = 1", "[role.p]\nlabel = 'x'\n", "[role.\"p\"]\nlabel = [\n", "label = 1\n[role]\np = 1\n", "role = 3\n", "[[role.p]]\n", "\xef\xbb\xbf"} {
		f.Add([]byte(file), "p", "text")
	}
	f.Fuzz(func(t *testing.T, data []byte, profile, label string) {
		if len(data) > 1<<13 {
			t.Skip("only slower")
		}
		at := keyPath{profile, KeyRoleLabel}
		if profile == "" {
			return
		}
		before, _ := parse(data)
		changed, err := set(data, at, label)
		if err != nil {
			return
		}
		after, _ := parse(changed)
		if got := after.Roles[profile].Label; got != label {
			t.Fatalf("%q became %q: got label %q, want %q", data, changed, got, label)
		}
		role := before.Roles[profile]
		role.Label = label
		if before.Roles == nil {
			before.Roles = map[string]Role{}
		}
		before.Roles[profile] = role
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("%q became %q (-want +got):\n%s", data, changed, diff)
		}
		gone, err := set(changed, at, nil)
		if err != nil {
			t.Fatal(err)
		}
		if left, _ := parse(gone); left.Roles[profile].Label != "" {
			t.Fatalf("%q: label %q is still there", gone, left.Roles[profile].Label)
		}
	})
}
