package page

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"halfday/text"
)

// Owner is who a Server asks, and tells what is asked for. Its functions may be
// called from any goroutine and return at once.
type Owner struct {
	// Ask takes what was asked for; it decides whether it is done, and asks the
	// person.
	Ask func(Ask)
	// Find reads a copied address of the console; false where it is none.
	Find func(address string) (Found, bool)
	// May tells whether there is such a role, and the page, the region and the
	// browser are ones that it can be opened with.
	May func(Ask) bool
}

// Server answers the document's requests. It is a http.Handler; any goroutine
// may call its methods.
type Server struct {
	place              Place
	cookieName, cookie string
	token              string
	owner              Owner
	now                func() time.Time
	links              links
	rate, raises       bucket
	waits              chan struct{} // a place for each request that waits for news

	mu       sync.Mutex
	document document
	language string
	roles    []Role
	state    State
	told     bool // there is a state
	// mark and rolesMark say which state and which roles they are, to a document
	// that may have those of another server.
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

// New makes the server of the document.
func New(place Place, owner Owner, words text.Words) *Server {
	s := &Server{
		place: place, token: place.token(), owner: owner, now: time.Now,
		rate: bucket{most: rateBurst, every: rateEvery}, raises: bucket{most: raisesBurst, every: raisesEvery},
		waits: make(chan struct{}, maxWaits), news: make(chan struct{}), tabs: map[string]handover{}, mark: randomMark(), rolesMark: randomMark(),
	}
	s.cookieName, s.cookie = place.cookie()
	s.asked = s.now().Round(0)
	s.SetWords(words)
	return s
}

// randomMark is a number that another server hardly has, and that scripts can
// count on from.
func randomMark() int64 {
	var b [8]byte
	rand.Read(b[:])
	return int64(binary.LittleEndian.Uint64(b[:]) >> 16) // #nosec G115 -- 48 bits
}

// SetWords sets the words of the document.
func (s *Server) SetWords(words text.Words) {
	d := newDocument(words)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.document, s.language = d, words.Language
}

// SetRoles sets the roles that the document shows.
func (s *Server) SetRoles(roles []Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.roles = roles
	s.rolesMark++
	s.changed()
}

// SetState sets what else the document shows.
func (s *Server) SetState(state State) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state, s.told = state, true
	s.changed()
}

func (s *Server) changed() {
	s.mark++
	close(s.news)
	s.news = make(chan struct{})
}

// Link makes secret a path that sets the cookie, once, until then, and goes on
// to the role with the ID back, or to all where it is "".
func (s *Server) Link(l Link) { s.links.add(l) }

// Lead gives a one-shot address to a tab that waits for it.
func (s *Server) Lead(l Lead) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now().Round(0)
	for id, h := range s.tabs {
		if now.After(h.until) {
			delete(s.tabs, id)
		}
	}
	if len(s.tabs) < maxTabs && l.Tab != "" {
		s.tabs[l.Tab] = handover{address: l.Address, until: now.Add(tabLife)}
		s.changed()
	}
}

// Idle is how long nobody has asked for anything.
func (s *Server) Idle() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now().Round(0)
	if now.Before(s.asked) {
		s.asked = now // the clock was set back
	}
	return now.Sub(s.asked)
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if status := s.route(w, r); status != answered {
		w.WriteHeader(status)
	}
}

// answered says that the answer had a body, and went out with it.
const answered = 0

// route gives the status of an answer without a body, or answered.
func (s *Server) route(w http.ResponseWriter, r *http.Request) int {
	path := r.URL.Path
	id, back := strings.CutPrefix(path, backPath)
	secret, enter := strings.CutPrefix(path, enterPath)
	own := strings.HasPrefix(path, ownPath) && path != homePath
	switch {
	// The exact Host keeps out pages that have their own name point here.
	case r.Host != s.place.Host() || r.URL.Host != "":
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
	case path == homePath || back && id != "" && plain(id) && len(id) <= maxShown:
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
func (s *Server) show(w http.ResponseWriter, r *http.Request) int {
	s.mu.Lock()
	d, language := s.document, s.language
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
func (s *Server) enter(w http.ResponseWriter, r *http.Request, secret string) int {
	to := homePath
	if l, ok := s.links.take(r.Context(), secret, s.now); ok {
		http.SetCookie(w, &http.Cookie{Name: s.cookieName, Value: s.cookie, Path: ownPath, HttpOnly: true, SameSite: http.SameSiteStrictMode})
		if l.Back != "" {
			to = BackPath(l.Back)
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
