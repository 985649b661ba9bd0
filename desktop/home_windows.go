package desktop

import "os/user"

const homeVariable = "USERPROFILE"

// lookupUser: here user.Current asks the process's token.
func lookupUser() (*user.User, error) { return user.Current() }
