package app

import (
	"encoding/json"
	"errors"
	"fmt"

	"halfday/desktop"
	"halfday/session"
)

// The messages to a running tray.
const (
	MessageHere     = "here"      // a second start
	messageSession  = "session"   // a sign-in in a terminal
	MessageLogin    = "login"     // halfday login-item changed the start at login
	messageCode     = "code"      // a sign-in is about to send a code; no: it was sent before
	messageCodeBack = "code_back" // it did not leave after all
)

// signedInMessage is what a sign-in in a terminal tells the tray.
type signedInMessage struct {
	session.Session
	Lesson *session.Lesson `json:"lesson,omitempty"`
}

// TellSignedIn tells a running tray of a sign-in in a terminal. None running is no
// mistake: then told is false.
func TellSignedIn(dirs desktop.Dirs, s session.Session, l *session.Lesson) (told bool) {
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

// message takes what another start of Halfday, or a sign-in, has to say. The
// answer is yes, but for a code that was sent before. Beside the loop.
func (a *app) message(m desktop.Message) bool {
	switch m.Kind {
	case MessageHere:
		a.post(func() { a.spawn(a.comeForward) })
	case messageSession:
		s, err := decodeSession(m.Body)
		if err != nil {
			a.log.Warn("reading a session report", "error", err)
			return true
		}
		a.broker.Report(s.Session, s.Lesson)
	case MessageLogin:
		a.login(nil)
	case messageCode, messageCodeBack:
		return a.codeMessage(m)
	}
	return true
}
