package desktop

// Language is the language that the person reads in, as in "ja_JP.UTF-8" or
// "ja-JP"; "" where the system does not say. getenv's locale variables go
// first: who sets them in a terminal wants them there.
func Language(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			return v
		}
	}
	return systemLanguage()
}
