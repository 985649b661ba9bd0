package desktop

import (
	"path"
	"strings"
)

// EnterBundle starts this program anew in its app where it was started through
// a link to it, as Homebrew puts one on PATH: macOS takes the app of a program to
// be the folder of the link, finds none, and so gives it no icon, no
// notifications and no login item. It returns where there is nothing to do. To
// be called before anything else. Only macOS needs it.
func EnterBundle() { enterBundle() }

// inBundle is the program to start in place of the one at program: that which it
// leads to, where that one lies in an app. ok is false where nothing is to be done.
func inBundle(program string, resolve func(string) (string, error)) (real string, ok bool) {
	real, err := resolve(program)
	if err != nil || real == program || !path.IsAbs(real) {
		return "", false
	}
	return real, strings.HasSuffix(path.Dir(real), ".app/Contents/MacOS")
}
