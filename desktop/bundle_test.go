package desktop

import (
	"errors"
	"testing"
)

func TestInBundle(t *testing.T) {
	const app = "/Applications/Halfday.app/Contents/MacOS/halfday"
	for _, c := range []struct{ program, leads, want string }{
		{"/opt/homebrew/bin/halfday", app, app},
		{app, app, ""}, // else it would start itself for ever
		{"/opt/homebrew/bin/halfday", "/opt/homebrew/Cellar/halfday/1/bin/halfday", ""},
		{"/usr/local/bin/halfday", "", ""},
		{"halfday", "x.app/Contents/MacOS/halfday", ""},
	} {
		got, ok := inBundle(c.program, func(string) (string, error) {
			if c.leads == "" {
				return "", errors.New("broken")
			}
			return c.leads, nil
		})
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s to %s: got %q, %v", c.program, c.leads, got, ok)
		}
	}
}
