package openable

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://signin.aws.amazon.com/federation?SigninToken=SECRET": true,
		"http://127.0.0.1:8080/console":                               true,
		"http://[::1]:8080/SECRET":                                    true,
		"http://localhost/SECRET":                                     false,
		"http://example.com/SECRET":                                   false,
		"http://127.0.0.1.example.com/":                               false,
		"file:///etc/passwd":                                          false,
		"javascript:alert(1)":                                         false,
		"https://":                                                    false,
		"https:SECRET":                                                false,
		"https://SECRET@example.com/":                                 false,
		"https://example.com/\r\nX: SECRET":                           false,
		"https://example.com/ SECRET":                                 false,
		"https://example.com/SECRET\u00e9":                            false,
		"":                                                            false,
		"https://example.com/%zz?x=SECRET%z":                          false,
	} {
		u, err := Parse(address)
		if (err == nil) != ok || Is(address) != ok || ok && u.String() != address {
			t.Errorf("Parse(%q) = %v, %v, want ok %v", address, u, err, ok)
		}
		if err != nil && strings.Contains(err.Error(), "SECRET") {
			t.Errorf("Parse(%q): error %q", address, err)
		}
	}
}
