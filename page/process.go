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
	"halfday/text"
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

// World is what the page's process knows of other rooms.
type World struct {
	// Own tells whether a connection is this user's.
	Own func(client, server net.Addr) bool
	// Find reads a copied address of the console, and finds the roles of list
	// that it can be opened in.
	Find func(address, endpoint string, list []roles.Role) (Found, bool)
	// Opens tells whether a role can be opened at a page and in a region.
	Opens func(r roles.Role, page, region, endpoint string) bool
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
	p := &process{World: w, start: *first.Start, words: text.For(first.Language), out: out}
	p.server = New(p.start.Place, Owner{Ask: p.ask, Find: p.find, May: p.may}, p.words)
	for _, l := range p.start.Links {
		p.server.Link(l)
	}
	p.take(first)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		defer stop() // the parent is gone
		for {
			var line Line
			if lines.Decode(&line) != nil {
				return
			}
			p.take(line)
		}
	}()
	return p.server.Serve(ctx, l, w.Own)
}

// process is what the page's process knows.
type process struct {
	World
	start  Start
	server *Server

	mu       sync.Mutex
	words    text.Words
	roles    []roles.Role
	browsers []Browser
	state    session.State

	writing sync.Mutex
	out     io.Writer
}

// take takes what the parent says.
func (p *process) take(line Line) {
	p.mu.Lock()
	if line.Language != "" && line.Language != p.words.Language {
		p.words = text.For(line.Language)
		p.server.SetWords(p.words)
	}
	if line.Roles != nil {
		p.roles = *line.Roles
		p.server.SetRoles(ShowRoles(p.roles, p.words, p.start.Place))
	}
	if line.Browsers != nil {
		p.browsers = *line.Browsers
	}
	if line.State != nil {
		p.state = *line.State
	}
	if line.State != nil || line.Browsers != nil {
		p.server.SetState(Show(p.state, p.roles, p.browsers, p.words))
	}
	p.mu.Unlock()
	if line.Link != nil {
		p.server.Link(*line.Link)
	}
	if line.Lead != nil {
		p.server.Lead(*line.Lead)
	}
}

// ask tells the parent. One that is gone ends this process by its own pipe.
func (p *process) ask(a Ask) {
	line, err := json.Marshal(a)
	if err != nil {
		return
	}
	p.writing.Lock()
	defer p.writing.Unlock()
	p.out.Write(append(line, '\n'))
}

func (p *process) find(address string) (Found, bool) {
	p.mu.Lock()
	list := p.roles
	p.mu.Unlock()
	return p.Find(address, p.start.Endpoint, list)
}

func (p *process) may(a Ask) bool {
	p.mu.Lock()
	list, browsers := p.roles, p.browsers
	p.mu.Unlock()
	for _, r := range list {
		if r.Profile == a.Profile {
			return (a.Browser == "" || offered(browsers, a.Browser)) && p.Opens(r, a.Page, a.Region, p.start.Endpoint)
		}
	}
	return false
}

// offered tells whether a browser is one of those that the document was told of:
// a setting can also be a command, which no page may give.
func offered(browsers []Browser, setting string) bool {
	for _, b := range browsers {
		if b.Setting == setting {
			return true
		}
	}
	return false
}
