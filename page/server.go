package page

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// server answers the document's requests. It is a http.Handler; any goroutine
// may call its methods.
type server struct {
	World
	start              Start
	cookieName, cookie string
	token              string
	// ask takes what was asked for: whoever reads it decides whether it is done,
	// and asks the person.
	ask          func(Ask)
	now          func() time.Time
	links        links
	rate, raises bucket
	waits        chan struct{} // a place for each request that waits for news

	mu       sync.Mutex
	words    text.Words
	document document
	list     []roles.Role
	roles    []Role         // list, as it is shown
	state    *session.State // nil until it is told
	browsers []Browser
	// mark and rolesMark say which state and which roles they are, to a document
	// that may have those of another server: which began at another time.
	mark, rolesMark int64
	news            chan struct{} // closed at the next change
	tabs            map[string]handover
	asked           time.Time // the last request
}

// handover is a one-shot address for a tab.
type handover struct {
	address string
	until   time.Time
	told    bool // in the answer with mark
	mark    int64
}

// The limits.
const (
	rateBurst   = 200 // requests at once
	rateEvery   = 50 * time.Millisecond
	raisesBurst = 3 // tabs that are opened for documents that may not see
	raisesEvery = 10 * time.Second
	maxBody     = 64 << 10
	maxWaits    = 32
	newsLimit   = 25 * time.Second
	tabLife     = time.Minute
	maxTabs     = 32
)

// newServer makes the server of a place. It has no document before it is told a
// language.
func newServer(start Start, w World, ask func(Ask)) *server {
	now := time.Now().Round(0)
	s := &server{
		World: w, start: start, token: start.Place.token(), ask: ask, now: time.Now,
		rate: bucket{most: rateBurst, every: rateEvery}, raises: bucket{most: raisesBurst, every: raisesEvery},
		waits: make(chan struct{}, maxWaits), news: make(chan struct{}), tabs: map[string]handover{},
		mark: now.UnixMicro(), rolesMark: now.UnixMicro(), asked: now,
	}
	s.cookieName, s.cookie = start.Place.cookie()
	for _, l := range start.Links {
		s.links.add(l)
	}
	return s
}

// learn takes what the parent says.
func (s *server) learn(line Line) {
	if line.Link != nil {
		s.links.add(*line.Link)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if line.State != nil {
		s.state = line.State
	}
	if line.Browsers != nil {
		s.browsers = *line.Browsers
	}
	if line.Roles != nil {
		s.list = *line.Roles
	}
	other := line.Language != "" && line.Language != s.words.Language
	if other {
		s.words = text.For(line.Language)
		s.document = newDocument(s.words)
	}
	if other || line.Roles != nil {
		s.roles = showRoles(s.list, s.words, s.start.Place)
		s.rolesMark++
	}
	if line.Lead != nil {
		s.lead(*line.Lead)
	}
	s.mark++
	close(s.news)
	s.news = make(chan struct{})
}

// lead gives a one-shot address to a tab that waits for it. The caller holds mu.
func (s *server) lead(l Lead) {
	now := s.now().Round(0)
	maps.DeleteFunc(s.tabs, func(_ string, h handover) bool { return now.After(h.until) })
	if len(s.tabs) < maxTabs && l.Tab != "" {
		s.tabs[l.Tab] = handover{address: l.Address, until: now.Add(tabLife)}
	}
}

// idle is how long nobody has asked for anything.
func (s *server) idle() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now().Round(0)
	if now.Before(s.asked) {
		s.asked = now // the clock was set back
	}
	return now.Sub(s.asked)
}

// ServeHTTP implements http.Handler.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if status := s.route(w, r); status != answered {
		w.WriteHeader(status)
	}
}

// answered says that the answer had a body, and went out with it.
const answered = 0

// route gives the status of an answer without a body, or answered.
func (s *server) route(w http.ResponseWriter, r *http.Request) int {
	path := r.URL.Path
	id, back := strings.CutPrefix(path, backPath)
	secret, enter := strings.CutPrefix(path, enterPath)
	own := strings.HasPrefix(path, ownPath) && path != homePath
	switch {
	// The exact Host keeps out pages that have their own name point here.
	case r.Host != s.start.Place.Host() || r.URL.Host != "":
		return http.StatusMisdirectedRequest
	case own && !s.fromDocument(r), !own && !navigation(r):
		return http.StatusForbidden
	case !s.rate.take(s.now()): // those of others have not counted
		w.Header().Set("Retry-After", "1")
		return http.StatusTooManyRequests
	}
	s.mu.Lock()
	s.asked = s.now().Round(0)
	s.mu.Unlock()
	switch {
	case enter:
		return s.enter(w, r, secret)
	case path == "/":
		w.Header().Set("Location", homePath)
		return http.StatusSeeOther
	case path == homePath || back && id != "" && plain(id):
		return s.show(w, r)
	case path == statePath:
		return s.tell(w, r)
	case path == doPath, path == findPath, path == raisePath:
		return s.take(w, r)
	}
	return http.StatusNotFound
}

// show gives the document, with the first news for who has the cookie; for
// anybody else it names nothing.
func (s *server) show(w http.ResponseWriter, r *http.Request) int {
	s.mu.Lock()
	d, language := s.document, s.words.Language
	s.mu.Unlock()
	first := []byte("null")
	if s.knows(r) && !strings.HasSuffix(r.Header.Get(fetchSite), "-site") { // nor where another site leads here
		answer, _ := s.look(noMark, noMark, "")
		if data, err := json.Marshal(answer); err == nil && answer.State != nil { // it escapes what could end its element
			first = data
		}
	}
	w.Header().Set("Content-Security-Policy", d.policy)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", language)
	for _, part := range [][]byte{d.before, first, d.after} {
		w.Write(part)
	}
	return answered
}

// enter spends a link.
func (s *server) enter(w http.ResponseWriter, r *http.Request, secret string) int {
	to := homePath
	if l, ok := s.links.take(r.Context(), secret, s.now); ok {
		http.SetCookie(w, &http.Cookie{Name: s.cookieName, Value: s.cookie, Path: ownPath, HttpOnly: true, SameSite: http.SameSiteStrictMode})
		if l.Back != "" {
			to = backPath + l.Back
		}
	}
	// Who comes too late is led to the document, which says what to do.
	w.Header().Set("Location", to)
	return http.StatusSeeOther
}

// secure sets what every answer says to a browser.
func secure(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}
