package page

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
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

func same(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// fromDocument tells whether a request was made by the document itself, in a
// browser: scripts and forms of other origins cannot say so.
func (s *server) fromDocument(r *http.Request) bool {
	if r.Header.Get(fetchSite) != "same-origin" || r.Header.Get(fetchDest) != "empty" {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" && r.Method == http.MethodGet || origin == s.start.Place.Address("")
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

// knows tells whether a request has the cookie. There may be others of the same
// name, for another path.
func (s *server) knows(r *http.Request) bool {
	for _, c := range r.CookiesNamed(s.cookieName) {
		if same(c.Value, s.cookie) {
			return true
		}
	}
	return false
}

// bucket lets so many through at once, and one more each time that every has
// passed. The zero bucket lets nobody through.
type bucket struct {
	most  int
	every time.Duration

	mu    sync.Mutex
	spent time.Time // when the bucket is full again
}

func (b *bucket) take(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	full := b.spent
	if full.Before(now) || full.Sub(now) > time.Duration(b.most)*b.every { // the clock was set back
		full = now
	}
	if full = full.Add(b.every); full.Sub(now) > time.Duration(b.most)*b.every {
		return false
	}
	b.spent = full
	return true
}

// Link is a one-time path that sets the cookie.
type Link struct {
	Secret string    `json:"secret"`
	Back   string    `json:"back,omitempty"` // the ID of the role that it goes on to; "" for all
	Until  time.Time `json:"until"`
}

// NewLink is a link that works within a minute from now.
func NewLink(back string, now time.Time) Link {
	return Link{rand.Text(), back, now.Round(0).Add(linkLife)}
}

// Format prints no part of the link.
func (Link) Format(f fmt.State, _ rune) { io.WriteString(f, "page.Link{redacted}") }

// links are those that were given out of late.
type links struct {
	mu   sync.Mutex
	all  []Link
	more chan struct{} // closed at the next one
}

const (
	linkLife = time.Minute
	maxLinks = 16
	// linkLate is how long a link may be on its way here: a browser can be faster.
	linkLate = time.Second
)

func (l *links) add(one Link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	l.all = append(l.all, one)
	if len(l.all) > maxLinks {
		l.all = l.all[1:]
	}
}

// take spends a link, and waits for it if need be. A wrong one spends none.
func (l *links) take(ctx context.Context, secret string, now func() time.Time) (one Link, ok bool) {
	ctx, stop := context.WithTimeout(ctx, linkLate)
	defer stop()
	for {
		l.mu.Lock()
		for i, one := range l.all {
			if same(one.Secret, secret) {
				l.all = append(l.all[:i], l.all[i+1:]...)
				l.mu.Unlock()
				return one, now().Round(0).Before(one.Until)
			}
		}
		if l.more == nil {
			l.more = make(chan struct{})
		}
		more := l.more
		l.mu.Unlock()
		select {
		case <-more:
		case <-ctx.Done():
			return Link{}, false
		}
	}
}
