package app

import (
	"encoding/json"
	"errors"
	"fmt"

	"halfday/desktop"
	"halfday/internal/child"
	"halfday/session"
)

// The messages to a running tray.
const (
	messageHere     = "here"      // a second start; its body is the token that it was started with
	messageSession  = "session"   // a sign-in in a terminal
	messagePage     = "page"      // open Halfday's page; its body is as that of messageHere
	MessageLogin    = "login"     // halfday login-item changed the start at login
	messageCode     = "code"      // a sign-in is about to send a code; no: it was sent before
	messageCodeBack = "code_back" // it did not leave after all
)

// TellHere asks a running tray to show where it is: with token, where it opens a
// window for that (XDG_ACTIVATION_TOKEN), "" for none.
func TellHere(dirs desktop.Dirs, token string) error { return tell(dirs, messageHere, token) }

// TellPage asks a running tray to open Halfday's page, with token as TellHere.
func TellPage(dirs desktop.Dirs, token string) error { return tell(dirs, messagePage, token) }

func tell(dirs desktop.Dirs, kind, token string) error {
	body, err := json.Marshal(token)
	if err != nil {
		return err
	}
	return desktop.Tell(dirs.Runtime, desktop.Message{Kind: kind, Body: body})
}

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
	case messageHere:
		var token string
		_ = json.Unmarshal(m.Body, &token) // of an older Halfday: none
		a.post(func() {
			a.front = child.NewActivation(token)
			a.spawn(a.comeForward)
		})
	case messagePage:
		var token string
		_ = json.Unmarshal(m.Body, &token)
		a.post(func() {
			a.front = child.NewActivation(token)
			a.openHalfday("")
		})
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
