package demo

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// rule is a fault that another process asked for.
type rule struct {
	// Action of an Entry, or "connect"; "" means AssumeRole and getSigninToken.
	Action string    `json:"action"`
	Kind   FaultKind `json:"kind"`
	Times  int       `json:"times"` // 0 means always
	By     string    `json:"by"`    // as time.ParseDuration reads it

	Size        int    `json:"size"`
	Status      int    `json:"status"`
	Code        string `json:"code"`
	Message     string `json:"message"`
	ContentType string `json:"content_type"`
	Body        string `json:"body"`

	by   time.Duration
	left int
}

func (r rule) matches(e Entry) bool {
	switch r.Action {
	case "":
		return e.Action == ActionAssumeRole || e.Action == ActionGetSigninToken
	case ServiceConnect:
		return e.Service == ServiceConnect
	}
	return e.Action == r.Action
}

// ruled finds the first rule for a request and counts its use.
func (s *Server) ruled(e Entry) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.rules {
		r := &s.rules[i]
		if !r.matches(e) || r.Times > 0 && r.left == 0 {
			continue
		}
		r.left--
		return Fault{r.Kind, r.by, r.Size, r.Status, r.Code, r.Message, r.ContentType, r.Body}
	}
	return Fault{}
}

// control answers /_control. POST takes {"faults":[…]}, which replaces the
// faults of before:
//
//	{"faults":[{"action":"AssumeRole","kind":"wrong_code","times":1}]}
//
// GET answers {"requests":[…],"secrets":[…]}. Both want the server's own
// address as the host, so that no web page in a browser can ask.
func (s *Server) control(c *call) reply {
	if s.origin(c.r) != s.base {
		return textReply(http.StatusForbidden, "text/plain", nil)
	}
	switch c.r.Method {
	case http.MethodGet:
		body, err := json.Marshal(map[string]any{"requests": s.Requests(), "secrets": s.Secrets()})
		if err != nil {
			return textReply(http.StatusInternalServerError, "text/plain", []byte(err.Error()))
		}
		return textReply(http.StatusOK, "application/json", body)
	case http.MethodPost:
		if c.r.Header.Get("Content-Type") != "application/json" {
			return textReply(http.StatusUnsupportedMediaType, "text/plain", []byte("application/json, please"))
		}
		rules, err := parseRules(c.body)
		if err != nil {
			return textReply(http.StatusBadRequest, "text/plain", []byte(err.Error()))
		}
		s.mu.Lock()
		s.rules = rules
		s.mu.Unlock()
		return textReply(http.StatusNoContent, "text/plain", nil)
	}
	return textReply(http.StatusMethodNotAllowed, "text/plain", nil)
}

func parseRules(body []byte) ([]rule, error) {
	var asked struct {
		Faults []rule `json:"faults"`
	}
	if err := json.Unmarshal(body, &asked); err != nil {
		return nil, fmt.Errorf("reading faults: %w", err)
	}
	for i := range asked.Faults {
		r := &asked.Faults[i]
		if !slices.Contains(faultKinds, r.Kind) {
			return nil, fmt.Errorf("reading faults: unknown kind %q", r.Kind)
		}
		r.left = r.Times
		if r.By == "" {
			continue
		}
		var err error
		if r.by, err = time.ParseDuration(r.By); err != nil {
			return nil, fmt.Errorf("reading faults: %w", err)
		}
	}
	return asked.Faults, nil
}
