package federation

import (
	"encoding/base64"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"
)

// What looks like credentials goes, what helps a person to find the cause
// stays.
func TestBlank(t *testing.T) {
	for in, want := range map[string]string{
		"AKIAIOSFODNN7EXAMPLE is no key":                                        "[redacted] is no key",
		"key wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY.":                         "key [redacted].",
		"/JalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY":                              "[redacted]",
		"https://localhost/JalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY":             "https:[redacted]",
		"secret=wJalrXUtnFEMIKMDENGbPxRfiCYEXAMPLEKEYabc":                       "[redacted]",
		"wJalrXUtnFEMI/K7MDENG\u200b+bPxRfiCYEXAMPLEKEY":                        "[redacted]",
		"seed JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP": "seed [redacted]",
		"AROADBQP57FF2AEXAMPLE:maya is not allowed":                             "AROADBQP57FF2AEXAMPLE:maya is not allowed",
		"commit da39a3ee5e6b4b0d3255bfef95601890afd80709":                       "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
		"open /usr/local/lib/python3/Frameworks/aws/v2/credentials: no":         "open /usr/local/lib/python3/Frameworks/aws/v2/credentials: no",
		"/Users/maya/Projects/CompanyTools2/scripts/credentialHelper":           "/Users/maya/Projects/CompanyTools2/scripts/credentialHelper",
		"==================================================":                    "==================================================",
		"": "",
	} {
		if got := blank(in); got != want {
			t.Errorf("blank(%q) = %q, want %q", in, got, want)
		}
	}
}

// No secret access key is so odd that it stays.
func TestBlankAnySecretKey(t *testing.T) {
	rnd := rand.NewChaCha8([32]byte{1})
	raw := make([]byte, 30)
	for range 2_000 {
		_, _ = rnd.Read(raw)
		secret := base64.StdEncoding.EncodeToString(raw)
		for _, form := range []string{secret, url.QueryEscape(secret), strings.ReplaceAll(secret, "/", `\/`)} {
			for _, before := range []string{"", "/", "secret=", "a/b/", `C:\aws\`} {
				if got := blank(before + form); strings.Contains(got, form) {
					t.Errorf("%q stays", before+form)
				}
			}
		}
	}
}
