package browser

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestDefaultBrowser(t *testing.T) {
	home := inventHome(t, nil)
	bin := filepath.Join(home, "bin")
	program := func(name, script string) {
		t.Helper()
		if err := os.MkdirAll(bin, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	check := func(what, want string, wantErr error) {
		t.Helper()
		got, err := DefaultBrowser(t.Context())
		if got != want || !errors.Is(err, wantErr) {
			t.Errorf("%s: got %q, %v, want %q, %v", what, got, err, want, wantErr)
		}
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "PLANTED")
	check("nothing", "", errNoBrowser)
	program("xdg-open", "")
	check("an opener without a browser", "", errNoBrowser)
	program("xdg-settings", "exit 1")
	check("nothing set", "", errNoBrowser)
	program("x-www-browser", "")
	check("Debian's browser", "xdg-open", nil)
	program("xdg-settings", "[ -z \"$AWS_SECRET_ACCESS_KEY\" ] && [ \"$*\" = 'get default-web-browser' ] && echo chromium.desktop")
	check("one set", "chromium", nil)
}
