package browser

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSetting(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "default": "", " Firefox ": "firefox", "chrome:profile:Work": "chrome:profile:Work",
		"firefox:privat":     "firefox:privat", // not hidden behind the default browser
		"command:surf {url}": "command: surf {url}",
	} {
		if got := Setting(in); got != want {
			t.Errorf("Setting(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCommandOf(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("XDG_DATA_DIRS", t.TempDir())
	for setting, want := range map[string][]string{
		"": nil, "default": nil, "command: prog -x": {"prog", "-x", "{url}"},
	} {
		got, err := CommandOf(setting)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", setting, err, diff)
		}
	}
	for _, setting := range []string{"firefox", "firefox:profile:Work", "no browser", "command: 'x"} {
		if got, err := CommandOf(setting); err == nil {
			t.Errorf("%q is opened by %q", setting, got)
		}
	}
}
