package app

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"slices"
	"sync"
	"time"

	"halfday/browser"
	"halfday/desktop"
	"halfday/home"
	"halfday/internal/child"
	"halfday/internal/mailbox"
	"halfday/page"
	"halfday/roles"
	"halfday/session"
)

// door is the tray's side of Halfday's page: a listening socket on loopback and
// a goroutine that waits on it, nothing more. The first connection starts the
// page's process, which gets the socket, is told what is true, says what is
// asked for, and ends when nobody asks any more; then the door waits again.
//
// Its methods may be called from any goroutine and return at once, but for run.
type door struct {
	log      *slog.Logger
	path     string // of the file that keeps its place
	endpoint string
	ask      func(page.Ask)
	wake     chan struct{} // capacity 1: there is something to tell

	mu       sync.Mutex
	place    page.Place // its port is 0 while nobody listens
	serving  bool
	links    []page.Link // that were given out of late
	lines    []page.Line // for the process to be told, before what is true
	state    *session.State
	browsers []page.Browser
	language string
	stale    bool // the process does not know state, browsers or language
}

func newDoor(path, endpoint, language string, ask func(page.Ask), log *slog.Logger) *door {
	return &door{log: log, path: path, endpoint: endpoint, language: language, ask: ask, wake: make(chan struct{}, 1)}
}

// doorPause is how long the door is shut after what should not happen.
const doorPause = time.Second

// run waits on the socket until ctx ends. ready is called once it is open, or
// cannot be.
func (d *door) run(ctx context.Context, ready func()) {
	l, err := d.listen()
	ready()
	if err != nil {
		d.log.Error("opening the page's port", "error", err)
		return
	}
	defer l.Close()
	defer context.AfterFunc(ctx, func() { l.Close() })()
	for ctx.Err() == nil {
		c, err := l.AcceptTCP()
		if err == nil && browser.Foreign(c.RemoteAddr(), c.LocalAddr()) {
			c.Close() // another user starts no process
			continue
		}
		if err == nil {
			err = d.serve(ctx, l, c)
		}
		if err != nil && ctx.Err() == nil {
			d.log.Warn("serving the page", "error", err)
			sleep(ctx, doorPause)
		}
	}
}

// listen opens the port that was kept, or another one.
func (d *door) listen() (l *net.TCPListener, err error) {
	place := page.NewPlace()
	if kept, ok := page.ParsePlace(desktop.PrivateFile(d.path)); ok {
		place = kept
	}
	last := place.Port
	for tries := 0; l == nil && tries < portTries; tries++ {
		if tries > 0 || last == 0 {
			place.Port = somePort()
		}
		l, err = net.ListenTCP("tcp4", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: place.Port})
	}
	if err != nil {
		return nil, err
	}
	if place.Port != last {
		if last > 0 {
			d.log.Warn("the page has another port: the last one is taken", "port", place.Port, "last", last)
		}
		if err := desktop.ChangeFile(d.path, func([]byte) []byte { return place.Bytes() }); err != nil {
			d.log.Warn("keeping the page's port", "error", err)
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.place = place
	return l, nil
}

// portTries is how many ports are tried, the last one first.
const portTries = 20

// somePort is a port that systems give to nobody by themselves: a connection of
// another program cannot have it by chance at the next start.
func somePort() int {
	const first, last = 20000, 32000
	var b [4]byte
	rand.Read(b[:])
	return first + int(binary.LittleEndian.Uint32(b[:])%(last-first))
}

// enter is a one-time address of the page, at the way back to a role or at all
// roles; false where nobody listens.
func (d *door) enter(back string) (address string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.place.Port == 0 {
		return "", false
	}
	const most = 16
	l := page.NewLink(back, time.Now())
	d.links = append(d.links, l)
	if len(d.links) > most {
		d.links = d.links[1:]
	}
	d.tell(page.Line{Link: &l})
	return d.place.Address(page.EnterPath(l.Secret)), true
}

// lead gives a one-shot address to a tab.
func (d *door) lead(tab, address string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tell(page.Line{Lead: &page.Lead{Tab: tab, Address: address}})
}

// show tells what is true.
func (d *door) show(s *session.State, browsers []page.Browser, language string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.state, d.browsers, d.language, d.stale = s, browsers, language, true
	mailbox.Nudge(d.wake)
}

// tell has the process told something, if it runs. The caller holds mu.
func (d *door) tell(line page.Line) {
	if d.serving {
		d.lines = append(d.lines, line)
		mailbox.Nudge(d.wake)
	}
}

// serve lets the page's process serve, from the connection that was accepted
// on, until it has ended.
func (d *door) serve(ctx context.Context, l *net.TCPListener, accepted *net.TCPConn) error {
	path, args := home.Command("__page")
	heir, err := child.Hand(path, args, l, accepted)
	if errors.Is(err, child.ErrNotHanded) {
		heir, err = child.Inside(l, accepted, func(l net.Listener, in io.Reader, out io.Writer) error { return page.Serve(in, out, l, PageWorld()) }), nil
	}
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	var both sync.WaitGroup
	both.Go(func() { d.talk(ctx, heir.In) })
	both.Go(func() {
		asks := json.NewDecoder(heir.Out)
		for {
			var a page.Ask
			if asks.Decode(&a) != nil {
				break
			}
			d.ask(a)
		}
		stop() // it ends
	})
	<-ctx.Done()
	heir.In.Close()
	late := time.AfterFunc(doorPause, heir.Kill)
	err = heir.Wait()
	late.Stop()
	both.Wait()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.serving, d.lines = false, nil
	return err
}

// talk tells a process what there is to tell until ctx ends: first everything,
// in one line; then of what is true the latest, the roles where they have changed.
func (d *door) talk(ctx context.Context, w io.Writer) {
	lines := json.NewEncoder(w)
	var told []roles.Role
	for first := true; ; first = false {
		d.mu.Lock()
		line := page.Line{Language: d.language}
		if first {
			d.serving, d.lines = true, nil
			line.Start = &page.Start{Place: d.place, Endpoint: d.endpoint, Links: slices.Clone(d.links)}
		}
		if (first || d.stale) && d.state != nil {
			rest, browsers := *d.state, d.browsers
			line.State, line.Browsers = &rest, &browsers
			if told == nil || !sameRoles(told, rest.Roles) {
				told = rest.Roles
				if told == nil {
					told = []roles.Role{} // null would say nothing
				}
				line.Roles = &told
			}
			rest.Roles = nil
			d.stale = false
		}
		next := d.lines
		if line.Start != nil || line.State != nil {
			next = append(next, line)
		}
		d.lines = nil
		d.mu.Unlock()
		for _, line := range next {
			if lines.Encode(line) != nil {
				return // it has ended
			}
		}
		select {
		case <-d.wake:
		case <-ctx.Done():
			return
		}
	}
}

// sameRoles tells whether two lists are one: nobody writes to them.
func sameRoles(a, b []roles.Role) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
