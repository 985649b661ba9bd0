package desktop

func userDirs(_ func(string) string, home string) (Dirs, error) { return darwinDirs(home) }
