package app

import (
	"encoding/json"
	"errors"

	"halfday/desktop"
	"halfday/session"
)

// The messages to a running tray. The body of the first two is the token that a
// window which it opens comes to the front with (XDG_ACTIVATION_TOKEN), "" for
// none.
const (
	MessageHere     = "here"      // a second start: show where the icon is
	MessagePage     = "page"      // open Halfday's page
	MessageLogin    = "login"     // halfday login-item changed the start at login
	messageSession  = "session"   // a sign-in in a terminal
	messageCode     = "code"      // a sign-in is about to send a code; no: it was sent before
	messageCodeBack = "code_back" // it did not leave after all
)

// Tell tells a running tray something.
func Tell(dirs desktop.Dirs, kind string, what any) error {
	body, err := json.Marshal(what)
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
	return Tell(dirs, messageSession, signedInMessage{s, l}) == nil
}

func decodeSession(body []byte) (m signedInMessage, err error) {
	if err = json.Unmarshal(body, &m); err == nil && (m.Profile == "" || m.Expires.IsZero()) {
		err = errors.New("not a session")
	}
	return m, err
}

// message takes what another start of Halfday, or a sign-in, has to say. The
// answer is yes, but for a code that was sent before. Beside the loop.
func (a *app) message(m desktop.Message) bool {
	switch m.Kind {
	case MessageHere, MessagePage:
		var token string
		_ = json.Unmarshal(m.Body, &token) // of an older Halfday: none
		a.postFrom(token, func() {
			if m.Kind == MessagePage {
				a.openHalfday("")
			} else {
				a.spawn(a.comeForward)
			}
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
