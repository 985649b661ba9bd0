package roles

import (
	"path/filepath"
	"testing"
)

func TestAWSFilesPaths(t *testing.T) {
	home := filepath.Join(string(filepath.Separator), "home", "maya")
	elsewhere := filepath.Join(string(filepath.Separator), "etc", "aws", "config")
	for _, c := range []struct{ set, want string }{
		{"", filepath.Join(home, ".aws", "config")},
		{elsewhere, elsewhere},
		{"~", home},
		{"~/x/cfg", filepath.Join(home, "x", "cfg")},
		{"~maya/cfg", "~maya/cfg"}, // another person's home is not looked up
		{"cfg", "cfg"},             // for the caller to refuse
	} {
		if got := AWSFiles(environment("AWS_CONFIG_FILE", c.set), home).Config; got != c.want {
			t.Errorf("AWS_CONFIG_FILE=%q: got %q, want %q", c.set, got, c.want)
		}
	}
	got := AWSFiles(environment("AWS_SHARED_CREDENTIALS_FILE", "~/keys"), home)
	if want := filepath.Join(home, "keys"); filepath.Base(got.Credentials) != "keys" || filepath.Base(got.Config) != "config" {
		t.Errorf("AWS_SHARED_CREDENTIALS_FILE: got %q and %q, want %q", got.Credentials, got.Config, want)
	}
}
