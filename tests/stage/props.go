//go:build linux

package stage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
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
	answer  string // on AWS's page
	s       *Stage
	address string
	browser http.Client

	mu      sync.Mutex
	dialogs []*Window
	visits  []visit
	idle    bool // the browser opens, and fetches nothing
	stays   bool // and its opener runs until the story ends
}

// Window is a window of the dialog program.
type Window struct {
	p       *props
	Args    []string
	Stdin   string // of a TextDialog
	Environ []string
	Since   time.Time
	conn    net.Conn
	Gone    chan struct{} // closed when the window is
}

// visit is an address or a file that was opened, with the title of the page.
type visit struct {
	By, What, Title string
	Args, Environ   []string
}

func newProps(s *Stage) *props {
	p := &props{s: s, address: s.Path("run/props")}
	l, err := net.Listen("unix", p.address)
	s.Must(err)
	jar, err := cookiejar.New(nil)
	s.Must(err)
	p.browser = http.Client{Jar: jar, Timeout: Longest}
	var all sync.WaitGroup
	s.T.Cleanup(func() { l.Close(); all.Wait(); p.browser.CloseIdleConnections() })
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
	if c.Program == "xdg-open" || c.Program == Surf {
		what := c.Args[len(c.Args)-1]
		p.mu.Lock()
		idle, stays := p.idle, p.stays
		p.mu.Unlock()
		v := visit{By: c.Program, What: what, Args: c.Args, Environ: c.Environ}
		if !idle {
			v.Title = p.visit(what)
		}
		p.mu.Lock()
		p.visits = append(p.visits, v)
		p.mu.Unlock()
		if stays {
			<-p.s.T.Context().Done()
			return
		}
		json.NewEncoder(conn).Encode(Cue{})
		return
	}
	d := &Window{p: p, Args: c.Args, Stdin: c.Stdin, Environ: c.Environ, Since: time.Now(), conn: conn, Gone: make(chan struct{})}
	p.mu.Lock()
	p.dialogs = append(p.dialogs, d)
	p.mu.Unlock()
	io.Copy(io.Discard, conn) // until the stand-in ends
	close(d.Gone)
}

var pageTitle = regexp.MustCompile(`<title>([^<]*)</title>`)

// visit goes where a browser would and reads the page's title.
func (p *props) visit(address string) string {
	if u, err := url.Parse(address); err != nil || u.Scheme != "http" {
		return ""
	}
	resp, err := Browse(p.s.T, &p.browser, address)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	page, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if answer := p.consent(); answer != "" && bytes.Contains(page, []byte(`id="`+answer+`"`)) {
		// AWS's page asks: the person answers, and the browser brings that back.
		link := regexp.MustCompile(`id="` + answer + `" href="([^"]*)"`).FindSubmatch(page)
		to, err := resp.Request.URL.Parse(html.UnescapeString(string(link[1])))
		if err != nil {
			return err.Error()
		}
		back, err := p.browser.Get(to.String())
		if err != nil {
			return err.Error()
		}
		defer back.Body.Close()
		page, _ = io.ReadAll(io.LimitReader(back.Body, 1<<20))
	}
	if m := pageTitle.FindSubmatch(page); m != nil {
		return string(m[1])
	}
	return resp.Status
}

// Cookies are what the browser sends along to an address.
func (p *props) Cookies(address string) []*http.Cookie {
	u, err := url.Parse(address)
	p.s.Must(err)
	return p.browser.Jar.Cookies(u)
}

// Through makes the browser go by another way, before it goes anywhere.
func (p *props) Through(way http.RoundTripper) { p.browser.Transport = way }

// Consent is what the person answers on AWS's page from now on: "allow", "deny"
// or "" for nothing.
func (p *props) Consent(answer string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = answer
}

func (p *props) consent() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.answer
}

// Rest makes the browser fetch nothing from now on.
func (p *props) Rest() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = true
}

// Stay is Rest, with an opener that runs until the story ends.
func (p *props) Stay() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle, p.stays = true, true
}

// Visited are the visits so far.
func (p *props) Visited() []visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.visits)
}

// All are the dialogs so far, oldest first.
func (p *props) All() []*Window {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.dialogs)
}

// Open are the dialogs on the screen.
func (p *props) Open() []*Window {
	return slices.DeleteFunc(p.All(), func(d *Window) bool {
		select {
		case <-d.Gone:
			return true
		default:
			return false
		}
	})
}

// Texts are what the dialogs on the screen say.
func (p *props) Texts() []string {
	var all []string
	for _, d := range p.Open() {
		all = append(all, d.Kind()+" "+d.Text())
	}
	return all
}

// The kinds of dialogs.
const (
	EntryDialog    = "--entry"
	ErrorDialog    = "--error"
	InfoDialog     = "--info"
	QuestionDialog = "--question"
	TextDialog     = "--text-info" // a long ErrorDialog or InfoDialog
)

// AwaitDialog waits for a dialog of a kind that says something.
func (s *Stage) AwaitDialog(kind, says string) *Window {
	s.T.Helper()
	var found *Window
	s.Await("a dialog "+kind+" with "+says, func() bool {
		for _, d := range s.Props.Open() {
			if d.is(kind) && strings.Contains(d.Text(), says) {
				found = d
				return true
			}
		}
		return false
	})
	return found
}

// Kind is which of the kinds of dialogs it is, "" for another.
func (d *Window) Kind() string {
	for _, kind := range []string{EntryDialog, ErrorDialog, InfoDialog, QuestionDialog, TextDialog} {
		if slices.Contains(d.Args, kind) {
			return kind
		}
	}
	return ""
}

// Option is the value of an option that the dialog program got.
func (d *Window) Option(name string) string {
	for _, arg := range d.Args {
		if v, ok := strings.CutPrefix(arg, name+"="); ok {
			return v
		}
	}
	return ""
}

// Text is what the dialog says, its title included.
func (d *Window) Text() string {
	return d.Option("--title") + "\n" + d.Option("--text") + d.Stdin
}

// is tells whether it is a dialog of a kind; long texts have another one.
func (d *Window) is(kind string) bool {
	return slices.Contains(d.Args, kind) || slices.Contains(d.Args, TextDialog) && (kind == InfoDialog || kind == ErrorDialog)
}

// Answer types a line and presses OK.
func (d *Window) Answer(line string) {
	d.p.s.T.Helper()
	d.End(Cue{Out: line})
}

// Ok presses OK, or Yes.
func (d *Window) Ok() {
	d.p.s.T.Helper()
	d.End(Cue{})
}

// Cancel presses Cancel, as soon as a person can.
func (d *Window) Cancel() {
	d.p.s.T.Helper()
	time.Sleep(time.Until(d.Since.Add(Look))) // sooner is a failure of the program
	d.End(Cue{Code: 1})
}

func (d *Window) End(c Cue) {
	d.p.s.T.Helper()
	d.p.s.Must(json.NewEncoder(d.conn).Encode(c))
	d.AwaitGone()
}

func (d *Window) AwaitGone() {
	d.p.s.T.Helper()
	select {
	case <-d.Gone:
	case <-time.After(Longest):
		d.p.s.T.Fatalf("the dialog stays: %s", d.Text())
	}
}

// Row is the row of a list that begins with name, as the dialog program got it.
func (d *Window) Row(name string) string {
	d.p.s.T.Helper()
	for _, arg := range d.Args {
		if row := strings.TrimLeft(arg, "\u200b"); row == name || strings.HasPrefix(row, name+" · ") {
			return arg
		}
	}
	d.p.s.T.Fatalf("the list has no row %q: %q", name, d.Args)
	return ""
}

// Say ends a dialog that may be gone already.
func (d *Window) Say(c Cue) {
	line := fmt.Sprintf(`{"Out":%q,"Code":%d}`+"\n", c.Out, c.Code)
	_, _ = d.conn.Write([]byte(line))
}
