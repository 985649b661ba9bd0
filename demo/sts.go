package demo

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	stsVersion  = "2011-06-15"
	codeWindow  = 30 * time.Second // RFC 6238, as AWS's virtual devices do
	chainLimit  = time.Hour
	minDuration = 900
	maxDuration = 43200
)

// spentCode is a code that a device has had taken.
type spentCode struct{ serial, code string }

// query answers a request in the query protocol, of STS and of IAM: a signed form.
func (s *Server) query(c *call) reply {
	who, e := s.authenticate(c)
	if e != nil {
		return e.reply()
	}
	version, actions := stsVersion, map[string]func(*call, *credentials) reply{
		ActionAssumeRole: s.assumeRole, ActionGetSessionToken: s.getSessionToken, ActionGetCallerIdentity: callerIdentity,
	}
	if c.service == ServiceIAM {
		version, actions = iamVersion, map[string]func(*call, *credentials) reply{ActionListMFADevices: listMFADevices}
	}
	do := actions[c.action]
	switch asked := c.form.Get("Version"); {
	case c.formErr != nil:
		return (&apiError{http.StatusBadRequest, "MalformedInput", "The request body is not a form."}).reply()
	case c.action == "":
		return (&apiError{http.StatusBadRequest, "MissingAction", "The request is missing an action or a required parameter."}).reply()
	case asked != version:
		return invalid("Could not find version " + asked).reply()
	case do == nil:
		return (&apiError{http.StatusBadRequest, "InvalidAction", "Could not find operation " + c.action + " for version " + version}).reply()
	}
	return do(c, who)
}

// authenticate finds out who signed a request, or why nobody did.
func (s *Server) authenticate(c *call) (*credentials, *apiError) {
	header := c.r.Header.Get("Authorization")
	if header == "" {
		return nil, errMissingToken
	}
	a, e := parseAuthorization(header)
	if e != nil {
		return nil, e
	}
	stamp := c.r.Header.Get("X-Amz-Date")
	at, err := time.Parse(amzFormat, stamp)
	if err != nil {
		return nil, incompleteSignature("Authorization header requires existence of a valid 'X-Amz-Date' header.")
	}
	if name := a.unsigned(c.r.Header); name != "" {
		return nil, signatureMismatch("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.")
	}
	switch {
	case a.service != c.service:
		return nil, signatureMismatch("Credential should be scoped to correct service: '" + c.service + "'.")
	case !isRegion(a.region):
		return nil, signatureMismatch("Credential should be scoped to a valid region.")
	case !strings.HasPrefix(stamp, a.date):
		return nil, signatureMismatch(fmt.Sprintf("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'.", a.date, stamp[:8], stamp))
	}
	if e := skewed(at, c.now); e != nil {
		return nil, e
	}
	who := s.creds[a.keyID]
	switch {
	case who == nil, who.token != c.r.Header.Get("X-Amz-Security-Token"):
		return nil, errUnknownKey
	case !a.valid(c.r, c.body, who.secret):
		return nil, errSignature
	case who.expired(c.now):
		return nil, errExpired
	}
	return who, nil
}

// parameter is a limit from the API reference of AssumeRole.
type parameter struct {
	name, shown string
	min, max    int
	pattern     string // as STS prints it; "" for none
	required    bool
}

var assumeRoleParameters = []parameter{
	{name: "RoleArn", shown: "roleArn", min: 20, max: 2048, required: true},
	{name: "RoleSessionName", shown: "roleSessionName", min: 2, max: 64, pattern: `[\w+=,.@-]*`, required: true},
	{name: "ExternalId", shown: "externalId", min: 2, max: 1224, pattern: `[\w+=,.@:\/-]*`},
	{name: "SerialNumber", shown: "serialNumber", min: 9, max: 256, pattern: `[\w+=/:,.@-]*`},
	{name: "TokenCode", shown: "tokenCode", min: 6, max: 6, pattern: `[\d]*`},
}

// checkLimits returns STS's words for all limits that a form breaks.
func checkLimits(form url.Values) *apiError {
	var broken []string
	add := func(value, shown, limit string) {
		broken = append(broken, "Value "+value+" at '"+shown+"' failed to satisfy constraint: Member must "+limit)
	}
	for _, p := range assumeRoleParameters {
		if !form.Has(p.name) {
			if p.required {
				add("null", p.shown, "not be null")
			}
			continue
		}
		v := form.Get(p.name)
		if n := len([]rune(v)); n < p.min {
			add("'"+v+"'", p.shown, fmt.Sprintf("have length greater than or equal to %d", p.min))
		} else if n > p.max {
			add("'"+v+"'", p.shown, fmt.Sprintf("have length less than or equal to %d", p.max))
		}
		if p.pattern != "" && !regexp.MustCompile("^"+p.pattern+"$").MatchString(v) {
			add("'"+v+"'", p.shown, "satisfy regular expression pattern: "+p.pattern)
		}
	}
	if form.Has("DurationSeconds") {
		v := form.Get("DurationSeconds")
		switch n, err := strconv.Atoi(v); {
		case err != nil:
			return &apiError{http.StatusBadRequest, "MalformedInput", "DurationSeconds is not a number."}
		case n < minDuration:
			add("'"+v+"'", "durationSeconds", fmt.Sprintf("have value greater than or equal to %d", minDuration))
		case n > maxDuration:
			add("'"+v+"'", "durationSeconds", fmt.Sprintf("have value less than or equal to %d", maxDuration))
		}
	}
	switch len(broken) {
	case 0:
		return nil
	case 1:
		return invalid("1 validation error detected: " + broken[0])
	}
	return invalid(fmt.Sprintf("%d validation errors detected: %s", len(broken), strings.Join(broken, "; ")))
}

func (s *Server) assumeRole(c *call, who *credentials) reply {
	form := c.form
	if e := checkLimits(form); e != nil {
		return e.reply()
	}
	arn := form.Get("RoleArn")
	if !isRoleARN(arn) {
		return invalid(arn + " is invalid").reply()
	}
	// Whether AWS takes the code before it looks at the rest is not
	// documented. Here it does, which is worse for who asks.
	mfa, e := s.checkMFA(c, who)
	if e != nil {
		return e.reply()
	}
	role := s.role(arn)
	switch {
	case role == nil, !role.trusts(who), role.MFA && !mfa,
		role.ExternalID != "" && form.Get("ExternalId") != role.ExternalID:
		return denied("User: " + who.arn + " is not authorized to perform: sts:AssumeRole on resource: " + arn).reply()
	}
	duration := time.Hour
	if n, err := strconv.Atoi(form.Get("DurationSeconds")); err == nil {
		duration = time.Duration(n) * time.Second
	}
	chained := who.token != ""
	switch {
	case chained && duration > chainLimit:
		return errChainedTooLong.reply()
	case duration > role.maxSession():
		return errAboveMax.reply()
	}
	cred, id := s.giveRole(c, role, form.Get("RoleSessionName"), duration, chained), newRequestID()
	return xmlReply(http.StatusOK, assumeRoleXML{AssumedRoleID: cred.userID, ARN: cred.arn, Credentials: cred.xml(), RequestID: id}, id)
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
	for spent, when := range s.spent {
		if when != window {
			delete(s.spent, spent)
		}
	}
	if _, used := s.spent[spentCode{serial, code}]; used {
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
	for id, old := range s.creds { // a day later they are unknown, not expired
		if old.role != nil && old.expired(c.now.Add(-24*time.Hour)) {
			delete(s.creds, id)
		}
	}
	s.creds[cred.id] = &cred
	return &cred
}

// giveRole makes role credentials.
func (s *Server) giveRole(c *call, role *Role, name string, d time.Duration, chained bool) *credentials {
	return s.give(c, d, credentials{
		arn:    "arn:" + partitionOf(role.ARN) + ":sts::" + accountOf(role.ARN) + ":assumed-role/" + role.name() + "/" + name,
		userID: uniqueID("AROA", role.ARN) + ":" + name, role: role, name: name, chained: chained,
	})
}

type assumeRoleXML struct {
	XMLName       xml.Name       `xml:"https://sts.amazonaws.com/doc/2011-06-15/ AssumeRoleResponse"`
	AssumedRoleID string         `xml:"AssumeRoleResult>AssumedRoleUser>AssumedRoleId"`
	ARN           string         `xml:"AssumeRoleResult>AssumedRoleUser>Arn"`
	Credentials   credentialsXML `xml:"AssumeRoleResult>Credentials"`
	RequestID     string         `xml:"ResponseMetadata>RequestId"`
}

type callerIdentityXML struct {
	XMLName   xml.Name `xml:"https://sts.amazonaws.com/doc/2011-06-15/ GetCallerIdentityResponse"`
	ARN       string   `xml:"GetCallerIdentityResult>Arn"`
	UserID    string   `xml:"GetCallerIdentityResult>UserId"`
	Account   string   `xml:"GetCallerIdentityResult>Account"`
	RequestID string   `xml:"ResponseMetadata>RequestId"`
}

func callerIdentity(_ *call, who *credentials) reply {
	id := newRequestID()
	return xmlReply(http.StatusOK, callerIdentityXML{ARN: who.arn, UserID: who.userID, Account: accountOf(who.arn), RequestID: id}, id)
}

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
