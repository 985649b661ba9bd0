package page

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"

	"halfday/roles"
	"halfday/session"
)

// Line is one line of JSON that the page's process reads from its standard
// input: what of it is set is to be taken. The first has Start. It may hold
// secrets of the page and one-shot addresses, and no secret of AWS's; it prints
// redacted.
type Line struct {
	Start    *Start         `json:"start,omitempty"`
	Roles    *[]roles.Role  `json:"roles,omitempty"`
	State    *session.State `json:"state,omitempty"` // without its roles
	Browsers *[]Browser     `json:"browsers,omitempty"`
	Language string         `json:"language,omitempty"`
	Link     *Link          `json:"link,omitempty"`
	Lead     *Lead          `json:"lead,omitempty"`
}

// Start is what does not change in the life of the process.
type Start struct {
	Place    Place  `json:"place"`
	Endpoint string `json:"endpoint,omitempty"` // HALFDAY_SIGNIN_ENDPOINT
	Links    []Link `json:"links,omitempty"`    // that were given out of late
}

// Lead is a one-shot address for a tab.
type Lead struct {
	Tab     string `json:"tab"`
	Address string `json:"address"`
}

// Format prints no part of the line.
func (Line) Format(f fmt.State, _ rune) { io.WriteString(f, "page.Line{redacted}") }

// Format prints no part of the address.
func (Lead) Format(f fmt.State, _ rune) { io.WriteString(f, "page.Lead{redacted}") }

// World is what the page's process knows of other rooms. Its functions may be
// called from any goroutine and return at once.
type World struct {
	// Own tells whether a connection is this user's.
	Own func(client, server net.Addr) bool
	// Find reads a copied address of the console, and finds the roles of list
	// that it can be opened in; false where it is none.
	Find func(address, endpoint string, list []roles.Role) (Found, bool)
	// Opens tells whether a role can be opened at a page and in a region.
	Opens func(r roles.Role, p session.Page, endpoint string) bool
}

var errNoStart = errors.New("starting the page: not told how")

// Serve is the body of the page's process: it answers on l, takes Lines from in,
// and writes each Ask as a line of JSON to out. It ends with in, and when nobody
// has asked for anything for ten minutes; it closes l. In may stay open then.
func Serve(in io.Reader, out io.Writer, l net.Listener, w World) error {
	defer l.Close()
	lines := json.NewDecoder(bufio.NewReader(in))
	var first Line
	if lines.Decode(&first) != nil || first.Start == nil {
		return errNoStart
	}
	var writing sync.Mutex
	asks := json.NewEncoder(out)
	s := newServer(*first.Start, w, func(a Ask) {
		writing.Lock()
		defer writing.Unlock()
		_ = asks.Encode(a) // a parent that is gone ends this process by its own pipe
	})
	s.learn(first)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		defer stop() // the parent is gone
		for {
			var line Line
			if lines.Decode(&line) != nil {
				return
			}
			s.learn(line)
		}
	}()
	return s.serve(ctx, l)
}
