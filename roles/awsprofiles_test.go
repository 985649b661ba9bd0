package roles

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Which profiles the two files make together, and which of several values
// counts. The role's name, its region and its source are enough to tell.
func TestAWSProfiles(t *testing.T) {
	const role = "role_arn = arn:aws:iam::111122223333:role/r\n"
	for _, c := range []struct {
		name, config, credentials string
		want                      []string // profile region source
	}{
		{"file order, config first",
			"[profile z]\n" + role + "[profile a]\n" + role, "[m]\n" + role + "[b]\n" + role,
			[]string{"z", "a", "m", "b"}},
		{"no role_arn, no role", "[profile a]\nregion = x\n[profile b]\nrole_arn =\n" + "[profile c]\n" + role, "", []string{"c"}},
		{"names differ by case", "[profile Prod]\n" + role + "[profile prod]\n" + role, "", []string{"Prod", "prod"}},
		{"duplicate sections are one, the later key wins",
			"[profile a]\n" + role + "region = one\nsource_profile = s\n[profile b]\n" + role + "[profile a]\nregion = two\n", "",
			[]string{"a two s", "b"}},
		{"duplicate keys, the later wins", "[profile a]\n" + role + "region = one\nREGION = two\n", "", []string{"a two"}},
		{"one name, spelled in many ways",
			"[profile a]\n" + role + "[ profile\ta ]\nregion = one\n[profile \"a\"]\nsource_profile = s\n[profile 'a'] # c\nregion = two\n", "",
			[]string{"a two s"}},
		{"credentials over config", "[profile a]\n" + role + "region = one\nsource_profile = s\n", "[a]\nregion = two\n", []string{"a two s"}},
		{"an empty value counts, too", "[profile a]\n" + role + "region = one\nsource_profile = s\n", "[a]\nsource_profile =\n", []string{"a one"}},
		{"an empty role_arn undoes the role", "[profile a]\n" + role, "[a]\nrole_arn =\n", nil},
		{"a role of both files", "[profile a]\nregion = one\n", "[a]\n" + role, []string{"a one"}},
		{"default of both files", "[default]\nregion = one\n" + role, "[default]\nsource_profile = s\n", []string{"default one s"}},
		{"[profile default] beats [default] before it",
			"[default]\n" + role + "region = one\nsource_profile = s\n[profile default]\n" + role + "region = two\n", "", []string{"default two"}},
		{"[profile default] beats [default] behind it",
			"[profile default]\n" + role + "region = two\n[default]\n" + role + "region = one\nsource_profile = s\n", "", []string{"default two"}},
		{"[profile default] without a role beats a [default] with one",
			"[default]\n" + role + "[profile default]\nregion = two\n", "", nil},
		{"[default] of the credentials file adds to [profile default]",
			"[default]\nregion = one\n[profile default]\n" + role + "region = two\n", "[default]\nsource_profile = s\n", []string{"default two s"}},
		{"a bare name in the config file is no profile", "[a]\n" + role, "", nil},
		{"profile in the credentials file is no profile", "", "[profile a]\n" + role, nil},
		{"sso-session and services are none",
			"[sso-session s]\n" + role + "[services s]\n" + role + "[plugins]\n" + role + "[profile a]\n" + role,
			"[sso-session s]\n" + role + "[services s]\n" + role, []string{"a"}},
		{"keys of a malformed header belong to nobody",
			"[profile a]\n" + role + "region = one\n[profile b\nregion = two\n" + role + "\n[profile c]\n" + role, "", []string{"a one", "c"}},
		{"a malformed header does not end a later one",
			"[profile]\n" + role + "[]\n" + role + "[profile a]\n" + role, "", []string{"a"}},
		{"keys before the first header belong to nobody", role + "[profile a]\n" + role, "", []string{"a"}},
		{"one bad line", "[profile a]\n" + role + "what is this\n= and this\nregion = one\n", "", []string{"a one"}},
		{"BOM", "\uFEFF[default]\n" + role, "\uFEFF[a]\n" + role, []string{"default", "a"}},
		{"CRLF", "[profile a]\r\nrole_arn = x\r\nregion = one\r\n\r\n[profile b]\r\nrole_arn = x\r\n", "[a]\r\nsource_profile = s\r\n", []string{"a one s", "b"}},
		{"CR at the end of a header with a comment", "[profile a] # c\r\n" + role, "", []string{"a"}},
		{"tabs", "\t[profile\t \ta\t]\t# c\n\trole_arn\t=\tx\t# c\n\tregion\t=\tone\n", "", []string{"a one"}},
		{"quotes around values", "[profile a]\nrole_arn = \"x\"\nregion = 'one'\nsource_profile = \"s t\"\n", "", []string{"a one s t"}},
		{"quotes around names in the credentials file", "", "[\"a b\"]\n" + role + "['c']\n" + role, []string{"a b", "c"}},
		{"no line break at the end", "[profile a]\n" + role + "region = one", "", []string{"a one"}},
		{"half a line at the end", "[profile a]\n" + role + "[profile b]\n" + role + "reg", "", []string{"a", "b"}},
		{"odd names", "[profile -rf]\n" + role + "[profile a/b.c@d:e=f]\n" + role + "[profile 本番]\n" + role + "[profile a&b<c>_\\]\n" + role, "",
			[]string{"-rf", "a/b.c@d:e=f", "本番", `a&b<c>_\`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range ReadRoles(awsFiles(t, c.config, c.credentials), environment()).Roles {
				line := r.Profile
				if r.Region != "us-east-1" && r.Region != "" {
					line += " " + r.Region
				}
				if r.SourceProfile != "" {
					line += " " + r.SourceProfile
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestRoleIsWhole(t *testing.T) {
	f := awsFiles(t, `
[profile audit]
role_arn = arn:aws:iam::444455556666:role/teams/core/audit.r+o=w,x@y-z_9
source_profile = work
mfa_serial = arn:aws:iam::111122223333:mfa/maya
region = eu-west-1
external_id = a/b:c
role_session_name = maya@example.com
duration_seconds = 7200
`, "[work]\naws_access_key_id = AKIAPLANTED0000000001\naws_secret_access_key = PLANTEDsecret\n")
	l := ReadRoles(f, environment())
	want := []Role{{
		Kind:    KindIAM,
		Profile: "audit", RoleARN: "arn:aws:iam::444455556666:role/teams/core/audit.r+o=w,x@y-z_9", Account: "444455556666",
		Partition: "aws", Region: "eu-west-1", SourceProfile: "work", MFASerial: "arn:aws:iam::111122223333:mfa/maya", MFAFrom: "audit",
		ExternalID: "a/b:c", RoleSessionName: "maya@example.com", DurationSeconds: 7200,
		Chain: []string{"work", "audit"},
		Hops: []Hop{{
			Profile: "audit", RoleARN: "arn:aws:iam::444455556666:role/teams/core/audit.r+o=w,x@y-z_9",
			ExternalID: "a/b:c", RoleSessionName: "maya@example.com", DurationSeconds: 7200,
		}},
		Base: Base{Profile: "work", Kind: BaseStatic},
	}}
	if diff := cmp.Diff(want, l.Roles); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if len(l.Warnings) > 0 {
		t.Errorf("warnings: %v", l.Warnings)
	}
}

// AssumeRole takes 900 to 43200 seconds; the SDKs pass over what they cannot
// read.
func TestDurationSeconds(t *testing.T) {
	for value, want := range map[string]int{
		"900": 900, "3600": 3600, "43200": 43200, `"3600"`: 3600, "3600 # an hour": 3600,
		"": 0, "899": 0, "43201": 0, "-3600": 0, "0": 0, "12h": 0, "1e4": 0, "3600.0": 0, "3 600": 0, "99999999999999999999": 0,
	} {
		l := ReadRoles(awsFiles(t, fmt.Sprintf("[profile a]\nrole_arn = x\nduration_seconds = %s\n", value), ""), environment())
		if got := roleNamed(t, l, "a").DurationSeconds; got != want {
			t.Errorf("%q: got %d, want %d", value, got, want)
		}
	}
}
