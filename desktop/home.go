package desktop

import (
	"os"
	"path/filepath"
)

// SetHome makes the home folder known to this process and its children: the
// one that the environment names, else that of the user database. It fails
// where neither has an absolute path: a relative one is whatever folder the
// process was started in, and a folder for temporary files is anybody's. To be
// called at the start, before anything asks for the home folder.
func SetHome() (string, error) {
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		return home, nil
	}
	home := ""
	if u, err := lookupUser(); err == nil {
		home = u.HomeDir
	}
	if !filepath.IsAbs(home) {
		return "", errNoHome
	}
	return home, os.Setenv(homeVariable, home)
}
