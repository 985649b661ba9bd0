package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"halfday/desktop"
	"halfday/dialogs"
	"halfday/session"
)

// appID names Halfday to the desktop.
const appID = "app.halfday.Halfday"

// selfCommand is how to run a subcommand of this program.
func selfCommand(args ...string) (path string, _ []string) {
	path, err := desktop.Executable()
	if err != nil {
		path = os.Args[0]
	}
	return path, args
}

// signInCommand is how the tray starts a sign-in of profile. The name goes
// behind --, so that it is never taken for a flag.
func signInCommand(profile string) session.Command {
	path, args := selfCommand("sign-in", "--events", "--", profile)
	return session.Command{Path: path, Args: args}
}

// dialogChild is the hidden process that shows one dialog for the tray.
func dialogChild() int {
	in := keepStdin()
	stripEnvironment()
	if err := dialogs.ServeChild(in, os.Stdout); err != nil {
		return exitFailed
	}
	return exitOK
}

// openChild is the hidden process that opens one address in the browser, and
// stays as long as the browser's opener does.
func openChild() int {
	in := keepStdin()
	stripEnvironment()
	if err := dialogs.ServeOpen(in, os.Stdout); err != nil {
		return exitFailed
	}
	return exitOK
}

// stopOnSignal ends a sign-in when the person presses Ctrl-C.
func stopOnSignal(stop context.CancelFunc) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-c
		stop()
	}()
}

// hardenProcess keeps the memory of this process from other processes. Where
// that is not possible the program still works.
func hardenProcess() { _ = desktop.Harden() }

// The messages to a running tray.
const (
	messageHere     = "here"      // a second start
	messageSession  = "session"   // a sign-in in a terminal
	messageLogin    = "login"     // halfday login-item changed the start at login
	messageCode     = "code"      // a sign-in is about to send a code; no: it was sent before
	messageCodeBack = "code_back" // it did not leave after all
)

// tellTray tells a running tray of a sign-in in a terminal. None running is no
// mistake.
func tellTray(dirs desktop.Dirs, s session.Session) {
	body, err := json.Marshal(s)
	if err != nil {
		return
	}
	_ = desktop.Tell(dirs.Runtime, desktop.Message{Kind: messageSession, Body: body})
}

func decodeSession(body []byte) (session.Session, error) {
	var s session.Session
	if err := json.Unmarshal(body, &s); err != nil {
		return s, fmt.Errorf("reading a session: %w", err)
	}
	if s.Profile == "" || s.Expires.IsZero() {
		return s, errNoSession
	}
	return s, nil
}

var errNoSession = errors.New("not a session")

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return u.Host
}
