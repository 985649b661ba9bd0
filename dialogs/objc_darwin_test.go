package dialogs

import (
	"strings"
	"testing"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"
)

// A misspelt class or selector ends the process when it is used: this asks for
// each without a screen.
func TestObjectiveCNames(t *testing.T) {
	for _, framework := range []string{"Foundation", "AppKit", "UserNotifications"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			t.Fatal(err)
		}
	}
	for name, selectors := range objcNames {
		class := objc.ID(objc.GetClass(name))
		if class == 0 {
			t.Errorf("no class %s", name)
			continue
		}
		for _, selector := range selectors {
			ask := "instancesRespondToSelector:"
			if s, ok := strings.CutPrefix(selector, "+"); ok {
				selector, ask = s, "respondsToSelector:"
			}
			if !objc.Send[bool](class, objc.RegisterName(ask), objc.RegisterName(selector)) {
				t.Errorf("%s does not know %s", name, selector)
			}
		}
	}
}
