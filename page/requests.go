package page

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"

	"halfday/roles"
	"halfday/session"
)

// news is what the document fetches.
type news struct {
	Roles     *[]Role `json:"roles,omitempty"` // nil where it has them
	RolesMark int64   `json:"rolesMark"`
	State     *State  `json:"state,omitempty"` // nil for no news
	Mark      int64   `json:"mark"`
	Token     string  `json:"token"`
	Go        string  `json:"go,omitempty"` // where this tab goes on to
}

// noMark is the mark of a document that has nothing yet.
const noMark = -1

// tell gives the state once it is newer than what the document has, or nothing
// new after a while.
func (s *server) tell(w http.ResponseWriter, r *http.Request) int {
	switch {
	case r.Method != http.MethodGet:
		return http.StatusMethodNotAllowed
	case !s.knows(r):
		return http.StatusForbidden
	}
	query := r.URL.Query()
	mark := func(name string) int64 {
		n, err := strconv.ParseInt(query.Get(name), 10, 64)
		if err != nil {
			return noMark
		}
		return n
	}
	select {
	case s.waits <- struct{}{}:
		defer func() { <-s.waits }()
	default:
		return http.StatusTooManyRequests
	}
	limit, stop := context.WithTimeout(r.Context(), newsLimit)
	defer stop()
	for {
		answer, next := s.look(mark("after"), mark("roles"), query.Get("tab"))
		if answer.State != nil || answer.Go != "" || limit.Err() != nil {
			return writeJSON(w, answer)
		}
		select {
		case <-next:
		case <-limit.Done():
		}
	}
}

// look is what there is to tell now, and what closes when there is more.
func (s *server) look(after, roles int64, tab string) (news, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := news{Mark: s.mark, RolesMark: s.rolesMark, Token: s.token}
	if s.mark != after && s.state != nil {
		answer.State = new(show(*s.state, s.list, s.browsers, s.words))
		if s.rolesMark != roles {
			all := s.roles
			answer.Roles = &all
		}
	}
	if h, ok := s.tabs[tab]; ok {
		// Kept until the tab says that it has the answer: its connection may break.
		if h.told && h.mark == after || !s.now().Round(0).Before(h.until) {
			delete(s.tabs, tab)
		} else {
			answer.Go = h.address
			h.told, h.mark = true, s.mark
			s.tabs[tab] = h
		}
	}
	return answer, s.news
}

// take takes what is asked for.
func (s *server) take(w http.ResponseWriter, r *http.Request) int {
	switch {
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case r.Header.Get("Content-Type") != "application/json": // which a form cannot send
		return http.StatusForbidden
	case r.URL.Path != raisePath && !(s.knows(r) && same(r.Header.Get(tokenHeader), s.token)):
		return http.StatusForbidden
	}
	if r.ContentLength > maxBody {
		w.Header().Set("Connection", "close")
		return http.StatusRequestEntityTooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return http.StatusRequestEntityTooLarge
	}
	switch r.URL.Path {
	case raisePath:
		return s.raise(body)
	case findPath:
		var wanted struct {
			Address string `json:"address"`
		}
		if json.Unmarshal(body, &wanted) != nil {
			return http.StatusBadRequest
		}
		list, _ := s.offers()
		found, ok := s.Find(wanted.Address, s.start.Endpoint, list)
		if !ok {
			return http.StatusNotFound
		}
		return writeJSON(w, found)
	}
	var ask Ask
	if json.Unmarshal(body, &ask) != nil || !ask.good() {
		return http.StatusBadRequest
	}
	if ask.Kind != Cancel && !s.may(ask) {
		return http.StatusUnprocessableEntity
	}
	s.ask(ask)
	return http.StatusAccepted
}

// offers are the roles and the browsers that the document was told of.
func (s *server) offers() ([]roles.Role, []Browser) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.list, s.browsers
}

// may tells whether there is such a role, and the page, the region and the browser
// are ones that it can be opened with. A browser has to be one of those that the
// document was told of: a setting can also be a command, which no page may give.
func (s *server) may(a Ask) bool {
	list, browsers := s.offers()
	i := slices.IndexFunc(list, func(r roles.Role) bool { return r.Profile == a.Profile })
	return i >= 0 && (a.Browser == "" || slices.ContainsFunc(browsers, func(b Browser) bool { return b.Setting == a.Browser })) &&
		s.Opens(list[i], session.Page{Where: a.Page, Region: a.Region}, s.start.Endpoint)
}

// raise asks for a tab that may see, for a document that may not.
func (s *server) raise(body []byte) int {
	var wanted struct {
		Back string `json:"back"`
	}
	if json.Unmarshal(body, &wanted) != nil || !plain(wanted.Back) {
		return http.StatusBadRequest
	}
	if !s.raises.take(s.now()) {
		return http.StatusTooManyRequests
	}
	s.ask(Ask{Kind: Raise, Back: wanted.Back})
	return http.StatusAccepted
}

func writeJSON(w http.ResponseWriter, v any) int {
	data, err := json.Marshal(v)
	if err != nil {
		return http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(data)
	return answered
}
