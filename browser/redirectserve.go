package browser

import (
	"bufio"
	"crypto/subtle"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	redirectConns = 16 // of this user
	foreignConns  = 4  // of other users: the oldest is closed for a new one
	// redirectIO is how long a request may take, and its answer. Browsers
	// open spare connections that never carry a request: those must not fill
	// the places for long.
	redirectIO = 5 * time.Second
	// redirectHeader leaves room for the cookies that other programs on
	// 127.0.0.1 have set: cookies do not tell ports apart.
	redirectHeader = 64 << 10
)

// accept takes connections until Close. This is not net/http's server, which
// has words of its own for whoever only knocks.
func (r *Redirect) accept() {
	for {
		c, err := r.listener.Accept()
		if err != nil {
			return
		}
		g := &guest{Conn: c, foreign: r.who.foreign(c.RemoteAddr(), c.LocalAddr())}
		if !r.admit(g) {
			g.Close()
			continue
		}
		r.served.Go(func() {
			defer r.leave(g)
			r.serve(g)
		})
	}
}

// guest is a connection.
type guest struct {
	net.Conn
	foreign bool // another user's
	waits   bool // for the answer to the right request
}

// admit tells whether there is a place for a connection, and gives it that.
// Other users have places of their own, and take none from the browser.
func (r *Redirect) admit(g *guest) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	var alike []*guest
	for _, other := range r.guests {
		if other.foreign == g.foreign {
			alike = append(alike, other)
		}
	}
	switch {
	case r.closed, !g.foreign && len(alike) >= redirectConns:
		return false
	case g.foreign && len(alike) >= foreignConns:
		alike[0].Close()
		r.forget(alike[0])
	}
	r.guests = append(r.guests, g)
	return true
}

func (r *Redirect) leave(g *guest) {
	g.Close()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget(g)
}

func (r *Redirect) forget(g *guest) {
	r.guests = slices.DeleteFunc(r.guests, func(other *guest) bool { return other == g })
}

// serve answers one request, if it is the right one; anything else is closed
// without a byte, so that nobody learns that something listens.
func (r *Redirect) serve(g *guest) {
	g.SetDeadline(time.Now().Add(redirectIO))
	req, err := http.ReadRequest(bufio.NewReader(io.LimitReader(g, redirectHeader)))
	if err != nil || !r.exact(req) || !r.welcome(g) {
		return
	}
	g.SetDeadline(time.Time{})
	gone := make(chan struct{})
	r.served.Go(func() {
		defer close(gone)
		io.CopyN(io.Discard, g, redirectHeader) // ends with the connection
	})
	answer, first := r.claim(g, gone)
	if answer == nil {
		return
	}
	g.SetWriteDeadline(time.Now().Add(redirectIO))
	if _, err := g.Write(answer); err == nil && first {
		close(r.fetched)
	}
}

// exact tells whether a request is the one that the browser makes.
func (r *Redirect) exact(req *http.Request) bool {
	switch {
	// The exact Host keeps out pages that have their own name point here.
	case req.Host != r.host || subtle.ConstantTimeCompare([]byte(req.RequestURI), []byte(r.path)) != 1:
	case req.Method != http.MethodGet || req.ContentLength != 0:
	case prefetch(req.Header):
	// Pages say so where they only embed an address, or fetch it by script.
	case req.Header.Get("Sec-Fetch-Mode") != "" && req.Header.Get("Sec-Fetch-Mode") != "navigate":
	default:
		return true
	}
	return false
}

// welcome tells whether who made the right request may be answered. Where not,
// that is an alarm: nobody else knows the path.
func (r *Redirect) welcome(g *guest) bool {
	program, ok := "", false
	if !g.foreign {
		program, ok = r.who.program(g.RemoteAddr(), g.LocalAddr())
	}
	if ok {
		if program == "" {
			r.unnamed.Store(true)
		}
		return true
	}
	a := Alarm{AlarmRefused, program}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.spent && r.leads {
		a.Kind = AlarmSecond
	}
	r.alarm(a)
	return false
}

// claim waits until it is known where the address leads, and gives the answer:
// none where the client has gone meanwhile, so that a page that is reloaded
// gets it after all. first is whether it is the one that spends the address;
// any later one is an alarm.
func (r *Redirect) claim(g *guest, gone <-chan struct{}) (answer []byte, first bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	g.waits = true
	defer func() { g.waits = answer != nil }()
	if !r.spent && time.Now().Round(0).Before(r.expires) {
		r.mu.Unlock()
		select {
		case <-r.settled:
		case <-gone:
		case <-r.over:
		}
		r.mu.Lock()
		select {
		case <-gone:
			return nil, false
		default:
		}
		switch {
		case r.answer == nil: // over
			return nil, false
		case !r.spent:
			r.spent = true
			return r.answer(), true
		}
	}
	if r.spent && r.leads {
		r.alarm(Alarm{Kind: AlarmSecond})
	}
	return response("410 Gone", "410 Gone\n", "Content-Type: text/plain; charset=utf-8"), false
}

// response is what goes over the wire.
func response(status, body string, headers ...string) []byte {
	headers = append(headers, "Cache-Control: no-store", "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff",
		"Connection: close", fmt.Sprint("Content-Length: ", len(body)))
	return []byte("HTTP/1.1 " + status + "\r\n" + strings.Join(headers, "\r\n") + "\r\n\r\n" + body)
}

// prefetch tells whether a browser only looks ahead: what it gets then, nobody
// may ever see.
func prefetch(h http.Header) bool {
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		v := strings.ToLower(h.Get(name))
		for _, ahead := range []string{"prefetch", "prerender", "preview"} {
			if strings.Contains(v, ahead) {
				return true
			}
		}
	}
	return false
}

// Page are the words of a page of ours in the browser.
type Page struct {
	Language    string // BCP 47
	Title, Text string
	Next        string // the address that it goes on to by itself; "" for none
}

// HTML is the page.
func (p Page) HTML() string {
	next := ""
	if p.Next != "" {
		next = "<meta http-equiv=\"refresh\" content=\"0; url=" + html.EscapeString(p.Next) + "\">"
	}
	return "<!DOCTYPE html>\n<html lang=\"" + html.EscapeString(p.Language) + "\"><meta charset=\"utf-8\">" + next + "<title>" + html.EscapeString(p.Title) +
		"</title>\n<style>body{font:1.1em/1.6 system-ui,sans-serif;color-scheme:light dark;max-width:32em;margin:20vh auto;padding:0 1em}h1{font-size:1.3em}</style>\n<h1>" +
		html.EscapeString(p.Title) + "</h1>\n<p>" + html.EscapeString(p.Text) + "</p>\n"
}
