package redact

import (
	"encoding/base64"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
)

const (
	anID    = "AKIAIOSFODNN7EXAMPLE"
	aSecret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	aToken  = "IQoJb3JpZ2luX2VjEAAaCXVzLWVhc3QtMSJHMEUCIQDk1234+/Qm9keSBvZiBhIHRva2Vu=="
	aSeed   = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" // of an MFA device
	anURLs  = "eyJhbGciOiJFUzM4NCJ9-dGhpcyBpcyBubyB0b2tlbg_eyJzdWIiOiJ3aG9ldmVyIn0-c2lnbmVkIGJ5IG5vYm9keQ_MEUCIQDk1234eyJzdWIi"
)

// replaced is s with {id} and {secret} for what is found.
func replaced(s string) string {
	return Replace(s, func(_ string, id bool) string {
		if id {
			return "{id}"
		}
		return "{secret}"
	})
}

// Each kind, in each form, at each place.
func TestFind(t *testing.T) {
	for _, kind := range []struct{ secret, want string }{
		{anID, "{id}"},
		{"ASIAIOSFODNN7EXAMPLE", "{id}"},
		{aSecret, "{secret}"},
		{aSecret[:36], "{secret}"}, // of which the end is missing
		{"wJalrXUtnFEMIKMDENGbPxRfiCYEXAMPLEKEYabc", "{secret}"}, // without a digit
		{aToken, "{secret}"},
		{aSeed, "{secret}"},
		{anURLs, "{secret}"},
	} {
		for _, form := range []string{
			kind.secret, url.QueryEscape(kind.secret), url.QueryEscape(url.QueryEscape(kind.secret)),
			strings.ReplaceAll(kind.secret, "/", `\/`), strings.ReplaceAll(kind.secret, "+", `\u002b`),
		} {
			for in, want := range map[string]string{
				"%":                             "%",
				"key %, is":                     "key %, is",
				"(%)":                           "(%)",
				`{"key":"%"}`:                   `{"key":"%"}`,
				"é%é":                           "é%é",
				"?key&a=b":                      "?key&a=b",
				"~/.aws/config: %":              "~/.aws/config: %",
				`C:\Users\maya.t\%`:             `C:\Users\maya.t\%`,
				"arn:aws:iam::111122223333:%:x": "arn:aws:iam::111122223333:%:x",
				"da39a3ee5e6b4b0d3255bfef95601890afd80709 %":                                  "da39a3ee5e6b4b0d3255bfef95601890afd80709 %",
				"% e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855":          "% e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
				"550e8400-e29b-41d4-a716-446655440000 % 550E8400-E29B-41D4-A716-446655440000": "550e8400-e29b-41d4-a716-446655440000 % 550E8400-E29B-41D4-A716-446655440000",
			} {
				in, want = strings.ReplaceAll(in, "%", form), strings.ReplaceAll(want, "%", kind.want)
				if got := replaced(in); got != want {
					t.Errorf("%s: got %s, want %s", in, got, want)
				}
			}
			// What touches a secret may go with it.
			for _, in := range []string{"/%", "secret=%", "a/b/%", "arn:aws:iam::111122223333:user/%", "https://localhost/%/x", "%=", `\%`, `\n%\n`, "x-%", "a_%_b"} {
				if got := replaced(strings.ReplaceAll(in, "%", form)); strings.Contains(got, form) || !strings.Contains(got, "{") {
					t.Errorf("%s: got %s", strings.ReplaceAll(in, "%", form), got)
				}
			}
		}
	}
}

func TestFindSeveral(t *testing.T) {
	for in, want := range map[string]string{
		"AKIAx-" + anID + anID + " z" + anID: "AKIAx-{id} z{id}",
		anID + "/" + aSecret:                 "{secret}",
		anID + ":" + aSecret + " " + aToken:  "{id}:{secret} {secret}",
	} {
		if got := replaced(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// What helps a person to find the cause is no secret.
func TestFindNothing(t *testing.T) {
	for _, s := range []string{
		"", "%", `\`, "é", "the AKIA prefix", "ASIAPACIFIC", "123456789012",
		"commit da39a3ee5e6b4b0d3255bfef95601890afd80709", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
		strings.Repeat("e3b0c44298fc1c14", 8),
		"550e8400-e29b-41d4-a716-446655440000",
		"arn:aws:iam::111122223333:role/teams/core/administrator-of-everything",
		"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_AdministratorAccess_0123456789abcdef",
		"arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2FAdministrators%2FEverything",
		"open /usr/local/lib/python3/Frameworks/aws/v2/credentials: no", "/Users/maya/Projects/CompanyTools2/scripts/credentialHelper",
		"/nix/store/4fsd8fjs7f8s7df87s7f8s7df8s7df3k/bin/credentials", "/tmp/TestLifeCrash3141592653/001/home/state",
		`C:\Users\maya\AppData\Local\Packages\Python_qbz5n2kfra8p0\LocalCache\Roaming\helper`,
		"/Users/maya/a-long_way/to-the_files/of-the_company/which-has_many/departments-and_teams/and-projects_2/config",
		strings.Repeat("=", 200), strings.Repeat("-", 200),
	} {
		if got := replaced(s); got != s {
			t.Errorf("%s: got %s", s, got)
		}
	}
}

// No secret access key is so odd that it is not found.
func TestFindAnySecretKey(t *testing.T) {
	rnd := rand.NewChaCha8([32]byte{1})
	raw := make([]byte, 30)
	for range 2_000 {
		_, _ = rnd.Read(raw)
		secret := base64.StdEncoding.EncodeToString(raw)
		for _, form := range []string{secret, url.QueryEscape(secret), strings.ReplaceAll(secret, "/", `\/`)} {
			for _, before := range []string{"", "/", "secret=", "a/b/", `C:\aws\`} {
				if got := replaced(before + form); strings.Contains(got, form) {
					t.Errorf("%q stays", before+form)
				}
			}
		}
	}
}

// FuzzFind: whatever stands beside them, keys are found, and spans are in
// order.
func FuzzFind(f *testing.F) {
	for _, beside := range []string{"", " ", "key=", "&x", "/a/b/", "%", "%4", `\`, `\u00`, "\xff", "é", "AKIA", "AKI", "-", "_", "AbC1", strings.Repeat("a-b_", 30), strings.Repeat("/tmp", 30)} {
		f.Add(beside, "")
		f.Add("", beside)
		f.Add(beside, beside)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, secret := range []string{anID, aSecret, url.QueryEscape(aSecret), aToken, anURLs} {
			s := before + secret + after
			if got := replaced(s); strings.Contains(got, secret) && !strings.Contains(before+after, secret) {
				t.Errorf("%q in %q stays: %q", secret, s, got)
			}
			done := 0
			for _, found := range Find(s) {
				if found.From < done || found.To <= found.From || found.To > len(s) {
					t.Errorf("%q: %+v after %d", s, found, done)
				}
				done = found.To
			}
		}
	})
}
