package page

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"halfday/text"
)

// Owner is who the server tells what is asked for. Its methods may be called
// from any goroutine and return at once.
type Owner interface {
	// Ask takes what was asked for; it decides whether it is done, and asks the
	// person where that needs a code or a yes.
	Ask(Ask)
	// Find reads a copied address of the console; false where it is none.
	Find(address string) (Found, bool)
}

// Keys are what a browser that may see knows. They are those of the owner's
// life, so that a document outlives a server. They print redacted.
type Keys struct {
	Cookie string `json:"cookie"`
	Token  string `json:"token"`
}

// String prints no part of the keys.
func (Keys) String() string { return "page.Keys{redacted}" }

// GoString prints no part of the keys.
func (Keys) GoString() string { return "page.Keys{redacted}" }

// Server answers the document's requests. It is a http.Handler; any goroutine
// may call its methods.
type Server struct {
	host   string // 127.0.0.1:PORT
	keys   Keys
	owner  Owner
	now    func() time.Time
	links  links
	rate   bucket
	raises bucket
	waits  chan struct{} // a place for each request that waits for news

	mu       sync.Mutex
	document document
	language string
	state    State
	mark     int
	news     chan struct{} // closed at the next change
	tabs     map[string]handover
	asked    time.Time // the last request
}

// handover is a one-shot address for a tab.
type handover struct {
	address string
	until   time.Time
}

// The limits.
const (
	rateBurst  = 200 // requests at once
	rateRefill = 20  // requests a second
	maxBody    = 64 << 10
	maxWaits   = 32
	newsLimit  = 25 * time.Second
	tabLife    = time.Minute
	maxTabs    = 32
)

// New makes the server of the document at host, 127.0.0.1 with its port.
func New(host string, keys Keys, owner Owner, words text.Words) *Server {
	s := &Server{
		host: host, keys: keys, owner: owner, now: time.Now, state: State{Roles: []Role{}, Sessions: []Session{}, Attempts: []Attempt{}},
		rate: bucket{most: rateBurst, refill: rateRefill}, raises: bucket{most: 3, refill: 1},
		waits: make(chan struct{}, maxWaits), news: make(chan struct{}), tabs: map[string]handover{},
	}
	s.asked = s.now()
	s.SetWords(words)
	return s
}

// SetWords sets the words of the document.
func (s *Server) SetWords(words text.Words) {
	d := newDocument(words)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.document, s.language = d, words.Language
}

// SetState sets what the document shows.
func (s *Server) SetState(state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = state
	s.changed()
}

func (s *Server) changed() {
	s.mark++
	close(s.news)
	s.news = make(chan struct{})
}

// Link makes secret a path that sets the cookie, once, within a minute, and goes
// on to the role with the ID back, or to all where it is "".
func (s *Server) Link(secret, back string) {
	s.links.add(link{secret, back, s.now().Round(0).Add(linkLife)})
}

// LinkPath is the path of a link.
func LinkPath(secret string) string { return "/enter/" + secret }

// BackPath is the path of the way back to the role with that ID.
func BackPath(id string) string { return "/back/" + id }

// Lead gives a one-shot address to a tab that waits for it.
func (s *Server) Lead(tab, address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now().Round(0)
	for id, h := range s.tabs {
		if now.After(h.until) {
			delete(s.tabs, id)
		}
	}
	if len(s.tabs) < maxTabs && tab != "" {
		s.tabs[tab] = handover{address, now.Add(tabLife)}
		s.changed()
	}
}

// Idle is how long nobody has asked for anything.
func (s *Server) Idle() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now().Round(0).Sub(s.asked)
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.secure(w.Header())
	switch {
	case r.Host != s.host || r.URL.Host != "" || len(r.TransferEncoding) > 0 && r.ContentLength < 0 && r.Method == http.MethodGet:
		w.WriteHeader(http.StatusMisdirectedRequest)
		return
	case !s.rate.take(s.now()):
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	s.mu.Lock()
	s.asked = s.now().Round(0)
	s.mu.Unlock()
	if status := s.route(w, r); status != answered {
		w.WriteHeader(status)
	}
}

// answered says that the answer had a body, and went out with it.
const answered = 0

// route gives the status of an answer without a body, or answered.
func (s *Server) route(w http.ResponseWriter, r *http.Request) int {
	path := r.URL.Path
	id, back := strings.CutPrefix(path, "/back/")
	secret, enter := strings.CutPrefix(path, "/enter/")
	switch {
	case enter:
		return s.enter(w, r, secret)
	case path == "/" || back && id != "" && plain(id) && len(id) <= maxShown:
		return s.show(w, r)
	case path == "/state":
		return s.tell(w, r)
	case path == "/do", path == "/find", path == "/raise":
		return s.take(w, r)
	}
	return http.StatusNotFound
}

// show gives the document, which names nothing: what it shows it fetches.
func (s *Server) show(w http.ResponseWriter, r *http.Request) int {
	if !navigation(r) {
		return http.StatusForbidden
	}
	s.mu.Lock()
	d, language := s.document, s.language
	s.mu.Unlock()
	w.Header().Set("Content-Security-Policy", d.policy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", language)
	w.Write(d.html)
	return answered
}

// enter spends a link.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, secret string) int {
	if !navigation(r) {
		return http.StatusForbidden
	}
	to := "/"
	one, ok := s.links.take(secret, s.now().Round(0))
	if ok {
		http.SetCookie(w, &http.Cookie{Name: s.cookieName(), Value: s.keys.Cookie, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
		if one.back != "" {
			to = BackPath(one.back)
		}
	}
	// Who comes too late is led to the document, which says what to do.
	w.Header().Set("Location", to)
	return http.StatusSeeOther
}

// news is what the document fetches.
type news struct {
	State *State `json:"state,omitempty"` // nil for no news
	Mark  int    `json:"mark"`
	Token string `json:"token"`
	Go    string `json:"go,omitempty"` // where this tab goes on to
}

// tell gives the state once it is newer than what the document has, or nothing
// new after a while.
func (s *Server) tell(w http.ResponseWriter, r *http.Request) int {
	switch {
	case r.Method != http.MethodGet:
		return http.StatusMethodNotAllowed
	case !s.fromDocument(r) || !s.knows(r):
		return http.StatusForbidden
	}
	query := r.URL.Query()
	after, err := strconv.Atoi(query.Get("after"))
	if err != nil {
		after = -1
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
		answer, next := s.look(after, query.Get("tab"))
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
func (s *Server) look(after int, tab string) (news, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := news{Mark: s.mark, Token: s.keys.Token}
	if s.mark != after { // also after another server's
		state := s.state
		answer.State = &state
	}
	if h, ok := s.tabs[tab]; ok {
		delete(s.tabs, tab)
		if s.now().Round(0).Before(h.until) {
			answer.Go = h.address
		}
	}
	return answer, s.news
}

// take takes what is asked for.
func (s *Server) take(w http.ResponseWriter, r *http.Request) int {
	switch {
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case !s.fromDocument(r) || !isJSON(r):
		return http.StatusForbidden
	case r.URL.Path != "/raise" && !(s.knows(r) && same(r.Header.Get(tokenHeader), s.keys.Token)):
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
	case "/raise":
		return s.raise(body)
	case "/find":
		var wanted struct {
			Address string `json:"address"`
		}
		if json.Unmarshal(body, &wanted) != nil {
			return http.StatusBadRequest
		}
		found, ok := s.owner.Find(wanted.Address)
		if !ok {
			return http.StatusNotFound
		}
		return writeJSON(w, found)
	}
	var ask Ask
	if json.Unmarshal(body, &ask) != nil || !ask.good() {
		return http.StatusBadRequest
	}
	s.owner.Ask(ask)
	return http.StatusAccepted
}

// raise asks for a tab that may see, for a document that may not.
func (s *Server) raise(body []byte) int {
	var wanted struct {
		Back string `json:"back"`
	}
	if json.Unmarshal(body, &wanted) != nil || len(wanted.Back) > maxShown || !plain(wanted.Back) {
		return http.StatusBadRequest
	}
	if !s.raises.take(s.now()) {
		return http.StatusTooManyRequests
	}
	s.owner.Ask(Ask{Kind: Raise, Back: wanted.Back})
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

// secure sets what every answer says to a browser.
func (s *Server) secure(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}
