package desktop

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Restart starts this program anew with other arguments, and returns only an
// error. Elsewhere than on Windows the new one takes this process's place
// and number; on Windows it is another process, and this one exits 0.
// Before it, the caller ends and waits for every child process and closes the
// Instance and the log: the new program knows nothing of them.
func Restart(args []string) error {
	path, err := Executable()
	if err == nil {
		err = restart(path, append([]string{os.Args[0]}, args...))
	}
	return fmt.Errorf("starting anew: %w", err)
}

// Executable is the path by which to start Halfday again: the AppImage where
// it runs from one, whose contents are mounted elsewhere each time.
func Executable() (string, error) {
	return executable(os.Getenv, os.Executable)
}

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

// CompletePath adds to PATH of this process, and so of its children, the
// folders that a terminal has there and that Finder and launchd leave out: those
// of /etc/paths and /etc/paths.d, and Homebrew's. What stands there stays first.
// To be called at start. Only macOS needs it: elsewhere it does nothing.
//
// What a shell's profile sets is not seen.
func CompletePath() { completePath() }

// homebrew has the folders of Homebrew, for Apple silicon and for Intel.
var homebrew = []string{"/opt/homebrew/bin", "/usr/local/bin"}

// searchPath is PATH with the folders that the lists name, one a line, and
// Homebrew's behind it, each once.
func searchPath(now string, lists ...string) string {
	dirs := strings.Split(now, ":")
	if now == "" {
		dirs = nil
	}
	var more []string
	for _, list := range lists {
		for line := range strings.Lines(list) {
			more = append(more, strings.TrimSpace(line))
		}
	}
	for _, dir := range append(more, homebrew...) {
		if path.IsAbs(dir) && !strings.Contains(dir, ":") && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	return strings.Join(dirs, ":")
}

// StderrSeen tells whether what this process writes to its standard error goes
// anywhere. A Windows program without a console that a person has started has
// none.
func StderrSeen() bool { return stderrSeen() }

// UpdateCommand is what brings this program up to date where a package manager
// has put it, as far as its place tells; "" where a newer one is downloaded. It
// runs nothing. Any goroutine may call it.
func UpdateCommand() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return updateCommand(path, isThere)
}

// updateCommand knows the folders of package managers that fetch newer
// programs by themselves. A .deb and an .rpm are downloaded and opened again,
// as there is no archive of packages to ask.
func updateCommand(path string, there func(dir string) bool) string {
	path = strings.ToLower(strings.ReplaceAll(path, `\`, "/"))
	for _, m := range []struct{ part, command string }{
		{"/cellar/halfday/", "brew upgrade halfday"},
		{"/caskroom/halfday/", "brew upgrade halfday"},
		{"/scoop/apps/halfday/", "scoop update halfday"},
		{"/microsoft/winget/packages/", "winget upgrade halfday"},
	} {
		if strings.Contains(path, m.part) {
			return m.command
		}
	}
	// Homebrew moves an app into this folder, and keeps a note of it.
	if strings.HasPrefix(path, "/applications/") && (there("/opt/homebrew/Caskroom/halfday") || there("/usr/local/Caskroom/halfday")) {
		return "brew upgrade halfday"
	}
	return ""
}
