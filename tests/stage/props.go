//go:build linux

package tests

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// props are the programs that Halfday starts, played by stand-ins: a dialog
// that does what the story says, and an opener that goes to the page at once.
type props struct {
	s       *login
	address string
	browser http.Client

	mu      sync.Mutex
	dialogs []*window
	visits  []visit
	idle    bool // the browser opens, and fetches nothing
}

// window is a window of the dialog program.
type window struct {
	p       *props
	args    []string
	environ []string
	since   time.Time
	conn    net.Conn
	gone    chan struct{} // closed when the window is
}

// visit is an address or a file that was opened, with the title of the page.
type visit struct {
	by, what, title string
	environ         []string
}

func newProps(s *login) *props {
	p := &props{s: s, address: s.path("run/props")}
	l, err := net.Listen("unix", p.address)
	s.must(err)
	jar, err := cookiejar.New(nil)
	s.must(err)
	p.browser = http.Client{Jar: jar, Timeout: longest}
	var all sync.WaitGroup
	s.t.Cleanup(func() { l.Close(); all.Wait(); p.browser.CloseIdleConnections() })
	all.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			all.Go(func() { p.play(conn) })
		}
	})
	return p
}

// play is the part of a stand-in.
func (p *props) play(conn net.Conn) {
	defer conn.Close()
	var c call
	if json.NewDecoder(conn).Decode(&c) != nil {
		return
	}
	if c.Program == "xdg-open" || c.Program == surf {
		what := c.Args[len(c.Args)-1]
		p.mu.Lock()
		idle := p.idle
		p.mu.Unlock()
		v := visit{by: c.Program, what: what, environ: c.Environ}
		if !idle {
			v.title = p.visit(what)
		}
		p.mu.Lock()
		p.visits = append(p.visits, v)
		p.mu.Unlock()
		json.NewEncoder(conn).Encode(cue{})
		return
	}
	d := &window{p: p, args: c.Args, environ: c.Environ, since: time.Now(), conn: conn, gone: make(chan struct{})}
	p.mu.Lock()
	p.dialogs = append(p.dialogs, d)
	p.mu.Unlock()
	io.Copy(io.Discard, conn) // until the stand-in ends
	close(d.gone)
}

var pageTitle = regexp.MustCompile(`<title>([^<]*)</title>`)

// visit goes where a browser would and reads the page's title.
func (p *props) visit(address string) string {
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" {
		return ""
	}
	resp, err := p.browser.Get(address)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	page, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if m := pageTitle.FindSubmatch(page); m != nil {
		return string(m[1])
	}
	return resp.Status
}

// rest makes the browser fetch nothing from now on.
func (p *props) rest() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = true
}

// visited are the visits so far.
func (p *props) visited() []visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.visits)
}

// all are the dialogs so far, oldest first.
func (p *props) all() []*window {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.dialogs)
}

// open are the dialogs on the screen.
func (p *props) open() []*window {
	return slices.DeleteFunc(p.all(), func(d *window) bool {
		select {
		case <-d.gone:
			return true
		default:
			return false
		}
	})
}

// texts are what the dialogs on the screen say.
func (p *props) texts() []string {
	var all []string
	for _, d := range p.open() {
		all = append(all, d.args[0]+" "+d.text())
	}
	return all
}

// The kinds of dialogs.
const (
	entryDialog    = "--entry"
	errorDialog    = "--error"
	infoDialog     = "--info"
	questionDialog = "--question"
)

// awaitDialog waits for a dialog of a kind that says something.
func (s *login) awaitDialog(kind, says string) *window {
	s.t.Helper()
	var found *window
	s.await("a dialog "+kind+" with "+says, func() bool {
		for _, d := range s.props.open() {
			if slices.Contains(d.args, kind) && strings.Contains(d.text(), says) {
				found = d
				return true
			}
		}
		return false
	})
	return found
}

// text is what the dialog says, its title included.
func (d *window) text() string {
	var all []string
	for i, arg := range d.args {
		for _, name := range []string{"--title", "--text"} {
			if v, ok := strings.CutPrefix(arg, name+"="); ok {
				all = append(all, v)
			} else if arg == name && i+1 < len(d.args) {
				all = append(all, d.args[i+1])
			}
		}
	}
	return strings.Join(all, "\n")
}

// answer types a line and presses OK.
func (d *window) answer(line string) {
	d.p.s.t.Helper()
	d.end(cue{Out: line})
}

// ok presses OK, or Yes.
func (d *window) ok() {
	d.p.s.t.Helper()
	d.end(cue{})
}

// cancel presses Cancel, as soon as a person can.
func (d *window) cancel() {
	d.p.s.t.Helper()
	time.Sleep(time.Until(d.since.Add(look))) // sooner is a failure of the program
	d.end(cue{Code: 1})
}

func (d *window) end(c cue) {
	d.p.s.t.Helper()
	d.p.s.must(json.NewEncoder(d.conn).Encode(c))
	d.awaitGone()
}

func (d *window) awaitGone() {
	d.p.s.t.Helper()
	select {
	case <-d.gone:
	case <-time.After(longest):
		d.p.s.t.Fatalf("the dialog stays: %s", d.text())
	}
}
