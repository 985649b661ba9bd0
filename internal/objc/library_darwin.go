package objc

import (
	"fmt"

	"github.com/ebitengine/purego"
)

// Framework is the library of a framework of macOS.
func Framework(name string) string {
	return "/System/Library/Frameworks/" + name + ".framework/" + name
}

// Load makes the classes of frameworks known.
func Load(frameworks ...string) error {
	for _, name := range frameworks {
		if _, err := open(Framework(name)); err != nil {
			return fmt.Errorf("loading %s: %w", name, err)
		}
	}
	return nil
}

// Functions are those of a library, in the order of their names.
func Functions(library string, names ...string) ([]uintptr, error) {
	handle, err := open(library)
	if err != nil {
		return nil, err
	}
	found := make([]uintptr, len(names))
	for i, name := range names {
		if found[i], err = purego.Dlsym(handle, name); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func open(library string) (uintptr, error) {
	return purego.Dlopen(library, purego.RTLD_GLOBAL|purego.RTLD_LAZY)
}
