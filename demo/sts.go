package demo

import (
	"cmp"
	"encoding/xml"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	codeWindow  = 30 * time.Second // RFC 6238, as AWS's virtual devices do
	chainLimit  = time.Hour
	minDuration = 900
	maxDuration = 43200
)

// queryVersions are the versions of the services with the query protocol.
var queryVersions = map[string]string{ServiceSTS: "2011-06-15", ServiceIAM: "2010-05-08"}

// queryActions are what a signed form can ask of the services.
var queryActions = map[string]map[string]func(*Server, *call, *credentials) (any, *apiError){
	ServiceSTS: {
		ActionAssumeRole: (*Server).assumeRole, ActionGetSessionToken: (*Server).getSessionToken, ActionGetCallerIdentity: (*Server).callerIdentity,
	},
	ServiceIAM: {ActionListMFADevices: (*Server).listMFADevices},
}

// spentCode is a code that a device has had taken.
type spentCode struct{ serial, code string }

// query answers a request in the query protocol: a signed form.
func (s *Server) query(c *call) (result any, e *apiError) {
	who, e := s.authenticate(c)
	do := queryActions[c.service][c.action]
	switch {
	case e != nil:
		return nil, e
	case do == nil:
		return nil, &apiError{http.StatusBadRequest, "InvalidAction", "Could not find operation " + c.action + " for version " + queryVersions[c.service]}
	}
	return do(s, c, who)
}

// resultXML is the answer to an action that was carried out.
type resultXML struct {
	XMLName xml.Name
	Result  any
}

type errorXML struct {
	XMLName xml.Name
	Type    string `xml:"Error>Type"`
	Code    string `xml:"Error>Code"`
	Message string `xml:"Error>Message"`
}

// queryReply writes what came of a request in the query protocol.
func (c *call) queryReply(result any, e *apiError) reply {
	name := xml.Name{Space: "https://" + c.service + ".amazonaws.com/doc/" + queryVersions[c.service] + "/", Local: c.action + "Response"}
	status, answer := http.StatusOK, any(resultXML{name, result})
	if e != nil {
		name.Local = "ErrorResponse"
		status, answer = e.status, errorXML{name, "Sender", e.code, e.message}
	}
	body, err := xml.MarshalIndent(answer, "", "  ")
	if err != nil { // the types are ours: it cannot be
		body = []byte(err.Error())
	}
	return textReply(status, "text/xml", append(body, '\n'))
}

// authenticate finds out who asks: whose key the Authorization header names.
// That they signed the request is taken for granted.
func (s *Server) authenticate(c *call) (*credentials, *apiError) {
	_, id, _ := strings.Cut(c.r.Header.Get("Authorization"), "Credential=")
	id, _, _ = strings.Cut(id, "/")
	who := s.creds[id]
	switch {
	case who == nil, who.token != c.r.Header.Get("X-Amz-Security-Token"):
		return nil, errUnknownKey
	case who.expired(c.now):
		return nil, errExpired
	}
	return who, nil
}

type assumeRoleXML struct {
	XMLName     xml.Name `xml:"AssumeRoleResult"`
	ARN         string   `xml:"AssumedRoleUser>Arn"`
	Credentials credentialsXML
}

func (s *Server) assumeRole(c *call, who *credentials) (any, *apiError) {
	arn := c.form.Get("RoleArn")
	// Whether AWS takes the code before it looks at the rest is not
	// documented. Here it does, which is worse for who asks.
	mfa, e := s.checkMFA(c, who)
	if e != nil {
		return nil, e
	}
	role := s.role(arn)
	switch {
	case role == nil, !role.trusts(who), role.MFA && !mfa,
		role.ExternalID != "" && c.form.Get("ExternalId") != role.ExternalID:
		return nil, denied("User: " + who.arn + " is not authorized to perform: sts:AssumeRole on resource: " + arn)
	}
	duration, chained := time.Duration(c.seconds(3600))*time.Second, who.token != ""
	switch {
	case chained && duration > chainLimit:
		return nil, errChainedTooLong
	case duration > cmp.Or(role.MaxSession, time.Hour):
		return nil, errAboveMax
	}
	cred := s.giveRole(c, role, c.form.Get("RoleSessionName"), duration, chained)
	return assumeRoleXML{ARN: cred.arn, Credentials: cred.xml()}, nil
}

// seconds is the DurationSeconds that is asked for, or otherwise.
func (c *call) seconds(otherwise int) int {
	if n, err := strconv.Atoi(c.form.Get("DurationSeconds")); err == nil {
		return n
	}
	return otherwise
}

// checkMFA tells whether the request proves an MFA device of who signed it.
func (s *Server) checkMFA(c *call, who *credentials) (bool, *apiError) {
	serial, code := c.form.Get("SerialNumber"), c.form.Get("TokenCode")
	switch {
	case serial == "" && code == "":
		return who.mfa, nil
	case serial == "" || code == "":
		return false, errHalfMFA
	case !slices.Contains(who.serials, serial):
		return false, errDevice
	case code == "000000":
		return false, errCode
	}
	window := c.now.Unix() / int64(codeWindow/time.Second)
	if s.spent[spentCode{serial, code}] == window {
		return false, errCode
	}
	s.spent[spentCode{serial, code}] = window
	return true, nil
}

type credentialsXML struct {
	AccessKeyID     string `xml:"AccessKeyId"`
	SecretAccessKey string
	SessionToken    string
	Expiration      string
}

func (cred *credentials) xml() credentialsXML {
	return credentialsXML{cred.id, cred.secret, cred.token, cred.expires.Format(time.RFC3339)}
}

// give makes temporary credentials of who they act as.
func (s *Server) give(c *call, d time.Duration, cred credentials) *credentials {
	cred.id, cred.secret, cred.token = newKeyID("ASIA"), newSecretKey(), newSessionToken()
	cred.expires = c.now.Add(d).UTC().Truncate(time.Second)
	s.creds[cred.id] = &cred
	return &cred
}

// giveRole makes role credentials.
func (s *Server) giveRole(c *call, role *Role, name string, d time.Duration, chained bool) *credentials {
	return s.give(c, d, credentials{
		arn:  "arn:" + partitionOf(role.ARN) + ":sts::" + accountOf(role.ARN) + ":assumed-role/" + role.name() + "/" + name,
		role: role, name: name, chained: chained,
	})
}

type callerIdentityXML struct {
	XMLName xml.Name `xml:"GetCallerIdentityResult"`
	ARN     string   `xml:"Arn"`
	Account string
}

func (*Server) callerIdentity(_ *call, who *credentials) (any, *apiError) {
	return callerIdentityXML{ARN: who.arn, Account: accountOf(who.arn)}, nil
}

type sessionTokenXML struct {
	XMLName     xml.Name `xml:"GetSessionTokenResult"`
	Credentials credentialsXML
}

// getSessionToken gives a user temporary credentials that act as the user, and
// that a code went into where there was one. What they assume is chained. Only
// long-term keys get them (AWS STS API Reference, GetSessionToken).
func (s *Server) getSessionToken(c *call, who *credentials) (any, *apiError) {
	if who.token != "" {
		return nil, denied("Cannot call GetSessionToken with session credentials")
	}
	mfa, e := s.checkMFA(c, who)
	if e != nil {
		return nil, e
	}
	cred := s.give(c, time.Duration(c.seconds(maxDuration))*time.Second, credentials{arn: who.arn, mfa: mfa})
	return sessionTokenXML{Credentials: cred.xml()}, nil
}
