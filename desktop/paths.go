package desktop

import (
	"errors"
	"os"
	"os/user"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"halfday/internal/xdg"
)

// Dirs are the directories of Halfday. They may not exist yet.
type Dirs struct {
	State   string // sessions and log
	Config  string // the settings file
	Runtime string // lock and socket: of this login only, where the system has such a place
}

// UserDirs returns the directories by the rules of the system, given its
// environment and the person's home directory. It fails where neither names
// an absolute path.
func UserDirs(getenv func(string) string, home string) (Dirs, error) {
	switch runtime.GOOS {
	case "windows":
		return windowsDirs(getenv, home)
	case "darwin":
		return darwinDirs(home)
	}
	return linuxDirs(getenv, home)
}

var errNoHome = errors.New("finding the home directory: no absolute path")

// linuxDirs follows the XDG base directory specification.
func linuxDirs(getenv func(string) string, home string) (Dirs, error) {
	state, config := xdg.Dir(getenv("XDG_STATE_HOME"), home, ".local/state"), xdg.Dir(getenv("XDG_CONFIG_HOME"), home, ".config")
	if state == "" || config == "" {
		return Dirs{}, errNoHome
	}
	d := Dirs{State: path.Join(state, "halfday"), Config: path.Join(config, "halfday"), Runtime: path.Join(state, "halfday/run")}
	if dir := getenv("XDG_RUNTIME_DIR"); path.IsAbs(dir) {
		d.Runtime = path.Join(dir, "halfday")
	}
	return d, nil
}

func darwinDirs(home string) (Dirs, error) {
	if !path.IsAbs(home) {
		return Dirs{}, errNoHome
	}
	dir := path.Join(home, "Library/Application Support/Halfday")
	return Dirs{State: dir, Config: dir, Runtime: path.Join(dir, "run")}, nil
}

// windowsDirs keeps everything in the local profile: nothing of it should
// roam to another machine.
func windowsDirs(getenv func(string) string, home string) (Dirs, error) {
	local := strings.TrimRight(getenv("LocalAppData"), `\/`)
	if !absoluteOnWindows(local) {
		local = strings.TrimRight(home, `\/`) + `\AppData\Local`
	}
	if !absoluteOnWindows(local) {
		return Dirs{}, errNoHome
	}
	dir := local + `\Halfday`
	return Dirs{State: dir, Config: dir, Runtime: dir + `\run`}, nil
}

func absoluteOnWindows(p string) bool {
	drive := len(p) >= 3 && p[1] == ':' && (p[2] == '\\' || p[2] == '/')
	return drive || strings.HasPrefix(p, `\\`)
}

// SetHome makes the home folder known to this process and its children: the
// one that the environment names, else that of the user database. It fails
// where neither has an absolute path: a relative one is whatever folder the
// process was started in, and a folder for temporary files is anybody's. To be
// called at the start, before anything asks for the home folder.
func SetHome() (string, error) {
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		return home, nil
	}
	variable, known := "HOME", func() (*user.User, error) {
		// user.Current would give back what the environment says.
		return user.LookupId(strconv.Itoa(os.Getuid()))
	}
	if runtime.GOOS == "windows" {
		variable, known = "USERPROFILE", user.Current // asks the process's token
	}
	u, err := known()
	if err != nil || !filepath.IsAbs(u.HomeDir) {
		return "", errNoHome
	}
	return u.HomeDir, os.Setenv(variable, u.HomeDir)
}
