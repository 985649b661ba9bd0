package demo

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxBody is more than any request of Halfday needs.
const maxBody = 64 << 10

// call is a request that has been read.
type call struct {
	r       *http.Request
	body    []byte
	form    url.Values // of the body, or of the address where there is none
	formErr error
	entry   *Entry
	now     time.Time
}

// reply is an answer before it is written.
type reply struct {
	status int
	header http.Header
	body   []byte
	code   string // of an STS or Identity Center error
}

func textReply(status int, contentType string, body []byte) reply {
	return reply{status: status, body: body, header: http.Header{
		"Content-Type":           {contentType},
		"Cache-Control":          {"no-store"},
		"X-Content-Type-Options": {"nosniff"},
	}}
}

func redirect(to string) reply {
	r := textReply(http.StatusFound, "text/plain; charset=utf-8", nil)
	r.header.Set("Location", to)
	r.header.Set("Referrer-Policy", "no-referrer")
	return r
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	c := s.newCall(r, body)
	s.noteReceived(c)
	answered := s.record(*c.entry)
	var answer http.Handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		c.now = s.options.Now()
		rep := s.route(c)
		c.entry.Status, c.entry.Code = rep.status, rep.code
		answered(*c.entry)
		deliver(w, c, rep)
	})
	if s.options.Around != nil {
		answer = s.options.Around(*c.entry, answer)
	}
	answer.ServeHTTP(w, r)
}

func (s *Server) newCall(r *http.Request, body []byte) *call {
	c := &call{r: r, body: body, now: s.options.Now()}
	c.entry = &Entry{At: c.now, Method: r.Method, Host: r.Host, Path: r.URL.Path}
	c.entry.Conn, _ = r.Context().Value(connKey{}).(int)
	raw := r.URL.RawQuery
	if r.Method == http.MethodPost {
		raw = string(body)
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/x-www-form-urlencoded" {
			raw = ""
		}
	}
	c.form, c.formErr = url.ParseQuery(raw)
	e := c.entry
	switch path := strings.TrimSuffix(e.Path, "/"); {
	case centerPaths[path] != "":
		e.Service = ServiceCenter
	case path == "/iam", strings.HasPrefix(r.Host, "iam."):
		e.Service = ServiceIAM
	case path == "/sts", strings.HasPrefix(r.Host, "sts."), path == "" && r.Method == http.MethodPost:
		e.Service = ServiceSTS
	case path == "/federation", path == "/oauth":
		e.Service = ServiceSignin
	case path == "/console":
		e.Service = ServiceConsole
	default:
		e.Service = ServiceOther
	}
	if e.Action = c.form.Get("Action"); e.Service == ServiceCenter {
		e.Action = centerPaths[strings.TrimSuffix(e.Path, "/")]
	}
	e.RoleARN, e.RoleSessionName, e.ExternalID = c.form.Get("RoleArn"), c.form.Get("RoleSessionName"), c.form.Get("ExternalId")
	e.SourceIdentity = c.form.Get("SourceIdentity")
	if key := c.form.Get("Tags.member.1.Key"); key != "" {
		e.Tags = key + "=" + c.form.Get("Tags.member.1.Value")
	}
	e.SerialNumber, e.TokenCode = c.form.Get("SerialNumber"), Secret(c.form.Get("TokenCode"))
	e.DurationSeconds, e.SessionDuration = c.form.Get("DurationSeconds"), c.form.Get("SessionDuration")
	e.Issuer, e.Destination = c.form.Get("Issuer"), c.form.Get("Destination")
	return c
}

// noteReceived keeps what a request tells in confidence, also where the
// request is then refused.
func (s *Server) noteReceived(c *call) {
	s.keep(string(c.entry.TokenCode), c.r.Header.Get("X-Amz-Security-Token"), c.form.Get("SigninToken"))
	if a, e := parseAuthorization(c.r.Header.Get("Authorization")); e == nil {
		s.keep(a.keyID)
	}
	var session sessionJSON
	if json.Unmarshal([]byte(c.form.Get("Session")), &session) == nil {
		s.keep(session.ID, session.Key, session.Token)
		c.entry.AccessKeyID = Secret(session.ID)
	}
	if c.form.Get("SigninToken") != "" && c.r.Method == http.MethodGet {
		s.keep(s.origin(c.r) + c.r.URL.RequestURI())
	}
}

// origin is scheme and host as the asker sees them.
func (s *Server) origin(r *http.Request) string {
	scheme, _, _ := strings.Cut(s.base, ":")
	return scheme + "://" + r.Host
}

func (s *Server) route(c *call) reply {
	switch c.entry.Service {
	case ServiceSTS:
		if c.r.Method == http.MethodPost {
			return s.sts(c)
		}
		return errMissingToken.reply()
	case ServiceIAM:
		return s.iam(c)
	case ServiceSignin:
		if strings.HasPrefix(c.entry.Path, "/oauth") {
			return s.logout(c)
		}
		return s.federation(c)
	case ServiceConsole:
		return s.console(c)
	case ServiceCenter:
		return s.identityCenter(c)
	}
	if c.entry.Path == "/favicon.ico" {
		return textReply(http.StatusNoContent, "image/x-icon", nil)
	}
	w := s.words()
	return w.note(http.StatusNotFound, w.NothingHere, w.NoPage)
}

func deliver(w http.ResponseWriter, c *call, rep reply) {
	for name, values := range rep.header {
		w.Header()[name] = values
	}
	w.Header().Set("Date", c.now.UTC().Format(http.TimeFormat))
	if rep.status != http.StatusNoContent {
		w.Header().Set("Content-Length", fmt.Sprint(len(rep.body)))
	}
	w.WriteHeader(rep.status)
	_, _ = w.Write(rep.body)
}
