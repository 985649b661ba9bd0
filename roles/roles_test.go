package roles

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	roleLine = "role_arn = arn:aws:iam::111122223333:role/r\n"
	keyLines = "aws_access_key_id = AKIAPLANTED0000000001\naws_secret_access_key = PLANTEDsecret\n"
)

// Every reason why a role cannot work, and what names it: the kind, the
// profile at fault where it is another, the value at fault.
func TestRoleProblems(t *testing.T) {
	base := "[profile base]\n" + keyLines
	a := "[profile a]\n" + roleLine
	for _, c := range []struct {
		name, config, credentials string
		env                       []string
		want                      Problem
	}{
		{"none", a + "source_profile = base\n" + base, "", nil, Problem{}},

		{"role_arn, a user", "[profile a]\nrole_arn = arn:aws:iam::111122223333:user/u\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemRoleARN, Detail: "arn:aws:iam::111122223333:user/u"}},
		{"role_arn of a hop", a + "source_profile = b\n[profile b]\nrole_arn = what\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemRoleARN, Profile: "b", Detail: "what"}},
		{"partition", "[profile a]\nrole_arn = arn:aws-moon:iam::111122223333:role/r\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemPartition, Detail: "aws-moon"}},
		{"partition of a hop", a + "source_profile = b\n[profile b]\nrole_arn = arn:aws-iso-b:iam::111122223333:role/r\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemPartitionISO, Profile: "b", Detail: "aws-iso-b"}},
		{"iso", "[profile a]\nrole_arn = arn:aws-iso:iam::111122223333:role/r\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemPartitionISO, Detail: "aws-iso"}},
		{"iso f", "[profile a]\nrole_arn = arn:aws-iso-f:iam::111122223333:role/r\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemPartitionISO, Detail: "aws-iso-f"}},

		{"source missing", a + "source_profile = gone\n", "", nil, Problem{Kind: ProblemSourceMissing, Profile: "gone"}},
		{"source missing further down", a + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = gone\n", "", nil,
			Problem{Kind: ProblemSourceMissing, Profile: "gone"}},
		{"source of another case", a + "source_profile = Base\n" + base, "", nil, Problem{Kind: ProblemSourceMissing, Profile: "Base"}},
		{"source is an sso-session", a + "source_profile = s\n[sso-session s]\n" + keyLines, "", nil, Problem{Kind: ProblemSourceMissing, Profile: "s"}},

		{"loop of one", a + "source_profile = a\n", "", nil, Problem{Kind: ProblemSourceLoop, Detail: "a → a"}},
		{"loop of two", a + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = a\n", "", nil,
			Problem{Kind: ProblemSourceLoop, Detail: "a → b → a"}},
		{"loop below", a + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = c\n[profile c]\n" + roleLine + "source_profile = b\n", "", nil,
			Problem{Kind: ProblemSourceLoop, Detail: "b → c → b"}},
		{"a chain too long", manySources(20), "", nil, Problem{Kind: ProblemSourceTooLong, Profile: "s16"}},

		{"no source", a, "", nil, Problem{Kind: ProblemNoSource}},
		{"no source of a hop", a + "source_profile = b\n[profile b]\n" + roleLine, "", nil, Problem{Kind: ProblemNoSource, Profile: "b"}},
		{"source without anything", a + "source_profile = b\n[profile b]\nregion = eu-west-1\n", "", nil, Problem{Kind: ProblemNoKeys, Profile: "b"}},
		{"a source of a profile without a role", a + "source_profile = b\n[profile b]\nsource_profile = base\n" + base, "", nil,
			Problem{Kind: ProblemSourceWithoutRole, Profile: "b", Detail: "source_profile"}},
		{"also where it has keys", a + "source_profile = b\n[profile b]\ncredential_source = Environment\n" + keyLines, "", nil,
			Problem{Kind: ProblemSourceWithoutRole, Profile: "b", Detail: "credential_source"}},
		{"web identity of a profile without a role", a + "source_profile = b\n[profile b]\nweb_identity_token_file = x\n", "", nil,
			Problem{Kind: ProblemSourceWithoutRole, Profile: "b", Detail: "web_identity_token_file"}},

		{"two sources", a + "source_profile = base\ncredential_source = Environment\n" + base, "", nil,
			Problem{Kind: ProblemTwoSources, Detail: "source_profile, credential_source"}},
		{"four sources, one in the other file", a + "source_profile = base\ncredential_process = x\nweb_identity_token_file = y\n" + base, "[a]\ncredential_source = Environment\n", nil,
			Problem{Kind: ProblemTwoSources, Detail: "source_profile, credential_source, web_identity_token_file, credential_process"}},
		{"two sources of a hop", a + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = base\ncredential_process = x\n" + base, "", nil,
			Problem{Kind: ProblemTwoSources, Profile: "b", Detail: "source_profile, credential_process"}},

		{"no secret", a + "source_profile = b\n[profile b]\naws_access_key_id = AKIA\n", "", nil,
			Problem{Kind: ProblemKeysIncomplete, Profile: "b", Detail: "aws_secret_access_key"}},
		{"no key ID", a + "source_profile = b\n", "[b]\naws_secret_access_key = PLANTEDsecret\n", nil,
			Problem{Kind: ProblemKeysIncomplete, Profile: "b", Detail: "aws_access_key_id"}},
		{"an empty secret", a + "source_profile = b\n", "[b]\naws_access_key_id = AKIA\naws_secret_access_key =\n", nil,
			Problem{Kind: ProblemKeysIncomplete, Profile: "b", Detail: "aws_secret_access_key"}},
		{"a pair torn over both files", a + "source_profile = b\n[profile b]\naws_access_key_id = AKIA\n", "[b]\naws_secret_access_key = PLANTEDsecret\n", nil,
			Problem{Kind: ProblemKeysIncomplete, Profile: "b", Detail: "aws_access_key_id"}},
		{"half a pair of its own", a + "aws_access_key_id = AKIA\n", "", nil, Problem{Kind: ProblemKeysIncomplete, Detail: "aws_secret_access_key"}},
		{"half a pair that nobody needs", a + "source_profile = base\naws_access_key_id = AKIA\n" + base, "", nil,
			Problem{Kind: ProblemKeysIncomplete, Detail: "aws_secret_access_key"}},

		{"half a pair that nobody looks at", a + "source_profile = base\naws_access_key_id = AKIA\n" + base, "[a]\nregion = x\n", nil, Problem{}},
		{"half a pair that is needed", a + "aws_access_key_id = AKIA\n", "[a]\nregion = x\n", nil,
			Problem{Kind: ProblemKeysIncomplete, Detail: "aws_secret_access_key"}},
		{"half a pair of the source that is needed", a + "source_profile = b\n[profile b]\naws_access_key_id = AKIA\n", "[b]\nregion = x\n", nil,
			Problem{Kind: ProblemKeysIncomplete, Profile: "b", Detail: "aws_secret_access_key"}},

		{"web identity", a + "web_identity_token_file = /run/token\n", "", nil, Problem{Kind: ProblemWebIdentity}},
		{"web identity of a hop", a + "source_profile = b\n[profile b]\n" + roleLine + "web_identity_token_file = /run/token\n", "", nil,
			Problem{Kind: ProblemWebIdentity, Profile: "b"}},

		{"EC2", a + "credential_source = Ec2InstanceMetadata\n", "", nil, Problem{Kind: ProblemCredentialSource, Detail: "Ec2InstanceMetadata"}},
		{"ECS", a + "credential_source = EcsContainer\n", "", nil, Problem{Kind: ProblemCredentialSource, Detail: "EcsContainer"}},
		{"unknown", a + "credential_source = environments\n", "", nil, Problem{Kind: ProblemCredentialSource, Detail: "environments"}},
		{"environment", a + "credential_source = Environment\n", "", nil, Problem{Kind: ProblemEnvironment}},
		{"half an environment", a + "credential_source = Environment\n", "", []string{"AWS_ACCESS_KEY_ID", "AKIA"}, Problem{Kind: ProblemEnvironment}},
		{"environment of a hop", a + "source_profile = b\n[profile b]\n" + roleLine + "credential_source = Environment\n", "", nil,
			Problem{Kind: ProblemEnvironment, Profile: "b"}},
		{"environment with keys", a + "credential_source = Environment\n", "",
			[]string{"AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "s"}, Problem{}},

		{"FIDO", a + "source_profile = base\nmfa_serial = arn:aws:iam::111122223333:u2f/user/maya/key-ABC\n" + base, "", nil,
			Problem{Kind: ProblemFIDO, Detail: "arn:aws:iam::111122223333:u2f/user/maya/key-ABC"}},
		{"FIDO of the source", a + "source_profile = base\n" + base + "mfa_serial = arn:aws:iam::111122223333:u2f/user/maya/key-ABC\n", "", nil,
			Problem{Kind: ProblemFIDO, Profile: "base", Detail: "arn:aws:iam::111122223333:u2f/user/maya/key-ABC"}},
		{"FIDO of [default]", a + "source_profile = base\n" + base + "[default]\nmfa_serial = arn:aws:iam::111122223333:u2f/user/maya/key-ABC\n", "", nil,
			Problem{Kind: ProblemFIDO, Profile: "default", Detail: "arn:aws:iam::111122223333:u2f/user/maya/key-ABC"}},
		{"a user in place of a device", a + "source_profile = base\nmfa_serial = arn:aws:iam::111122223333:user/maya\n" + base, "", nil,
			Problem{Kind: ProblemMFASerial, Detail: "arn:aws:iam::111122223333:user/maya"}},

		{"the first thing to mend is told", "[profile a]\nrole_arn = x\nsource_profile = gone\nmfa_serial = y\n", "", nil, Problem{Kind: ProblemRoleARN, Detail: "x"}},
		{"the source before the device", a + "source_profile = gone\nmfa_serial = y\n", "", nil, Problem{Kind: ProblemSourceMissing, Profile: "gone"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := ReadRoles(awsFiles(t, c.config, c.credentials), environment(c.env...))
			if diff := cmp.Diff(c.want, roleNamed(t, l, "a").Problem); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if strings.Contains(fmt.Sprintf("%+v", l), "PLANTED") {
				t.Error("the listing holds a key")
			}
		})
	}
}

// manySources is a role a with n roles below it, each the source of the last.
func manySources(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[profile a]\n%ssource_profile = s1\n", roleLine)
	for i := range n {
		fmt.Fprintf(&b, "[profile s%d]\n%ssource_profile = s%d\n", i+1, roleLine, i+2)
	}
	return b.String()
}

// Where the credentials come from, and what is assumed on the way.
func TestChains(t *testing.T) {
	a := "[profile a]\n" + roleLine
	for _, c := range []struct {
		name, config, credentials string
		env                       []string
		chain, hops               string
		base                      Base
	}{
		{"keys of the source", a + "source_profile = base\n", "[base]\n" + keyLines, nil, "base a", "a", Base{"base", BaseStatic}},
		{"of the config file", a + "source_profile = base\n[profile base]\n" + keyLines, "", nil, "base a", "a", Base{"base", BaseStatic}},
		{"of default", a + "source_profile = default\n[default]\n" + keyLines, "", nil, "default a", "a", Base{"default", BaseStatic}},
		{"a token makes them temporary", a + "source_profile = base\n", "[base]\n" + keyLines + "aws_session_token = t\n", nil, "base a", "a", Base{"base", BaseTemporary}},
		{"a token of the config file, too", a + "source_profile = base\n[profile base]\naws_session_token = t\n", "[base]\n" + keyLines, nil, "base a", "a", Base{"base", BaseTemporary}},
		{"an empty token does not", a + "source_profile = base\n", "[base]\n" + keyLines + "aws_session_token =\n", nil, "base a", "a", Base{"base", BaseStatic}},
		{"a process", a + "source_profile = base\n[profile base]\ncredential_process = x\n", "", nil, "base a", "a", Base{"base", BaseProcess}},
		{"a process of its own", a + "credential_process = x\n", "", nil, "a", "a", Base{"a", BaseProcess}},
		{"keys before a process", a + "source_profile = base\n[profile base]\ncredential_process = x\n" + keyLines, "", nil, "base a", "a", Base{"base", BaseStatic}},
		{"Identity Center", a + "source_profile = base\n[profile base]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = x\n", "", nil, "base a", "a", Base{"base", BaseSSO}},
		{"Identity Center, the old way", a + "source_profile = base\n[profile base]\nsso_start_url = u\nsso_region = r\nsso_account_id = 1\nsso_role_name = r\n", "", nil, "base a", "a", Base{"base", BaseSSO}},
		{"aws login", a + "source_profile = base\n[profile base]\nlogin_session = arn\n", "", nil, "base a", "a", Base{"base", BaseLogin}},
		{"environment", a + "credential_source = Environment\n", "", []string{"AWS_ACCESS_KEY", "A", "AWS_SECRET_KEY", "s"}, "a", "a", Base{"", BaseEnvironment}},
		{"environment, spelled otherwise", a + "credential_source = environment\n", "", []string{"AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "s"}, "a", "a", Base{"", BaseEnvironment}},
		{"keys of its own", a + keyLines, "", nil, "a", "a", Base{"a", BaseStatic}},
		{"itself as its source", a + "source_profile = a\n" + keyLines, "", nil, "a", "a", Base{"a", BaseStatic}},
		{"itself as its source, keys in the other file", a + "source_profile = a\n", "[a]\n" + keyLines, nil, "a", "a", Base{"a", BaseStatic}},
		{"one role between", a + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = base\n", "[base]\n" + keyLines, nil, "base b a", "b a", Base{"base", BaseStatic}},
		{"two roles between", a + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = c\n[profile c]\n" + roleLine + "source_profile = base\n", "[base]\n" + keyLines, nil,
			"base c b a", "c b a", Base{"base", BaseStatic}},
		{"a role on the environment", a + "source_profile = b\n[profile b]\n" + roleLine + "credential_source = Environment\n", "",
			[]string{"AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "s"}, "b a", "b a", Base{"", BaseEnvironment}},
		{"a source with keys and a role signs its own role first", a + "source_profile = b\n[profile b]\n" + roleLine + keyLines + "source_profile = gone\n", "", nil,
			"b a", "b a", Base{"b", BaseStatic}},
		{"a loop with keys in it ends there", a + "source_profile = b\n" + keyLines + "[profile b]\n" + roleLine + "source_profile = a\n", "", nil,
			"a b a", "b a", Base{"a", BaseStatic}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := roleNamed(t, ReadRoles(awsFiles(t, c.config, c.credentials), environment(c.env...)), "a")
			var hops []string
			for _, h := range r.Hops {
				hops = append(hops, h.Profile)
			}
			if got := strings.Join(r.Chain, " "); got != c.chain {
				t.Errorf("chain: got %q, want %q", got, c.chain)
			}
			if got := strings.Join(hops, " "); got != c.hops {
				t.Errorf("hops: got %q, want %q", got, c.hops)
			}
			if r.Base != c.base {
				t.Errorf("base: got %v, want %v", r.Base, c.base)
			}
			if r.Problem != (Problem{}) {
				t.Errorf("problem: %+v", r.Problem)
			}
		})
	}
}

// The hops carry what each profile says, not what the role at the top does.
func TestHopsKeepTheirOwnSettings(t *testing.T) {
	l := ReadRoles(awsFiles(t, `
[profile a]
role_arn = arn:aws:iam::111122223333:role/a
source_profile = b
external_id = ex-a
[profile b]
role_arn = arn:aws:iam::444455556666:role/b
source_profile = base
external_id = ex-b
role_session_name = name-b
duration_seconds = 1800
`, "[base]\n"+keyLines), environment())
	want := []Hop{
		{Profile: "b", RoleARN: "arn:aws:iam::444455556666:role/b", ExternalID: "ex-b", RoleSessionName: "name-b", DurationSeconds: 1800},
		{Profile: "a", RoleARN: "arn:aws:iam::111122223333:role/a", ExternalID: "ex-a"},
	}
	if diff := cmp.Diff(want, roleNamed(t, l, "a").Hops); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// The role's own mfa_serial, else its source's and so on down, else [default]'s;
// none where AWS takes no code.
func TestMFASerial(t *testing.T) {
	const own, source, deep, def = "arn:aws:iam::111122223333:mfa/own", "arn:aws:iam::111122223333:mfa/source", "arn:aws:iam::111122223333:mfa/deep", "GAHT12345678"
	set := func(serial string) string { return "mfa_serial = " + serial + "\n" }
	a := "[profile a]\n" + roleLine
	b := "[profile b]\n" + roleLine + "source_profile = base\n"
	base := "[profile base]\n" + keyLines
	for _, c := range []struct {
		name, config, credentials string
		env                       []string
		serial, from              string
	}{
		{"none", a + "source_profile = base\n" + base, "", nil, "", ""},
		{"its own", a + set(own) + "source_profile = base\n" + base + set(source) + "[default]\n" + set(def), "", nil, own, "a"},
		{"its source's", a + "source_profile = base\n" + base + set(source) + "[default]\n" + set(def), "", nil, source, "base"},
		{"its source's, in the credentials file", a + "source_profile = base\n", "[base]\n" + keyLines + set(source), nil, source, "base"},
		{"the nearest source's", a + "source_profile = b\n" + b + set(source) + base + set(deep), "", nil, source, "b"},
		{"a source's further down", a + "source_profile = b\n" + b + base + set(deep) + "[default]\n" + set(def), "", nil, deep, "base"},
		{"[default]'s", a + "source_profile = base\n" + base + "[default]\n" + set(def), "", nil, def, "default"},
		{"[profile default]'s", a + "source_profile = base\n" + base + "[default]\n" + set(own) + "[profile default]\n" + set(def), "", nil, def, "default"},
		{"not that of a [default] that does not count", a + "source_profile = base\n" + base + "[default]\n" + set(own) + "[profile default]\nregion = x\n", "", nil, "", ""},
		{"an empty one is none", a + "mfa_serial =\nsource_profile = base\n" + base + set(source), "", nil, source, "base"},
		{"for its own keys", a + keyLines + "[default]\n" + set(def), "", nil, def, "default"},
		{"for a process", a + set(own) + "credential_process = x\n", "", nil, own, "a"},
		{"for the environment", a + set(own) + "credential_source = Environment\n", "", []string{"AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "s"}, own, "a"},
		{"not for an environment with a token", a + set(own) + "credential_source = Environment\n", "",
			[]string{"AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "s", "AWS_SESSION_TOKEN", "t"}, "", ""},
		{"not for temporary keys", a + set(own) + "source_profile = base\n" + base + "aws_session_token = t\n", "", nil, "", ""},
		{"not for Identity Center", a + set(own) + "source_profile = base\n[profile base]\nsso_session = s\n", "", nil, "", ""},
		{"not for aws login", a + set(own) + "source_profile = base\n[profile base]\nlogin_session = s\n", "", nil, "", ""},
		{"said also where the source is missing", a + "source_profile = gone\n[default]\n" + set(def), "", nil, def, "default"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := roleNamed(t, ReadRoles(awsFiles(t, c.config, c.credentials), environment(c.env...)), "a")
			if r.MFASerial != c.serial || r.MFAFrom != c.from {
				t.Errorf("got %q from %q, want %q from %q", r.MFASerial, r.MFAFrom, c.serial, c.from)
			}
		})
	}
}

func TestMFASerialForms(t *testing.T) {
	for serial, want := range map[string]ProblemKind{
		"":                                      ProblemNone,
		"arn:aws:iam::111122223333:mfa/maya":    ProblemNone,
		"arn:aws-cn:iam::111122223333:mfa/maya": ProblemNone,
		"arn:aws:iam::111122223333:mfa/path/maya": ProblemNone,
		"GAHT12345678":                                              ProblemNone,
		"arn:aws:iam::111122223333:u2f/user/m/k":                    ProblemFIDO,
		"arn:aws:iam::111122223333:fido/m":                          ProblemFIDO,
		"arn:aws:iam::111122223333:passkey/m":                       ProblemFIDO,
		"arn:aws:iam::111122223333:user/maya":                       ProblemMFASerial,
		"arn:aws:iam::111122223333:mfa/":                            ProblemMFASerial,
		"arn:aws:iam::111122223333:mfa":                             ProblemMFASerial,
		"arn:aws:iam::1111:mfa/maya":                                ProblemMFASerial,
		"arn:aws:sts::111122223333:mfa/maya":                        ProblemMFASerial,
		"arn:aws:iam":                                               ProblemMFASerial,
		"u2f:111122223333":                                          ProblemMFASerial,
		"GAHT1234":                                                  ProblemMFASerial,
		"GAHT 12345678":                                             ProblemMFASerial,
		"arn:aws:iam::111122223333:mfa/mäya":                        ProblemMFASerial,
		"arn:aws:iam::111122223333:mfa/" + strings.Repeat("x", 257): ProblemMFASerial,
	} {
		if got := mfaProblem(serial, "").Kind; got != want {
			t.Errorf("%q: got %q, want %q", serial, got, want)
		}
	}
}

// A profile that names hosts of its own marks the roles that use it.
func TestEndpointsAreMarked(t *testing.T) {
	const base = "[profile base]\ncredential_process = x\n"
	role := func(name, more string) string {
		return "[profile " + name + "]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n" + more
	}
	for _, tt := range []struct {
		config string
		want   bool
	}{
		{base + role("a", "") + "[profile other]\nendpoint_url = https://x\n", false},
		{base + role("a", "endpoint_url = https://x\n"), true},
		{base + role("a", "services = s\n") + "[services s]\nsts =\n  endpoint_url = https://x\n", true},
		{base + "endpoint_url = https://x\n" + role("a", ""), true},
	} {
		list := ReadRoles(awsFiles(t, tt.config, ""), func(string) string { return "" })
		if len(list.Roles) != 1 || list.Roles[0].Endpoints != tt.want {
			t.Errorf("%s: got %+v, want %v", tt.config, list.Roles, tt.want)
		}
	}
}
