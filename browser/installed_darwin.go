package browser

import (
	"context"
	"os"
	"path/filepath"
)

// browsers looks for the bundles of the browsers that are known, where macOS
// keeps programs. Compiled and vetted, never run on a Mac.
func browsers() []Browser {
	home := os.Getenv("HOME")
	var found []Browser
	for _, known := range brands {
		for _, dir := range []string{"/Applications", "/System/Applications", filepath.Join(home, "Applications")} {
			bundle := filepath.Join(dir, known.bundle+".app")
			if info, err := os.Stat(bundle); err != nil || !info.IsDir() {
				continue
			}
			b := bundleBrowser(known, bundle)
			b.readProfiles(filepath.Join(home, "Library/Application Support", known.darwin))
			found = append(found, b)
			break
		}
	}
	return named(found)
}

// There always is one.
func defaultBrowser(context.Context) (string, error) { return "", nil }
