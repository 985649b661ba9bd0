package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// final refuses to make what people are to install while it would bear invented
// addresses, or while nobody could check it: the owner sets both first.
func (r *release) final() error {
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(r.values)) {
		if placeholder(r.values[name]) {
			problems = append(problems, fmt.Errorf("packaging/identity.env: %s is a placeholder: %s", name, r.values[name]))
		}
	}
	if r.updateKey() == "" {
		problems = append(problems, errors.New("packaging/minisign.pub is no public key: minisign -G -W makes one"))
	}
	if len(problems) > 0 {
		problems = append(problems, errors.New("SNAPSHOT=1 makes the files all the same, to try them"))
	}
	return errors.Join(problems...)
}

// updateKey is the key that says which release is the newest, "" while there is
// none: such a build does not ask.
func (r *release) updateKey() string {
	file, err := os.ReadFile(filepath.Join(r.root, "packaging", "minisign.pub"))
	if err != nil || placeholder(string(file)) {
		return ""
	}
	_, key, _ := strings.Cut(strings.TrimSpace(string(file)), "\n")
	return key
}

func placeholder(value string) bool {
	return strings.Contains(value, ".example") || strings.Contains(value, "/halfday-app/") || strings.Contains(value, "PLACEHOLDER")
}
