package dialogs

import (
	"os/exec"
	"testing"
)

func TestCharmap(t *testing.T) {
	if _, err := exec.LookPath("locale"); err != nil {
		t.Skip("there is no locale program here")
	}
	path := "PATH=/usr/bin:/bin"
	tests := []struct {
		name string
		env  []string
		utf8 bool
	}{
		{"nothing", []string{path}, false},
		{"C", []string{path, "LANG=C"}, false},
		{"UTF-8", []string{path, "LANG=C.UTF-8"}, true},
		{"a locale that is not there", []string{path, "LANG=xx_YY.UTF-8"}, false},
		{"what prepare sets", []string{path, "LANG=xx_YY.UTF-8", "LC_ALL=C.UTF-8"}, true},
	}
	for _, test := range tests {
		if got := charmap(test.env); (got == "UTF-8") != test.utf8 {
			t.Errorf("%s: got %s, want UTF-8: %v", test.name, got, test.utf8)
		}
	}
}
