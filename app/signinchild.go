package app

import (
	"halfday/home"
	"halfday/session"
)

// signInCommand is how the tray starts a sign-in of profile. The name goes
// behind --, so that it is never taken for a flag.
func signInCommand(profile string) session.Command {
	path, args := home.Command("sign-in", "--events", "--", profile)
	return session.Command{Path: path, Args: args}
}
