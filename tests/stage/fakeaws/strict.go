package fakeaws

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"halfday/demo"
)

// strict refuses what AWS would, and package demo does not look at: requests
// that are not signed, or not of the form that AWS wants. nil is for those that
// demo may answer.
func (s *Server) strict(e Entry, r *http.Request, body []byte) *Fault {
	form := r.Form
	if r.Method == http.MethodPost {
		form = r.PostForm
	}
	switch e.Service {
	case demo.ServiceSTS, demo.ServiceIAM:
		if f := s.strictSignature(e, r, body); f != nil {
			return f
		}
		return strictQuery(e, form, body)
	case demo.ServiceSignin:
		return s.strictSignin(e, r, form, body)
	case demo.ServiceCenter:
		return s.strictCenter(e, r, body)
	}
	return nil
}

var credentialsIn = regexp.MustCompile(`(?is)accessKeyId"?[:>]"?([^"<]+).*?secretAccessKey"?[:>]"?([^"<]+).*?sessionToken"?[:>]"?([^"<]+)`)

// learn remembers what an answer of demo's gave, for later requests to be held
// to it.
func (s *Server) learn(e Entry, r *http.Request, body []byte, told *httptest.ResponseRecorder) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := credentialsIn.FindStringSubmatch(told.Body.String()); m != nil {
		s.keys[m[1]] = demo.Key{AccessKeyID: m[1], SecretKey: m[2], Token: m[3]}
	}
	if e.Service == demo.ServiceCenter {
		s.center.learn(e, r, body, told.Body.Bytes())
	}
}

func refused(status int, code, message string) *Fault {
	return &Fault{Kind: STS, Status: status, Code: code, Message: message}
}

func incompleteSignature(message string) *Fault {
	return refused(http.StatusBadRequest, "IncompleteSignature", message)
}

func invalid(message string) *Fault {
	return refused(http.StatusBadRequest, "ValidationError", message)
}

func signatureMismatch(message string) *Fault {
	return refused(http.StatusForbidden, "SignatureDoesNotMatch", message)
}

// strictSignature checks who signed a request. An unknown key and a wrong
// session token are left to demo.
func (s *Server) strictSignature(e Entry, r *http.Request, body []byte) *Fault {
	header := r.Header.Get("Authorization")
	if header == "" {
		return refused(http.StatusForbidden, "MissingAuthenticationToken", "Request is missing Authentication Token")
	}
	a, f := parseAuthorization(header)
	if f != nil {
		return f
	}
	stamp := r.Header.Get("X-Amz-Date")
	at, err := time.Parse(amzFormat, stamp)
	if err != nil {
		return incompleteSignature("Authorization header requires existence of a valid 'X-Amz-Date' header.")
	}
	if name := a.unsigned(r.Header); name != "" {
		return signatureMismatch("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.")
	}
	switch {
	case a.service != e.Service:
		return signatureMismatch("Credential should be scoped to correct service: '" + e.Service + "'.")
	case !isRegion(a.region):
		return signatureMismatch("Credential should be scoped to a valid region.")
	case !strings.HasPrefix(stamp, a.date):
		return signatureMismatch(fmt.Sprintf("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'.", a.date, stamp[:8], stamp))
	}
	if f := skewed(at, e.At); f != nil {
		return f
	}
	s.mu.Lock()
	key, known := s.keys[a.keyID]
	s.mu.Unlock()
	if known && key.Token == r.Header.Get("X-Amz-Security-Token") && !a.valid(r, body, key.SecretKey) {
		return signatureMismatch(stsErrors[WrongSecret].Message)
	}
	return nil
}

// skewed tells by how much a request's time is off, in AWS's words, where it
// is more than five minutes.
func skewed(at, now time.Time) *Fault {
	const limit = 5 * time.Minute
	stamp := func(t time.Time) string { return t.UTC().Format(amzFormat) }
	switch {
	case at.Before(now.Add(-limit)):
		return signatureMismatch(fmt.Sprintf("Signature expired: %s is now earlier than %s (%s - 5 min.)", stamp(at), stamp(now.Add(-limit)), stamp(now)))
	case at.After(now.Add(limit)):
		return signatureMismatch(fmt.Sprintf("Signature not yet current: %s is still later than %s (%s + 5 min.)", stamp(at), stamp(now.Add(limit)), stamp(now)))
	}
	return nil
}

// versions are those of the services with the query protocol.
var versions = map[string]string{demo.ServiceSTS: "2011-06-15", demo.ServiceIAM: "2010-05-08"}

// strictQuery checks a form in the query protocol.
func strictQuery(e Entry, form url.Values, body []byte) *Fault {
	_, err := url.ParseQuery(string(body))
	switch asked := form.Get("Version"); {
	case err != nil:
		return refused(http.StatusBadRequest, "MalformedInput", "The request body is not a form.")
	case e.Action == "":
		return refused(http.StatusBadRequest, "MissingAction", "The request is missing an action or a required parameter.")
	case asked != versions[e.Service]:
		return invalid("Could not find version " + asked)
	case e.Action == demo.ActionAssumeRole:
		if f := checkLimits(form, assumeRoleParameters, 43200); f != nil || isRoleARN(e.RoleARN) {
			return f
		}
		return invalid(e.RoleARN + " is invalid")
	case e.Action == demo.ActionGetSessionToken:
		return checkLimits(form, nil, 129600)
	}
	return nil
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

// checkLimits returns STS's words for all limits that a form breaks, the one on
// its seconds among them.
func checkLimits(form url.Values, parameters []parameter, longest int) *Fault {
	var broken []string
	add := func(value, shown, limit string) {
		broken = append(broken, "Value "+value+" at '"+shown+"' failed to satisfy constraint: Member must "+limit)
	}
	within := func(value, shown, what string, n, least, most int) {
		if n < least {
			add("'"+value+"'", shown, fmt.Sprintf("have %s greater than or equal to %d", what, least))
		} else if n > most {
			add("'"+value+"'", shown, fmt.Sprintf("have %s less than or equal to %d", what, most))
		}
	}
	for _, p := range parameters {
		if !form.Has(p.name) {
			if p.required {
				add("null", p.shown, "not be null")
			}
			continue
		}
		v := form.Get(p.name)
		within(v, p.shown, "length", len([]rune(v)), p.min, p.max)
		if p.pattern != "" && !pattern(p.pattern)(v) {
			add("'"+v+"'", p.shown, "satisfy regular expression pattern: "+p.pattern)
		}
	}
	if form.Has("DurationSeconds") {
		v := form.Get("DurationSeconds")
		n, err := strconv.Atoi(v)
		if err != nil {
			return refused(http.StatusBadRequest, "MalformedInput", "DurationSeconds is not a number.")
		}
		within(v, "durationSeconds", "value", n, 900, longest)
	}
	switch len(broken) {
	case 0:
		return nil
	case 1:
		return invalid("1 validation error detected: " + broken[0])
	}
	return invalid(fmt.Sprintf("%d validation errors detected: %s", len(broken), strings.Join(broken, "; ")))
}

// strictSignin checks what is asked of the sign-in endpoint: each parameter once,
// in the address or in the body.
func (s *Server) strictSignin(e Entry, r *http.Request, form url.Values, body []byte) *Fault {
	_, err := url.ParseQuery(r.URL.RawQuery + "&" + string(body))
	refuse := err != nil || r.Method != http.MethodGet && (r.Method != http.MethodPost || r.URL.RawQuery != "")
	for name, values := range form {
		refuse = refuse || len(values) > 1 || e.Action == demo.ActionGetSigninToken && !slices.Contains([]string{"Action", "Session", "SessionDuration", "SessionType"}, name)
	}
	switch {
	case !strings.HasPrefix(r.URL.Path, "/federation"):
		return nil
	case refuse, e.Action == demo.ActionGetSigninToken && parseSession(form.Get("Session")) == nil:
		return &Fault{Kind: Opaque400}
	case e.Action == demo.ActionLogin:
		return s.strictDestination(r, form)
	}
	return nil
}

// parseSession reads {"sessionId":…,"sessionKey":…,"sessionToken":…}: these
// three keys, spelled like this, each once, and no others; nil for anything else.
func parseSession(v string) map[string]string {
	var session map[string]string
	if json.Unmarshal([]byte(v), &session) != nil || len(session) != 3 {
		return nil
	}
	for _, name := range []string{"sessionId", "sessionKey", "sessionToken"} {
		if session[name] == "" || strings.Count(v, `"`+name+`"`) != 1 {
			return nil
		}
	}
	return session
}

// strictDestination checks where a login goes on to. An unknown token is left to
// demo.
func (s *Server) strictDestination(r *http.Request, form url.Values) *Fault {
	s.mu.Lock()
	who, known := s.who[form.Get("SigninToken")]
	s.mu.Unlock()
	partition := "aws" // of roles of Identity Center, too
	if parts := strings.Split(who, ":"); len(parts) > 1 {
		partition = parts[1]
	}
	if err := checkDestination(form.Get("Destination"), partition, origin(r)); known && err != nil {
		return unusable(err.Error())
	}
	return nil
}

// unusable is the page for a link that leads nowhere.
func unusable(why string) *Fault {
	return &Fault{Kind: Answer, Status: http.StatusBadRequest, Body: "<title>This sign-in link cannot be used</title><p>" + html.EscapeString(why)}
}

// consoleDomains are the console's hosts by partition (AWS General Reference).
var consoleDomains = map[string]string{
	"aws":        "console.aws.amazon.com",
	"aws-cn":     "console.amazonaws.cn",
	"aws-us-gov": "console.amazonaws-us-gov.com",
	"aws-eusc":   "console.amazonaws-eusc.eu",
}

// checkDestination tells why AWS would not go to a Destination: it does to a
// console host of the partition. Here, to our console page, too.
func checkDestination(destination, partition, ours string) error {
	u, err := url.Parse(destination)
	if err != nil || u.User != nil || u.Host == "" {
		return errors.New("its Destination is not an address")
	}
	if u.Scheme+"://"+u.Host == ours && u.Path == "/console" {
		return nil
	}
	domain := consoleDomains[partition]
	prefix, known := strings.CutSuffix(u.Host, domain)
	prefix, dot := strings.CutSuffix(prefix, ".")
	switch {
	case domain == "" || !known || u.Scheme != "https",
		prefix == "" && dot, prefix != "" && (!dot || !isRegion(prefix)):
		return fmt.Errorf("redirecting to %s is not allowed", u.Host)
	}
	return nil
}
