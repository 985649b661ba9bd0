package demo

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The services that a request can be for.
const (
	ServiceSTS     = "sts"
	ServiceIAM     = "iam"
	ServiceSignin  = "signin"
	ServiceConsole = "console"
	ServiceCenter  = "center" // Identity Center: its two services and its page
	ServiceOther   = "other"
)

// Their actions, as AWS spells them.
const (
	ActionAssumeRole        = "AssumeRole"
	ActionGetSessionToken   = "GetSessionToken"
	ActionGetCallerIdentity = "GetCallerIdentity"
	ActionListMFADevices    = "ListMFADevices"
	ActionGetSigninToken    = "getSigninToken"
	ActionLogin             = "login"
	ActionLogout            = "logout"
)

// maxBody is more than any request of Halfday needs.
const maxBody = 64 << 10

// call is a request that has been read.
type call struct {
	r               *http.Request
	form            url.Values // of the body, or of the address where there is none
	service, action string
	now             time.Time
}

// reply is an answer before it is written.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func textReply(status int, contentType string, body []byte) reply {
	return reply{status: status, body: body, header: http.Header{
		"Content-Type":           {contentType},
		"Cache-Control":          {"no-store"},
		"X-Content-Type-Options": {"nosniff"},
	}}
}

func jsonReply(status int, v any) reply {
	body, _ := json.Marshal(v) // the types are ours: it cannot fail
	return textReply(status, "application/json", body)
}

func redirect(to string) reply {
	r := textReply(http.StatusFound, "text/plain; charset=utf-8", nil)
	r.header.Set("Location", to)
	r.header.Set("Referrer-Policy", "no-referrer")
	return r
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	c := newCall(r, body)
	var answer http.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { c.deliver(w, s.answer(c)) })
	if s.options.Around != nil {
		answer = s.options.Around(c.service, c.action, answer)
	}
	answer.ServeHTTP(w, r)
}

func newCall(r *http.Request, body []byte) *call {
	r.Body = io.NopCloser(bytes.NewReader(body))
	_ = r.ParseForm() // what cannot be read is not there
	r.Body = io.NopCloser(bytes.NewReader(body))
	c := &call{r: r}
	if c.form = r.Form; r.Method == http.MethodPost {
		c.form = r.PostForm
	}
	c.action = c.form.Get("Action")
	switch path := c.path(); {
	case centerPaths[path].do != nil:
		c.service, c.action = ServiceCenter, centerPaths[path].action
	case path == "/iam", strings.HasPrefix(r.Host, "iam."):
		c.service = ServiceIAM
	case path == "/sts", strings.HasPrefix(r.Host, "sts."), path == "" && r.Method == http.MethodPost:
		c.service = ServiceSTS
	case path == "/federation", path == "/oauth":
		c.service = ServiceSignin
	case path == "/console":
		c.service = ServiceConsole
	default:
		c.service = ServiceOther
	}
	return c
}

func (c *call) path() string { return strings.TrimSuffix(c.r.URL.Path, "/") }

// origin is scheme and host as the asker sees them.
func (c *call) origin() string {
	if c.r.TLS != nil {
		return "https://" + c.r.Host
	}
	return "http://" + c.r.Host
}

func (s *Server) answer(c *call) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = s.options.Now()
	switch c.service {
	case ServiceSTS, ServiceIAM:
		return c.queryReply(s.query(c))
	case ServiceSignin:
		if strings.HasPrefix(c.r.URL.Path, "/oauth") {
			return s.logout(c)
		}
		return s.federation(c)
	case ServiceConsole:
		return s.console(c)
	case ServiceCenter:
		return centerPaths[c.path()].do(s, c)
	}
	w := s.words()
	return w.note(http.StatusNotFound, w.NothingHere, w.NoPage)
}

func (c *call) deliver(w http.ResponseWriter, rep reply) {
	for name, values := range rep.header {
		w.Header()[name] = values
	}
	w.Header().Set("Date", c.now.UTC().Format(http.TimeFormat))
	w.WriteHeader(rep.status)
	_, _ = w.Write(rep.body)
}
