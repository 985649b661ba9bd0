package desktop

// StderrSeen tells whether what this process writes to its standard error goes
// anywhere. A Windows program without a console that a person has started has
// none.
func StderrSeen() bool { return stderrSeen() }
