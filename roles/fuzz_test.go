package roles

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// awsSeeds are pairs of a config and a credentials file.
var awsSeeds = [][2]string{
	{"", ""},
	{"[profile a]\n" + roleLine + "source_profile = base\nmfa_serial = GAHT12345678\n", "[base]\n" + keyLines},
	{"\uFEFF[default]\r\nregion = x\r\n[ profile\t\"b c\" ] # d\r\nRole_ARN: arn:aws-cn:iam::111122223333:role/r\r\n", "[default]\r\naws_access_key_id=A\r\n"},
	{"[profile a]\nrole_arn = x\ns3 =\n  role_arn = y\n  junk\n\t# c\nregion = v\n  more\n   k = w # c\n", ""},
	{"[profile b;c]\nrole_arn='x'\n[profile o'b # x]\nrole_arn=\"x\n[profile \"x # y\"]\nrole_arn=x[profile z", "[profile a]\nrole_arn=x\n['q r']\nrole_arn=x"},
	{"[profile a]\n" + roleLine + "source_profile = b\n[profile b]\n" + roleLine + "source_profile = a\n[profile c]\n" + roleLine + "source_profile=c\n", "[c]\n" + keyLines + "aws_session_token = t\n"},
	{"[default]\nrole_arn = x\n[profile default]\nmfa_serial = arn:aws:iam::111122223333:u2f/k\n", "[sso-session s]\n[services s]\nx=\"\n"},
	{"[sso-session s]\nsso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n[profile a]\nsso_session = s\nsso_account_id = 111122223333\nsso_role_name = Admin\n[profile b]\n" + roleLine + "source_profile = a\n", "[c]\nsso_start_url = https://x\nsso_role_name = x"},
	{"k = v\n = \n[\n[]\n]\n[]]\n[profile]\n[profile ]\n\x00[profile x]\nrole_arn = x\x00\n", "\xff\xfe[\x00d\x00"},
	{"[profile a]\ncredential_source = Environment\n" + roleLine + "duration_seconds = 0900\n", "[a]\ncredential_process = x\nweb_identity_token_file = y\nlogin_session=z\nsso_session=s"},
}

// FuzzAWSFile reads any two files. It holds what every listing must be like,
// whatever the files are.
func FuzzAWSFile(f *testing.F) {
	for _, seed := range awsSeeds {
		f.Add([]byte(seed[0]), []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, config, credentials []byte) {
		read := func(config, credentials []byte) ([]Role, int) {
			warnings := 0
			profiles := newAWSProfiles()
			for kind, data := range [][]byte{config, credentials} {
				lines := bytes.Count(data, []byte("\n")) + 1
				profiles.read(data, awsFileKind(kind), func(what WarningKind, line int) {
					if warnings++; line < 1 || line > lines || what == "" {
						t.Errorf("%q in line %d of %d", what, line, lines)
					}
				})
			}
			return profiles.reader(environment("AWS_ACCESS_KEY_ID", "A", "AWS_SECRET_ACCESS_KEY", "s")).roles(), warnings
		}
		before := [][]byte{bytes.Clone(config), bytes.Clone(credentials)}
		roles, warnings := read(config, credentials)
		if !bytes.Equal(before[0], config) || !bytes.Equal(before[1], credentials) {
			t.Error("reading changed the file")
		}
		if lines := bytes.Count(config, []byte("\n")) + bytes.Count(credentials, []byte("\n")) + 2; warnings > 2*lines {
			t.Errorf("%d warnings of %d lines", warnings, lines)
		}
		checkRoles(t, roles)

		again, _ := read(config, credentials)
		if diff := cmp.Diff(roles, again); diff != "" {
			t.Errorf("read twice: -first +second\n%s", diff)
		}

		// A good profile behind whatever there is stays a good one.
		const name = "one more, of a name that is nowhere else"
		good := "\n[profile " + name + "]\n" + roleLine + "region = eu-west-1\n" + keyLines
		if !bytes.Contains(config, []byte(name)) && !bytes.Contains(credentials, []byte(name)) {
			more, _ := read(append(bytes.Clone(config), good...), credentials)
			i := slices.IndexFunc(more, func(r Role) bool { return r.Profile == name })
			if i < 0 {
				t.Fatal("a good profile at the end of the config file is lost")
			}
			if r := more[i]; r.Problem.Kind != ProblemNone && r.Problem.Profile == "" || r.Region != "eu-west-1" {
				t.Errorf("a good profile at the end came out as %+v", r)
			}
			if more = slices.Delete(more, i, i+1); !reflect.DeepEqual(profilesOf(more), profilesOf(roles)) {
				t.Errorf("one more profile changed the others: %q, before %q", profilesOf(more), profilesOf(roles))
			}
		}

		// Line ends as Windows writes them mean the same.
		if !bytes.Contains(config, []byte("\r")) {
			crlf, _ := read(bytes.ReplaceAll(config, []byte("\n"), []byte("\r\n")), credentials)
			if diff := cmp.Diff(roles, crlf); diff != "" {
				t.Errorf("with CRLF: -LF +CRLF\n%s", diff)
			}
		}
	})
}

func profilesOf(roles []Role) []string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Profile
	}
	return names
}

// checkRoles holds what is true of every listing.
func checkRoles(t *testing.T, roles []Role) {
	t.Helper()
	seen := make(map[string]bool)
	for _, r := range roles {
		switch {
		case (r.RoleARN == "") != (r.Kind == KindIdentityCenter) || r.ID() == "" || strings.TrimSpace(r.Profile) == "":
			t.Errorf("no name or no role: %+v", r)
		case seen[r.Profile]:
			t.Errorf("%q is listed twice", r.Profile)
		case len(r.Chain) == 0 || r.Chain[len(r.Chain)-1] != r.Profile:
			t.Errorf("%q: the chain does not end there: %q", r.Profile, r.Chain)
		case r.Kind == KindIdentityCenter && len(r.Hops) > 0:
			t.Errorf("%q: %d hops", r.Profile, len(r.Hops))
		case r.Kind == KindIAM && (len(r.Hops) == 0 || r.Hops[len(r.Hops)-1].RoleARN != r.RoleARN):
			t.Errorf("%q: the last hop is another: %+v", r.Profile, r.Hops)
		case len(r.Chain) > maxSources+2 || len(r.Hops) > maxSources+2:
			t.Errorf("%q: %d hops", r.Profile, len(r.Hops))
		case (r.MFASerial == "") != (r.MFAFrom == ""):
			t.Errorf("%q: serial %q from %q", r.Profile, r.MFASerial, r.MFAFrom)
		case r.DurationSeconds != 0 && (r.DurationSeconds < 900 || r.DurationSeconds > 43200):
			t.Errorf("%q: %d s", r.Profile, r.DurationSeconds)
		case r.Account != "" && !IsAccount(r.Account):
			t.Errorf("%q: account %q", r.Profile, r.Account)
		}
		if r.Problem.Kind == ProblemNone {
			if _, ok := PartitionOf(r.Partition); !ok || r.Base.Kind == "" || r.Account == "" || r.Region == "" {
				t.Errorf("works, but how? %+v", r)
			}
			if s := r.SSO; r.Kind == KindIdentityCenter && (s.Account != r.Account || s.RoleName == "" || !isStartURL(s.StartURL) || s.Region == "" || r.Base.Kind != BaseSSO) {
				t.Errorf("works, but how? %+v", r)
			}
			for _, h := range r.Hops {
				if _, _, ok := parseRoleARN(h.RoleARN); !ok {
					t.Errorf("%q: works, with a hop %q", r.Profile, h.RoleARN)
				}
			}
		}
		seen[r.Profile] = true
	}
}
