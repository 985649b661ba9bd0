package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"halfday/browser"
	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
	"halfday/session"
	"halfday/text"

	"golang.org/x/term"
)

// signInCommand is how the tray starts a sign-in of profile. The name goes
// behind --, so that it is never taken for a flag.
func signInCommand(profile string) session.Command {
	path, args := home.Command("sign-in", "--events", "--", profile)
	return session.Command{Path: path, Args: args}
}

// byHand tells whether a person has typed name, which is for Halfday's own child
// processes, on a terminal, and says so there: they would wait for ever for
// what only Halfday sends.
func byHand(name string) bool {
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		return false
	}
	words := text.For(desktop.Language(os.Getenv)) // the settings are not to be read
	fmt.Fprintln(os.Stderr, "halfday: "+words.Terminal.ForHalfday(name).String())
	return true
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
	if err := browser.ServeOpen(in, os.Stdout); err != nil {
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

// signedInMessage is what a sign-in in a terminal tells the tray.
type signedInMessage struct {
	session.Session
	Lesson *session.Lesson `json:"lesson,omitempty"`
}

// tellTray tells a running tray of a sign-in in a terminal. None running is no
// mistake: then told is false.
func tellTray(dirs desktop.Dirs, s session.Session, l *session.Lesson) (told bool) {
	body, err := json.Marshal(signedInMessage{s, l})
	if err != nil {
		return false
	}
	return desktop.Tell(dirs.Runtime, desktop.Message{Kind: messageSession, Body: body}) == nil
}

func decodeSession(body []byte) (signedInMessage, error) {
	var m signedInMessage
	if err := json.Unmarshal(body, &m); err != nil {
		return m, fmt.Errorf("reading a session: %w", err)
	}
	if m.Profile == "" || m.Expires.IsZero() {
		return m, errNoSession
	}
	return m, nil
}

var errNoSession = errors.New("not a session")

// stripEnvironment takes AWS_* and HALFDAY_* out of the environment of this
// process, so that dialogs, openers and the browser do not get them.
func stripEnvironment() {
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "HALFDAY_") {
			os.Unsetenv(name)
		}
	}
}
