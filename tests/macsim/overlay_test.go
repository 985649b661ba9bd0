//go:build linux

package macsim

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What stands in for what in the files of macOS.
var standIns = map[string]string{
	`"github.com/ebitengine/purego/objc"`: `"halfday/tests/macsim/objc"`,
	`"github.com/ebitengine/purego"`:      `"halfday/tests/macsim/purego"`,
	`"fyne.io/systray"`:                   `"halfday/tests/macsim/systray"`,
	`"/usr/bin/osascript"`:                `"osascript"`, // of the stories
}

// overlay writes the file for go build -overlay that shows the files for macOS
// of the packages to Linux, and hides those for Linux and the packages' own tests.
// Of inPart it shows those that reach Objective-C, by imports of their own or of
// internal/objc, and alsoShown, and hides their counterparts.
func overlay(t *testing.T, root string, packages ...string) (file string) {
	t.Helper()
	dir := t.TempDir()
	replace := map[string]string{}
	for _, pkg := range packages {
		files, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files in %s: %v", pkg, err)
		}
		var stems []string
		for _, path := range files {
			name := filepath.Base(path)
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_other.go") || pkg != inPart && strings.HasSuffix(name, "_linux.go") {
				replace[path] = ""
				continue
			}
			stem, mac := strings.CutSuffix(name, "_darwin.go")
			if pkg+"/"+name == sharedView {
				stem, mac = strings.TrimSuffix(name, ".go"), true
			}
			if !mac {
				continue
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if pkg == inPart && !speaksObjC(text) && name != alsoShown {
				continue
			}
			text = buildTag.ReplaceAll(text, nil) // systray needs no cgo here
			for from, to := range standIns {
				text = bytes.ReplaceAll(text, []byte(from), []byte(to))
			}
			copied := filepath.Join(dir, strings.ReplaceAll(pkg, "/", "_")+"_"+stem+"_mac.go")
			if err := os.WriteFile(copied, text, 0o600); err != nil {
				t.Fatal(err)
			}
			replace[filepath.Join(root, pkg, stem+"_mac.go")] = copied
			stems = append(stems, stem)
		}
		if len(stems) == 0 {
			t.Fatalf("%s has no files for macOS that the stand-in could run", pkg)
		}
		for _, path := range files {
			for _, stem := range stems {
				if counterpart(filepath.Base(path), stem) {
					replace[path] = ""
				}
			}
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

var buildTag = regexp.MustCompile(`(?m)^//go:build .*\n`)

// sharedView is the view of macOS and Windows.
const sharedView = "tray/view_systray.go"

// inPart keeps what it has for Linux of folders, sockets and processes, which
// macOS's own system calls cannot stand in for.
const inPart = "desktop"

// alsoShown has in inPart what Linux has a stand-in for among the files that are
// hidden, and calls nothing that only macOS has.
const alsoShown = "program_darwin.go"

// counterpart tells whether a file is what Linux has in the place of
// stem_darwin.go, or what belongs to that: notifyicon_linux.go to notify.
func counterpart(name, stem string) bool {
	for _, os := range []string{"_linux.go", "_other.go"} {
		if rest, ok := strings.CutSuffix(name, os); ok && strings.HasPrefix(rest, stem) {
			return true
		}
	}
	return false
}
