package desktop

func userDirs(getenv func(string) string, home string) (Dirs, error) {
	return windowsDirs(getenv, home)
}
