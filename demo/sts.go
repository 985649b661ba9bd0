package demo

import (
	"cmp"
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
	version, do := queryVersions[c.service], queryActions[c.service][c.action]
	switch asked := c.form.Get("Version"); {
	case e != nil:
		return nil, e
	case c.formErr != nil:
		return nil, &apiError{http.StatusBadRequest, "MalformedInput", "The request body is not a form."}
	case c.action == "":
		return nil, &apiError{http.StatusBadRequest, "MissingAction", "The request is missing an action or a required parameter."}
	case asked != version:
		return nil, invalid("Could not find version " + asked)
	case do == nil:
		return nil, &apiError{http.StatusBadRequest, "InvalidAction", "Could not find operation " + c.action + " for version " + version}
	}
	return do(s, c, who)
}

// resultXML is the answer to an action that was carried out.
type resultXML struct {
	XMLName   xml.Name
	Result    any
	RequestID string `xml:"ResponseMetadata>RequestId"`
}

type errorXML struct {
	XMLName   xml.Name
	Type      string `xml:"Error>Type"`
	Code      string `xml:"Error>Code"`
	Message   string `xml:"Error>Message"`
	RequestID string `xml:"RequestId"`
}

// queryReply writes what came of a request in the query protocol.
func (c *call) queryReply(result any, e *apiError) reply {
	id := newRequestID()
	name := xml.Name{Space: "https://" + c.service + ".amazonaws.com/doc/" + queryVersions[c.service] + "/", Local: c.action + "Response"}
	status, answer := http.StatusOK, any(resultXML{name, result, id})
	if e != nil {
		name.Local = "ErrorResponse"
		status, answer = e.status, errorXML{name, "Sender", e.code, e.message, id}
	}
	body, err := xml.MarshalIndent(answer, "", "  ")
	if err != nil { // the types are ours: it cannot be
		body = []byte(err.Error())
	}
	r := textReply(status, "text/xml", append(body, '\n'))
	r.header.Set("X-Amzn-Requestid", id)
	return r
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

type assumeRoleXML struct {
	XMLName       xml.Name `xml:"AssumeRoleResult"`
	AssumedRoleID string   `xml:"AssumedRoleUser>AssumedRoleId"`
	ARN           string   `xml:"AssumedRoleUser>Arn"`
	Credentials   credentialsXML
}

func (s *Server) assumeRole(c *call, who *credentials) (any, *apiError) {
	form := c.form
	if e := checkLimits(form); e != nil {
		return nil, e
	}
	arn := form.Get("RoleArn")
	if !isRoleARN(arn) {
		return nil, invalid(arn + " is invalid")
	}
	// Whether AWS takes the code before it looks at the rest is not
	// documented. Here it does, which is worse for who asks.
	mfa, e := s.checkMFA(c, who)
	if e != nil {
		return nil, e
	}
	role := s.role(arn)
	switch {
	case role == nil, !role.trusts(who), role.MFA && !mfa,
		role.ExternalID != "" && form.Get("ExternalId") != role.ExternalID:
		return nil, denied("User: " + who.arn + " is not authorized to perform: sts:AssumeRole on resource: " + arn)
	}
	duration, chained := time.Duration(c.seconds(3600))*time.Second, who.token != ""
	switch {
	case chained && duration > chainLimit:
		return nil, errChainedTooLong
	case duration > cmp.Or(role.MaxSession, time.Hour):
		return nil, errAboveMax
	}
	cred := s.giveRole(c, role, form.Get("RoleSessionName"), duration, chained)
	return assumeRoleXML{AssumedRoleID: cred.userID, ARN: cred.arn, Credentials: cred.xml()}, nil
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

type callerIdentityXML struct {
	XMLName xml.Name `xml:"GetCallerIdentityResult"`
	ARN     string   `xml:"Arn"`
	UserID  string   `xml:"UserId"`
	Account string
}

func (*Server) callerIdentity(_ *call, who *credentials) (any, *apiError) {
	return callerIdentityXML{ARN: who.arn, UserID: who.userID, Account: accountOf(who.arn)}, nil
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
	n := c.seconds(maxDuration)
	if n < minDuration || n > 129600 {
		return nil, invalid("1 validation error detected: Value '" + strconv.Itoa(n) + "' at 'durationSeconds' failed to satisfy constraint")
	}
	cred := s.give(c, time.Duration(n)*time.Second, credentials{arn: who.arn, userID: who.userID, mfa: mfa})
	return sessionTokenXML{Credentials: cred.xml()}, nil
}
