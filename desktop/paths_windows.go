package desktop

import "os/user"

func userDirs(getenv func(string) string, home string) (Dirs, error) {
	return windowsDirs(getenv, home)
}

const homeVariable = "USERPROFILE"

// lookupUser: here user.Current asks the process's token.
func lookupUser() (*user.User, error) { return user.Current() }
