package page

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"mime"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Headers that a browser sets and a page cannot.
const (
	fetchSite = "Sec-Fetch-Site"
	fetchMode = "Sec-Fetch-Mode"
	fetchDest = "Sec-Fetch-Dest"
)

// tokenHeader carries the token of an action. That it is no header of a form
// is a hurdle of its own.
const tokenHeader = "X-Halfday-Token" // #nosec G101 -- a header's name

// Secret is a random value that cannot be guessed, for a cookie, a token or a
// link.
func Secret() string {
	b := make([]byte, 32)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

func same(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// fromDocument tells whether a request was made by the document itself, in a
// browser: scripts and forms of other origins cannot say so.
func (s *Server) fromDocument(r *http.Request) bool {
	if r.Header.Get(fetchSite) != "same-origin" || r.Header.Get(fetchDest) != "empty" {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" && r.Method == http.MethodGet || origin == "http://"+s.host
}

// navigation tells whether a person goes to an address: neither a frame nor a
// script nor a browser that looks ahead.
func navigation(r *http.Request) bool {
	switch {
	case r.Method != http.MethodGet || r.ContentLength != 0:
	case r.Header.Get(fetchMode) != "" && r.Header.Get(fetchMode) != "navigate":
	case r.Header.Get(fetchDest) != "" && r.Header.Get(fetchDest) != "document":
	case ahead(r.Header):
	default:
		return true
	}
	return false
}

// ahead tells whether a browser only looks ahead.
func ahead(h http.Header) bool {
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		v := strings.ToLower(h.Get(name))
		if strings.Contains(v, "prefetch") || strings.Contains(v, "prerender") || strings.Contains(v, "preview") {
			return true
		}
	}
	return false
}

// knows tells whether a request has the cookie. Cookies do not tell ports apart:
// there may be others of the same name, set by another program on this machine.
func (s *Server) knows(r *http.Request) bool {
	for _, c := range r.CookiesNamed(s.cookieName()) {
		if same(c.Value, s.keys.Cookie) {
			return true
		}
	}
	return false
}

func (s *Server) cookieName() string {
	return "halfday_" + s.host[strings.LastIndexByte(s.host, ':')+1:]
}

// isJSON tells whether a request says that its body is JSON, which a form
// cannot.
func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}

// bucket lets so many through at once, and so many a second.
type bucket struct {
	most, refill float64
	mu           sync.Mutex
	left         float64
	at           time.Time
}

func (b *bucket) take(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if gone := now.Sub(b.at).Seconds(); b.at.IsZero() || gone > 0 {
		if b.at.IsZero() {
			gone = b.most
		}
		b.left, b.at = min(b.most, b.left+gone*max(b.refill, 1)), now
	}
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}

// link is a one-time address that sets the cookie.
type link struct {
	secret, back string
	until        time.Time
}

// links are those that were given out of late.
type links struct {
	mu  sync.Mutex
	all []link
}

const (
	linkLife = time.Minute
	maxLinks = 16
)

func (l *links) add(one link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all = append(l.all, one)
	if len(l.all) > maxLinks {
		l.all = l.all[1:]
	}
}

// take spends a link. A wrong one spends none.
func (l *links) take(secret string, now time.Time) (one link, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, one := range l.all {
		if same(one.secret, secret) {
			l.all = append(l.all[:i], l.all[i+1:]...)
			return one, now.Before(one.until)
		}
	}
	return link{}, false
}
