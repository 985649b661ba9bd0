package command

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
)

var updateGolden = flag.Bool("update", false, "write the golden files anew")

// rolesListing are the roles of testdata/roles.config, with nothing of this
// machine in them.
func rolesListing(t *testing.T) roles.Listing {
	t.Helper()
	f := roles.Files{Config: filepath.Join("testdata", "roles.config"), Credentials: filepath.Join("testdata", "roles.credentials")}
	list := roles.ReadRoles(f, func(string) string { return "" })
	var p home.Home
	p.Settings, _ = settings.Read(filepath.Join(t.TempDir(), "none"))
	learned := session.Lesson{RoleARN: "arn:aws-cn:iam::111122223333:role/r", Wanted: 43200, Taken: 28799, At: time.Now()}
	for _, r := range list.Roles {
		if r.RoleARN == learned.RoleARN {
			learned.DurationSeconds = r.DurationSeconds
		}
	}
	p.Describe(list, session.Lessons{"本番-cn": learned}, time.Now())
	return list
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *updateGolden {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}

func TestRolesTable(t *testing.T) {
	list := rolesListing(t)
	for _, w := range []text.Words{text.English(), text.Japanese()} {
		var out bytes.Buffer
		if err := printTable(&out, list, w); err != nil {
			t.Fatal(err)
		}
		printWarnings(&out, list, w)
		golden(t, "roles_"+w.Language, strings.ReplaceAll(out.String(), `\`, "/"))
		if strings.Contains(out.String(), "PLANTED") {
			t.Error("the table holds a key")
		}
		out.Reset()
		if err := printTable(&out, roles.Listing{}, w); err != nil || out.String() != w.Menu.NoRoles+"\n" {
			t.Errorf("without roles: got %q, %v", out.String(), err)
		}
	}
}

// The names of the keys are an interface for scripts.
func TestRolesJSON(t *testing.T) {
	var out bytes.Buffer
	if err := printJSON(&out, rolesListing(t), text.English()); err != nil {
		t.Fatal(err)
	}
	golden(t, "roles_json", out.String())

	var listed []map[string]any
	if err := json.Unmarshal(out.Bytes(), &listed); err != nil {
		t.Fatal(err)
	}
	want := []string{"account", "chain", "console_seconds", "duration_seconds", "external_id", "kind", "mfa_serial", "partition", "problem", "profile", "region",
		"role_arn", "role_name", "role_session_name", "source_profile", "sso_session"}
	for _, r := range listed {
		var keys []string
		for k := range r {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		if !slices.Equal(keys, want) {
			t.Errorf("%v: keys %q, want %q", r["profile"], keys, want)
		}
		if chain, ok := r["chain"].([]any); !ok || len(chain) == 0 || chain[len(chain)-1] != r["profile"] {
			t.Errorf("%v: chain %v", r["profile"], r["chain"])
		}
	}
	if bytes.Contains(out.Bytes(), []byte("PLANTED")) {
		t.Error("the array holds a key")
	}

	out.Reset()
	if err := printJSON(&out, roles.Listing{}, text.English()); err != nil || out.String() != "[]\n" {
		t.Errorf("without roles: got %q, %v", out.String(), err)
	}
}

func TestParseRoles(t *testing.T) {
	for _, c := range []struct {
		args string
		want rolesArgs
		ok   bool
	}{
		{"", rolesArgs{}, true},
		{"--json", rolesArgs{json: true}, true},
		{"prod", rolesArgs{filter: roles.RoleFilter{Text: "prod"}}, true},
		{"prod --json", rolesArgs{json: true, filter: roles.RoleFilter{Text: "prod"}}, true},
		{"--account 111122223333 --problems prod", rolesArgs{filter: roles.RoleFilter{Account: "111122223333", Problems: true, Text: "prod"}}, true},
		{"-- -rf", rolesArgs{filter: roles.RoleFilter{Text: "-rf"}}, true},
		{"a b", rolesArgs{}, false},
		{"--account", rolesArgs{}, false},
		{"--nonsense", rolesArgs{}, false},
	} {
		got, err := parseRoles(strings.Fields(c.args))
		if (err == nil) != c.ok || c.ok && got != c.want {
			t.Errorf("%q: got %+v, %v", c.args, got, err)
		}
	}
}

func TestParseDoctor(t *testing.T) {
	for _, c := range []struct {
		args string
		want doctorArgs
		ok   bool
	}{
		{"", doctorArgs{}, true},
		{"prod", doctorArgs{profile: "prod"}, true},
		{"prod --problems", doctorArgs{problems: true, profile: "prod"}, true},
		{"--problems -- --problems", doctorArgs{problems: true, profile: "--problems"}, true},
		{"a b", doctorArgs{}, false},
		{"--json", doctorArgs{}, false},
	} {
		got, err := parseDoctor(strings.Fields(c.args))
		if (err == nil) != c.ok || c.ok && got != c.want {
			t.Errorf("%q: got %+v, %v", c.args, got, err)
		}
	}
}
