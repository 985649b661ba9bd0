package fakeaws

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"time"

	"halfday/demo"
)

// Entry is a request and how it was answered. What was not sent is empty. It
// prints without its secrets.
type Entry struct {
	At      time.Time `json:"at"`
	Service string    `json:"service"`
	Action  string    `json:"action,omitempty"`
	Method  string    `json:"method,omitempty"`
	Host    string    `json:"host,omitempty"`
	Path    string    `json:"path,omitempty"`

	AccessKeyID Secret `json:"access_key_id,omitempty"` // that signed, or that is to be traded
	Region      string `json:"region,omitempty"`        // of the credential scope

	RoleARN         string `json:"role_arn,omitempty"`
	RoleSessionName string `json:"role_session_name,omitempty"`
	ExternalID      string `json:"external_id,omitempty"`
	SourceIdentity  string `json:"source_identity,omitempty"`
	Tags            string `json:"tags,omitempty"` // "key=value", the first alone
	SerialNumber    string `json:"serial_number,omitempty"`
	TokenCode       Secret `json:"token_code,omitempty"`
	DurationSeconds string `json:"duration_seconds,omitempty"` // as it was sent

	SessionDuration string `json:"session_duration,omitempty"` // as it was sent
	Issuer          string `json:"issuer,omitempty"`
	Destination     string `json:"destination,omitempty"`

	// Of the answer, where AWS gave it: 0 where nothing was answered yet, or a
	// fault did.
	Status int    `json:"status,omitempty"`
	Code   string `json:"code,omitempty"` // of an STS or Identity Center error
}

// Secret is a text that prints as "[redacted]" under every verb. Convert it to
// a string to use it.
type Secret string

const redacted = "[redacted]"

// Format implements [fmt.Formatter].
func (v Secret) Format(f fmt.State, _ rune) {
	if v != "" {
		_, _ = io.WriteString(f, redacted)
	}
}

// LogValue implements [slog.LogValuer].
func (v Secret) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(v)) }

// MarshalJSON implements [json.Marshaler].
func (v Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + fmt.Sprint(v) + `"`), nil }

// Requests returns what was asked so far, oldest first.
func (s *Server) Requests() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.entries)
}

// Secrets returns every secret that was handed out or received so far: access
// key ids, secret keys, session tokens, MFA codes, sign-in tokens and whole
// login URLs, as they were before any encoding. The console's cookies, which
// only the browser gets, are not among them.
func (s *Server) Secrets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.secrets)
}

func (s *Server) keep(secrets ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range secrets {
		if v != "" && !s.known[v] {
			s.known[v] = true
			s.secrets = append(s.secrets, v)
		}
	}
}

// keepIn keeps the secrets in a body of JSON or XML.
func (s *Server) keepIn(body string) {
	for _, m := range secretFields.FindAllStringSubmatch(body, -1) {
		s.keep(m[1])
	}
}

var (
	secretFields = regexp.MustCompile(`(?:"(?:sessionId|sessionKey|sessionToken|accessKeyId|secretAccessKey|SigninToken|clientSecret|code|codeVerifier|deviceCode|accessToken|refreshToken)": *"` +
		`|<(?:AccessKeyId|SecretAccessKey|SessionToken)>)([^"<]+)`)
	signedBy   = regexp.MustCompile(`Credential=([^/]*)/[0-9]*/([^/]*)/`)
	errorCodes = regexp.MustCompile(`<Code>([^<]*)</Code>`)
)

// newEntry is a request as it came. Its secrets are kept, also where it is then
// refused.
func (s *Server) newEntry(service, action string, r *http.Request, body []byte) Entry {
	get := r.Form.Get
	e := Entry{
		At: s.options.Now(), Service: service, Action: action, Method: r.Method, Host: r.Host, Path: r.URL.Path,
		RoleARN: get("RoleArn"), RoleSessionName: get("RoleSessionName"), ExternalID: get("ExternalId"), SourceIdentity: get("SourceIdentity"),
		SerialNumber: get("SerialNumber"), TokenCode: Secret(get("TokenCode")),
		DurationSeconds: get("DurationSeconds"), SessionDuration: get("SessionDuration"), Issuer: get("Issuer"), Destination: get("Destination"),
	}
	if key := get("Tags.member.1.Key"); key != "" {
		e.Tags = key + "=" + get("Tags.member.1.Value")
	}
	if m := signedBy.FindStringSubmatch(r.Header.Get("Authorization")); m != nil {
		e.AccessKeyID, e.Region = Secret(m[1]), m[2]
	}
	var session struct {
		ID string `json:"sessionId"`
	}
	if json.Unmarshal([]byte(get("Session")), &session) == nil {
		e.AccessKeyID = Secret(session.ID)
	}
	s.keep(string(e.AccessKeyID), string(e.TokenCode), r.Header.Get("X-Amz-Security-Token"), r.Header.Get("X-Amz-Sso_bearer_token"), get("SigninToken"))
	s.keepIn(get("Session"))
	if get("SigninToken") != "" && r.Method == http.MethodGet {
		s.keep(origin(r) + r.URL.RequestURI())
	}
	if service == demo.ServiceCenter {
		s.keepIn(string(body))
	}
	return e
}

// origin is scheme and host as the asker sees them.
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// record notes a request, and gives the way to note its answer.
func (s *Server) record(e Entry, r *http.Request) (answered func(*httptest.ResponseRecorder)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := len(s.entries)
	s.entries = append(s.entries, e)
	return func(told *httptest.ResponseRecorder) {
		body := told.Body.String()
		s.keepIn(body)
		if m := codeIn.FindStringSubmatch(body); m != nil {
			s.keep(m[1])
		}
		e.Status, e.Code = told.Code, told.Header().Get("X-Amzn-ErrorType")
		if m := errorCodes.FindStringSubmatch(body); m != nil {
			e.Code = m[1]
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.entries[i] = e
		s.noteWho(e, r, told)
	}
}
