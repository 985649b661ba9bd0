package objc

import (
	"strings"
	"testing"

	"github.com/ebitengine/purego/objc"

	"halfday/internal/objc/names"
)

// A misspelt name, or an argument of a wrong type, ends the process when it is
// used, or later: this asks this macOS for each, without a screen.
func TestNames(t *testing.T) {
	if err := Load("Foundation", "AppKit", "UserNotifications", "ServiceManagement"); err != nil {
		t.Fatal(err)
	}
	defer Pool()()
	for name, entries := range names.Messages {
		class := objc.ID(objc.GetClass(name))
		if class == 0 {
			t.Errorf("no class %s", name)
			continue
		}
		for _, entry := range entries {
			m := names.Read(entry)
			ask := "instanceMethodSignatureForSelector:"
			selector, own := strings.CutPrefix(m.Name, "+")
			if own {
				ask = "methodSignatureForSelector:"
			}
			signature := class.Send(objc.RegisterName(ask), objc.RegisterName(selector))
			if signature == 0 {
				if !names.Newer[m.Name] {
					t.Errorf("%s does not know %s", name, m.Name)
				}
				continue
			}
			if got, want := types(signature), m.Result+" "+blocks(m.Arguments); got != want {
				t.Errorf("%s %s is %q, want %q", name, m.Name, got, want)
			}
		}
	}
}

// types are those of a method, as the list has them.
func types(signature objc.ID) string {
	s := plain(objc.Send[string](signature, objc.RegisterName("methodReturnType"))) + " "
	const hidden = 2 // the object and the selector
	for i := uint(hidden); i < objc.Send[uint](signature, objc.RegisterName("numberOfArguments")); i++ {
		s += plain(objc.Send[string](signature, objc.RegisterName("getArgumentTypeAtIndex:"), i))
	}
	return s
}

// plain takes qualifiers and names of structures out of a type.
func plain(kind string) string {
	kind = strings.TrimLeft(kind, "rnNoORVA")
	switch {
	case kind == "c":
		return "B" // BOOL on Intel
	case kind == "Q":
		return "q"
	case kind == "#":
		return "@"
	case strings.HasPrefix(kind, "@"), strings.HasPrefix(kind, "^@"):
		return strings.TrimRight(strings.TrimSuffix(kind, "?"), "?")
	case strings.HasPrefix(kind, "{"):
		_, inner, _ := strings.Cut(kind, "=")
		return "{" + inner
	}
	return kind
}

// blocks writes the arguments of the list as a method has them: a block is an
// object, and whether an integer has a sign does not matter.
func blocks(arguments string) string {
	var b strings.Builder
	inside := false
	for _, r := range arguments {
		switch r {
		case '<':
			inside = true
			b.WriteByte('@')
		case '>':
			inside = false
		default:
			if !inside {
				b.WriteRune(r)
			}
		}
	}
	return strings.ReplaceAll(b.String(), "Q", "q")
}
