//go:build desktop && linux

package desktop

import (
	"bytes"
	"fmt"
	"net"
	"sync"
	"testing"
	"time"

	"halfday/page"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// line is what a browser's connections to a port of this machine go through.
type line struct {
	mu     sync.Mutex
	delay  time.Duration // of each piece that comes from there
	silent bool          // nothing goes through in either direction
	cut    string        // the answer that has it breaks off within it, once
	broke  int
}

func (l *line) set(change func(*line)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(l)
}

// startLine starts a line to a port, and gives the flag that has Chromium take it.
func startLine(t *testing.T, port int) (l *line, flag string) {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	l = &line{}
	there := fmt.Sprint("127.0.0.1:", port)
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp4", there)
			if err != nil {
				near.Close()
				continue
			}
			go l.carry(far, near)
			go l.carry(near, far)
		}
	}()
	return l, fmt.Sprint("--host-resolver-rules=MAP ", there, " ", listener.Addr())
}

func (l *line) carry(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	for piece := make([]byte, 64<<10); ; {
		n, err := from.Read(piece)
		if err != nil {
			return
		}
		l.mu.Lock()
		delay, silent, ends := l.delay, l.silent, false
		if at := bytes.Index(piece[:n], []byte(l.cut)); l.cut != "" && at >= 0 {
			n, ends, l.cut = at+len(l.cut), true, ""
			l.broke++
		}
		l.mu.Unlock()
		if silent {
			continue
		}
		time.Sleep(delay)
		if _, err := to.Write(piece[:n]); err != nil || ends {
			return
		}
	}
}

// keptPort keeps a place for the page, as an earlier start of Halfday has, and
// gives its port.
func keptPort(t *testing.T, d *stage.Desk) int {
	t.Helper()
	place := page.NewPlace()
	for place.Port = 21000; ; place.Port++ {
		if l, err := net.Listen("tcp4", place.Host()); err == nil {
			l.Close()
			break
		}
	}
	d.Write(".local/state/halfday/page.json", string(place.Bytes()), 0o600)
	return place.Port
}

// The connection to Halfday is slow, goes silent and breaks: the page says so,
// goes on by itself, and has lost nothing.
func TestDesktopPageOverABadLine(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	bad, flag := startLine(t, keptPort(t, d))
	bad.set(func(l *line) { l.delay = 300 * time.Millisecond })
	_, chrome, page := pageOver(t, d, fakeaws.Options{}, flag)
	page.Type("s-prod")
	page.Until(`document.querySelectorAll("[role=option]").length === 1`)
	page.Script(`document.getElementById("region").value = "eu-west-1"`, nil)

	// What is asked for while it is silent.
	lost := `document.getElementById("say").textContent.startsWith("Halfday does not answer")`
	bad.set(func(l *line) { l.silent = true })
	page.Press("Enter")
	page.Until(lost)
	page.Picture(d.Out, "page-lost")
	const copied = "https://111122223333-ab12cd34.eu-west-1.console.aws.amazon.com/s3/home"
	bad.set(func(l *line) { l.silent = false })
	page.Front()
	page.Until("!" + lost)
	page.Until(`document.getElementById("search").value === "s-prod" && document.getElementById("region").value === "eu-west-1"`)
	page.Until(`document.getElementById("name").textContent === "atlas-prod-readonly"`)
	page.Press("Enter")
	code := d.Dialog("MFA.*atlas-prod-readonly")
	d.Keys("Escape")
	d.Await("the question to close", func() bool { return !d.Visible(code) })

	// A copied address is found when the line is there again.
	bad.set(func(l *line) { l.silent = true })
	page.Script(`document.getElementById("search").focus()`, nil)
	page.Press("Escape")
	page.Paste(copied)
	page.Until(lost)
	bad.set(func(l *line) { l.silent = false })
	page.Until("!" + lost + ` && document.getElementById("name").textContent === "atlas-dev" && document.getElementById("search").value === "` + copied + `"`)

	// The answer with the tab's address breaks off.
	tab := chrome.Open(backTo(page, "atlas-dev"))
	tab.Until(`document.activeElement.id === "here"`)
	bad.set(func(l *line) { l.cut = `"go":"http` })
	tab.Press("Enter")
	d.Dialog("MFA.*atlas-dev")
	d.Typing("123456")
	d.Keys("Return")
	tab.Until(`location.pathname === "/console"`)
	bad.set(func(l *line) {
		if l.broke != 1 {
			t.Errorf("the answer broke off %d times, want once", l.broke)
		}
	})
}
