package desktop

// systemLanguage: on Linux the session has it in its environment.
func systemLanguage() string { return "" }
