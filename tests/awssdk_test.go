package tests

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"

	"halfday/roles"
)

// sdkDifference is something that the Go SDK and Halfday read differently, on
// purpose. Files that have it are passed over by the fuzzer, and
// TestKnownDifferences shows each of them.
type sdkDifference struct {
	why    string
	in     *regexp.Regexp // finds it in a file
	config string         // an example
	role   string         // its profile that Halfday lists
	sdk    string         // what the SDK says of the profile: its region, or the beginning of an error
	ours   string         // what Halfday says of it: region, "-" where it is not listed, or problem
}

const (
	sdkRole  = "role_arn = arn:aws:iam::111122223333:role/r\naws_access_key_id = A\naws_secret_access_key = s\n"
	nameless = "failed to get shared config profile"
)

var sdkDifferences = []sdkDifference{
	{"a byte order mark: the SDK loses the first section, or a line",
		regexp.MustCompile("\uFEFF"), "\uFEFF[profile a]\nregion = one\n" + sdkRole, "a", nameless, "one"},
	{"a NUL: Halfday passes over the line",
		regexp.MustCompile("\x00"), "[profile a]\n" + sdkRole + "region = one\x00\n", "a", "one\x00", "us-east-1"},
	{"a single quotation mark: the SDK panics",
		regexp.MustCompile(`(?m)[=:]\s*["']\s*([ \t][#;].*)?$`), "[profile a]\n" + sdkRole + "region = \"\n", "a", "panic", `"`},
	{"indented lines: the SDK does not look how far, and takes off comments and quotes in another order",
		regexp.MustCompile(`(?m)^[ \t]+[^ \t\r\n[#;]`), "[profile a]\n" + sdkRole + "x =\nregion = one\n  region = two\nx =\n  y = z\n x =\n  region = three\n", "a", "two", "two"},
	{"and so two keys with the same indentation are one and a part of it",
		regexp.MustCompile(`(?m)^[ \t]+[^ \t\r\n[#;]`), "[profile a]\n" + sdkRole + "  output =\n  region = one\n", "a", "", "one"},
	{"a header that only the AWS CLI understands",
		regexp.MustCompile(`(?m)^\s*\[([^\n#;]*[#;][^\n]*\]|[^\n#;]*\][^\n#;]*[^\s\]#;])`), "[profile b;c]\nregion = one\n" + sdkRole, "b;c", nameless, "one"},
	{"a header that nobody understands: the SDK gives its keys to the profile before",
		regexp.MustCompile(`(?m)^\s*\[[^\n\]#;]*([#;].*)?$|^\s*\[[^\n#;]*\][^\n#;]*[^\s\]#;]|^\s*\[\s*\]`), "[profile a]\n" + sdkRole + "region = one\n[profile b\nregion = two\n", "a", "two", "one"},
	{"quotes around a name: the SDK keeps them",
		regexp.MustCompile(`(?m)^\s*\[[^\n\]]*["'][^\n]*\]`), "[profile \"a b\"]\nregion = one\n" + sdkRole, "a b", nameless, "one"},
	{"[profile], which is half a header: in the SDK its keys go nowhere, too, but a space makes it a profile's prefix",
		regexp.MustCompile(`(?m)^\s*\[\s*profile\s*\]`), "[profile]\nregion = one\n" + sdkRole, "profile", nameless, "-"},
	{"profile twice: the SDK takes one off, and then the other profile's name",
		regexp.MustCompile(`(?m)^\s*\[\s*profile\s+profile\s`), "[profile profile z]\nregion = one\n" + sdkRole + "[profile z]\nregion = two\n" + sdkRole, "z", nameless, "two"},
	{"numbers in other bases",
		regexp.MustCompile(`(?mi)^duration_seconds\s*[=:]\s*["']?[-+]?(0|\d+_)`), "[profile a]\nduration_seconds = 0x384\nregion = one\n" + sdkRole, "a", "one", "one"},
	{"settings that have nothing to do with a role, and that the SDK refuses",
		regexp.MustCompile(`(?mi)^(defaults_mode|retry_mode|max_attempts|ec2_metadata_\w+|disable_\w+|request_\w+|response_\w+|account_id_endpoint_mode|services|endpoint_url)\s*[=:]`),
		"[profile a]\nregion = one\nretry_mode = maybe\n" + sdkRole, "a", "error fetching config", "one"},
	{"Identity Center without its session: known when credentials are wanted",
		regexp.MustCompile(`(?mi)^sso_`), "[profile a]\nregion = one\n" + sdkRole + "sso_session = gone\n", "a", "failed to find SSO session", "one"},
	{"aws login as a source: the SDK refuses it (aws-sdk-go-v2 issue 3446)",
		regexp.MustCompile(`(?mi)^login_session`), "[profile b]\nlogin_session = x\n[profile a]\nrole_arn = arn:aws:iam::111122223333:role/r\nregion = one\nsource_profile = b\n", "a", "failed to load assume role", "one"},
	{"a key with an empty value is half a pair, to be mended",
		regexp.MustCompile(`(?mi)^aws_(access_key_id|secret_access_key)\s*[=:]\s*(""|'')?\s*([ \t][#;].*)?$`),
		"[profile a]\nregion = one\nrole_arn = arn:aws:iam::111122223333:role/r\naws_access_key_id = A\naws_secret_access_key =\n", "a", "one", "keys_incomplete"},
}

// sdkLoad reads one profile as the SDK does. A panic is an error.
func sdkLoad(f roles.Files, profile string) (sc config.SharedConfig, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return config.LoadSharedConfigProfile(context.Background(), profile, func(o *config.LoadSharedConfigOptions) {
		o.ConfigFiles, o.CredentialsFiles = []string{f.Config}, []string{f.Credentials}
	})
}

func writeAWS(t testing.TB, dir string, config, credentials []byte) roles.Files {
	t.Helper()
	f := roles.Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	for path, content := range map[string][]byte{f.Config: config, f.Credentials: credentials} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func emptyEnvironment(string) string { return "" }

// A difference that is gone is to be struck from the list, so that the fuzzer
// looks there, too.
func TestKnownDifferences(t *testing.T) {
	for _, d := range sdkDifferences {
		t.Run(d.why, func(t *testing.T) {
			if !d.in.MatchString(d.config) {
				t.Errorf("%v does not find it", d.in)
			}
			f := writeAWS(t, t.TempDir(), []byte(d.config), nil)
			ours := "-"
			for _, r := range roles.ReadRoles(f, emptyEnvironment).Roles {
				if r.Profile == d.role {
					if ours = r.Region; r.Problem.Kind != "" {
						ours = string(r.Problem.Kind)
					}
				}
			}
			sc, err := sdkLoad(f, d.role)
			sdk := sc.Region
			if err != nil {
				sdk = err.Error()
			}
			if ours != d.ours {
				t.Errorf("Halfday: got %q, want %q", ours, d.ours)
			}
			if sdk != d.sdk && (err == nil || !strings.HasPrefix(sdk, d.sdk)) {
				t.Errorf("the SDK: got %q, want %q", sdk, d.sdk)
			}
		})
	}
}

// sdkHeader finds what may be a profile's name. Its reading is so simple that
// it cannot share a mistake with Halfday's.
var sdkHeader = regexp.MustCompile(`(?m)^\s*\[\s*(?:profile\s+)?([^\n\]]*?)\s*\]`)

// sdkPieces are what a byte from 0x80 on stands for in the fuzzer's input:
// without them it would take days to write its first source_profile.
var sdkPieces = strings.Split(strings.ReplaceAll(`[profile a]~[profile b]~[profile c]~[profile d]~[default]~[profile default]~[a]~[b]~[c]~[d]~
 [ profile  a ] # x~[profile	b]~[a b]~[profile a b];x~[DEFAULT]~[sso-session a]~[services a]~[plugins]~[Profile a]~
role_arn = arn:aws:iam::111122223333:role/r~ROLE_ARN: arn:aws-cn:iam::111122223333:role/q # x~role_arn = "x"~role_arn =~
source_profile = a~source_profile = b~source_profile = c~source_profile = d~source_profile=default~source_profile = 'a b'~source_profile =~
credential_source = Environment~credential_process = p q~web_identity_token_file = f~
aws_access_key_id = A~aws_secret_access_key = s~aws_session_token = t~aws_session_token =~
mfa_serial = arn:aws:iam::111122223333:mfa/m~mfa_serial = m #x~mfa_serial =~region = one;two~region = two	; x~region = # x~
duration_seconds = 3600~duration_seconds = 12h~duration_seconds = 99~external_id = e=f:g~role_session_name = n~
# x~; x~junk~= x~`, "\n", ""), "~")

func expand(data []byte) []byte {
	var out []byte
	for _, c := range data {
		if c < 0x80 {
			out = append(out, c)
			continue
		}
		out = append(append(out, sdkPieces[int(c-0x80)%len(sdkPieces)]...), '\n')
	}
	return out
}

// FuzzAgainstSDK reads any two files as the Go SDK and as Halfday do, and
// compares: what the SDK takes for a role is listed; what is listed has the
// same settings, the same chain and the same base; and what works here is not
// refused there.
func FuzzAgainstSDK(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""},
		{"[profile a]\nrole_arn = x\nsource_profile = b\nmfa_serial = m\n", "[b]\naws_access_key_id = A\naws_secret_access_key = s\n"},
		{"[profile a]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::111122223333:role/q\nsource_profile = c\n" +
			"[profile c]\naws_access_key_id = A\naws_secret_access_key = s\naws_session_token = t\n", ""},
		{"[default]\nrole_arn = x\nsource_profile = default\n[profile default]\nrole_arn=\"y\" # c\nregion : z\n", "[default]\naws_access_key_id = A\naws_secret_access_key = s\n"},
		{"[profile a]\nrole_arn = x\nsource_profile = a\n[profile b]\nrole_arn = x\nsource_profile = c\n[profile c]\nrole_arn = x\nsource_profile = b\n", "[a]\naws_access_key_id = A\n"},
		{"[profile a]\nrole_arn = x\nsource_profile = b\ncredential_process = y\n[profile c]\nrole_arn = x\ncredential_process = y\n[profile d]\nsource_profile = c\n", ""},
		{"[profile a]\r\nROLE_ARN = x\r\ncredential_source = Environment\r\nduration_seconds = 3600\r\n\r\n# c\r\njunk\r\n", "[a b]\nexternal_id=x;y\nrole_session_name='z'\nrole_arn=w"},
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]))
	}
	for i := range len(sdkPieces) {
		f.Add([]byte{0x80, 0x93, 0x97, byte(0x80 + i), 0x81}, []byte{0x87, 0xa1, 0xa2, byte(0x80 + i)})
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, config, credentials []byte) {
		config, credentials = expand(config), expand(credentials)
		for _, d := range sdkDifferences {
			if d.in.Match(config) || d.in.Match(credentials) {
				t.Skip(d.why)
			}
		}
		files := writeAWS(t, dir, config, credentials)
		listed := make(map[string]roles.Role)
		for _, r := range roles.ReadRoles(files, emptyEnvironment).Roles {
			listed[r.Profile] = r
		}
		for _, data := range [][]byte{config, credentials} {
			for _, match := range sdkHeader.FindAllSubmatch(data, 50) {
				name := string(bytes.TrimSpace(match[1]))
				if strings.HasPrefix(name, "sso-session") || strings.HasPrefix(name, "services") {
					continue // no profiles, though the SDK has no scruples in the credentials file
				}
				if sc, err := sdkLoad(files, name); err == nil && sc.RoleARN != "" {
					if _, ok := listed[name]; !ok {
						t.Errorf("%q is a role for the SDK and is not listed", name)
					}
				}
			}
		}
		for _, r := range listed {
			compareWithSDK(t, files, r)
		}
		if t.Failed() {
			t.Logf("config:\n%s\ncredentials:\n%s", config, credentials)
		}
	})
}

func compareWithSDK(t *testing.T, files roles.Files, r roles.Role) {
	t.Helper()
	sc, err := sdkLoad(files, r.Profile)
	if err != nil {
		if r.Problem.Kind == roles.ProblemNone {
			t.Errorf("%q works here, and the SDK says: %v", r.Profile, err)
		}
		return
	}
	// Not among them: half a pair, over which the SDK says nothing where the
	// profile stands in both files, and finds no credentials later.
	switch r.Problem.Kind {
	case roles.ProblemSourceMissing, roles.ProblemTwoSources, roles.ProblemNoKeys, roles.ProblemSourceWithoutRole:
		t.Errorf("%q: %+v, and the SDK has no complaint", r.Profile, r.Problem)
	case roles.ProblemSourceLoop, roles.ProblemSourceTooLong:
		return // the SDK goes on until a credential_process or the like turns up, the AWS CLI does not
	}
	own := func(serial string) string {
		if r.MFAFrom != r.Profile {
			return ""
		}
		return serial
	}
	for _, c := range []struct{ key, ours, sdk string }{
		{"role_arn", r.RoleARN, sc.RoleARN},
		{"source_profile", r.SourceProfile, sc.SourceProfileName},
		{"external_id", r.ExternalID, sc.ExternalID},
		{"role_session_name", r.RoleSessionName, sc.RoleSessionName},
		{"mfa_serial", own(r.MFASerial), sdkSerial(r, sc)},
		{"region", r.Region, cmpOr(sc.Region, r.Region)},
		{"duration_seconds", fmt.Sprint(r.DurationSeconds), fmt.Sprint(sdkDuration(sc))},
	} {
		if c.ours != c.sdk {
			t.Errorf("%q: %s: here %q, SDK %q", r.Profile, c.key, c.ours, c.sdk)
		}
	}
	if r.Problem.Kind != roles.ProblemNone && r.Problem.Kind != roles.ProblemMFASerial && r.Problem.Kind != roles.ProblemFIDO {
		return // how far the chain was followed is nobody's business
	}
	chain, base := sdkChain(sc)
	if !slices.Equal(chain, r.Chain) || base != r.Base.Kind {
		t.Errorf("%q: chain here %q on %s, SDK %q on %s", r.Profile, r.Chain, r.Base.Kind, chain, base)
	}
}

// sdkSerial is the profile's own serial, where Halfday would ask for a code.
func sdkSerial(r roles.Role, sc config.SharedConfig) string {
	if r.MFAFrom == "" {
		return "" // temporary keys, or none
	}
	return sc.MFASerial
}

func sdkDuration(sc config.SharedConfig) int {
	if sc.RoleDurationSeconds == nil || *sc.RoleDurationSeconds < 900*time.Second || *sc.RoleDurationSeconds > 43200*time.Second {
		return 0
	}
	return int(*sc.RoleDurationSeconds / time.Second)
}

// sdkChain follows the SDK's sources down to the base credentials.
func sdkChain(sc config.SharedConfig) (names []string, base roles.BaseKind) {
	last := &sc
	for {
		names = append(names, last.Profile)
		if last.Source == nil {
			break
		}
		last = last.Source
	}
	if len(names) == 2 && names[0] == names[1] {
		names = names[:1] // itself as its source
	}
	slices.Reverse(names)
	switch {
	case last.Credentials.HasKeys() && last.Credentials.SessionToken != "":
		base = roles.BaseTemporary
	case last.Credentials.HasKeys():
		base = roles.BaseStatic
	case last.CredentialSource != "":
		base = roles.BaseEnvironment
	case last.CredentialProcess != "":
		base = roles.BaseProcess
	}
	return names, base
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
