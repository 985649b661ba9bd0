package demo

import (
	"encoding/xml"
	"net/http"
	"strconv"
	"time"
)

type sessionTokenXML struct {
	XMLName     xml.Name       `xml:"GetSessionTokenResponse"`
	Namespace   string         `xml:"xmlns,attr"`
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
	cred := &credentials{
		id: newKeyID("ASIA"), secret: newSecretKey(), token: newSessionToken(),
		arn: who.arn, userID: who.userID, expires: c.now.Add(duration).UTC().Truncate(time.Second), mfa: mfa,
	}
	s.creds[cred.id] = cred
	id := newRequestID()
	return xmlReply(http.StatusOK, sessionTokenXML{
		Namespace: stsNamespace, RequestID: id,
		Credentials: credentialsXML{cred.id, cred.secret, cred.token, cred.expires.Format(time.RFC3339)},
	}, id)
}
