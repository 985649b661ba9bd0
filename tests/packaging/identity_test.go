package packaging

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// identity reads what packaging/identity.env says of the program.
func identity(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("../../packaging/identity.env")
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && !strings.HasPrefix(name, "#") {
			values[name] = value
		}
	}
	return values
}

// Packages and program name the app alike: a desktop finds icon, notifications
// and login item by these names.
func TestPackagesNameTheProgram(t *testing.T) {
	values := identity(t)
	for _, tt := range []struct{ file, pattern, want string }{
		{"../../home/home.go", `\bID\s*=\s*"([^"]*)"`, values["ID"]},
		{"../../dialogs/dialogs_linux.go", `appID\s*=\s*"([^"]*)"`, values["ID"]},
		{"../../home/login.go", `Name:\s*"([^"]*)", ID: ID`, values["NAME"]},
		{"../../app/notifications.go", `Identity\{Name: "([^"]*)", ID: home.ID`, values["NAME"]},
		{"../../desktop/presence_windows.go", `appID = "([^"]*)"`, values["ID"]},
		{"../../notify/notify_windows.go", `toastActivator = "([^"]*)"`, values["TOAST_ACTIVATOR"]},
		{"../../go.mod", `(?m)^module (.*)$`, values["PROGRAM"]},
		{"../../CHANGELOG.md", `(?m)^## \[([0-9][^]]*)\]`, values["VERSION"]},
		{"../../LICENSE", `(?m)^(Copyright .*)$`, values["COPYRIGHT"]},
	} {
		data, err := os.ReadFile(tt.file)
		if err != nil {
			t.Error(err)
			continue
		}
		found := regexp.MustCompile(tt.pattern).FindSubmatch(data)
		if found == nil {
			t.Errorf("%s: nothing like %s", tt.file, tt.pattern)
		} else if got := string(found[1]); got != tt.want || got == "" {
			t.Errorf("%s: got %q, packaging/identity.env has %q", tt.file, got, tt.want)
		}
	}
}
