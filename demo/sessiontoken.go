package demo

import (
	"encoding/xml"
	"net/http"
	"strconv"
	"time"
)

type sessionTokenXML struct {
	XMLName     xml.Name       `xml:"https://sts.amazonaws.com/doc/2011-06-15/ GetSessionTokenResponse"`
	Credentials credentialsXML `xml:"GetSessionTokenResult>Credentials"`
	RequestID   string         `xml:"ResponseMetadata>RequestId"`
}

// getSessionToken gives a user temporary credentials that act as the user, and
// that a code went into where there was one. What they assume is chained. Only
// long-term keys get them (AWS STS API Reference, GetSessionToken).
func (s *Server) getSessionToken(c *call, who *credentials) reply {
	if who.token != "" {
		return denied("Cannot call GetSessionToken with session credentials").reply()
	}
	mfa, e := s.checkMFA(c, who)
	if e != nil {
		return e.reply()
	}
	duration := 12 * time.Hour
	if n, err := strconv.Atoi(c.form.Get("DurationSeconds")); err == nil {
		if n < minDuration || n > 129600 {
			return invalid("1 validation error detected: Value '" + strconv.Itoa(n) + "' at 'durationSeconds' failed to satisfy constraint").reply()
		}
		duration = time.Duration(n) * time.Second
	}
	cred, id := s.give(c, duration, credentials{arn: who.arn, userID: who.userID, mfa: mfa}), newRequestID()
	return xmlReply(http.StatusOK, sessionTokenXML{Credentials: cred.xml(), RequestID: id}, id)
}
