package session

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"halfday/roles"
)

// runAs returns the command of a sign-in process that behaves as role says.
func runAs(t *testing.T, role, profile, address string) Command {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Command{Path: path, Env: append(os.Environ(), childEnv+"="+role, childProfile+"="+profile, childAddress+"="+address,
		"GORACE=atexit_sleep_ms=0")} // else each child ends a second late under -race
}

// lifeLines accepts the connections of processes that the test has an eye on.
func lifeLines(t *testing.T) (address string, accept func() net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String(), func() net.Conn {
		t.Helper()
		_ = l.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Second))
		c, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
}

// wantDead fails where the process at the other end lives on.
func wantDead(t *testing.T, c net.Conn) {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := c.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("a process of the sign-in still runs")
	}
}

// realBroker is a Broker with real processes.
type realBroker struct {
	*Broker
	t    *testing.T
	died chan string
	quit func()
}

func newRealBroker(t *testing.T, signIn func(string) Command) *realBroker {
	t.Helper()
	r := &realBroker{t: t, died: make(chan string, 200)}
	var l roles.Listing
	for i := range 8 {
		l.Roles = append(l.Roles, roles.Role{Profile: fmt.Sprint("role", i)})
	}
	o := inert(t)
	o.List, o.SignIn = func(Lessons) roles.Listing { return l }, signIn
	o.Died = func(profile, detail string) { r.died <- profile + ": " + detail }
	r.Broker = NewBroker(o, policyOf(all))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { r.Run(ctx); close(done) }()
	r.quit = func() {
		t.Helper()
		cancel()
		<-done
	}
	t.Cleanup(r.quit)
	return r
}

// until waits for a State for which ok holds.
func (r *realBroker) until(what string, ok func(State) bool) {
	r.t.Helper()
	late := time.After(20 * time.Second)
	for {
		select {
		case s := <-r.Changes():
			if ok(s) {
				return
			}
		case <-late:
			r.t.Fatalf("waited in vain until %s", what)
		}
	}
}

func asking(s State) bool { return len(s.Attempts) > 0 && s.Attempts[0].Phase == PhaseCode }

func TestCancelKillsWhatTheProcessStarted(t *testing.T) {
	address, accept := lifeLines(t)
	r := newRealBroker(t, func(p string) Command { return runAs(t, "dialog", p, address) })
	r.until("roles are known", func(s State) bool { return len(s.Roles) > 0 })
	for range 50 {
		r.SignIn("role0", Wish{})
	}
	r.until("the dialog is open", asking)
	dialog := accept()
	r.Cancel("role0")
	r.until("the attempt is gone", func(s State) bool { return len(s.Attempts) == 0 })
	wantDead(t, dialog)
	r.SignIn("role0", Wish{})
	r.until("the dialog is open again", asking)
	dialog = accept()
	r.quit()
	wantDead(t, dialog)
	if len(r.died) != 0 {
		t.Errorf("died: %s", <-r.died)
	}
}

func TestDeadProcessLeavesNoDialog(t *testing.T) {
	address, accept := lifeLines(t)
	r := newRealBroker(t, func(p string) Command { return runAs(t, "dies", p, address) })
	r.until("roles are known", func(s State) bool { return len(s.Roles) > 0 })
	r.SignIn("role0", Wish{})
	dialog := accept()
	if got, want := <-r.died, "role0: exit status 3"; got != want {
		t.Errorf("died %q, want %q", got, want)
	}
	wantDead(t, dialog)
}

func TestProcessThatCannotStart(t *testing.T) {
	r := newRealBroker(t, func(string) Command { return Command{Path: "/nonexistent/halfday"} })
	r.until("roles are known", func(s State) bool { return len(s.Roles) > 0 })
	r.SignIn("role0", Wish{})
	if got := <-r.died; len(got) < len("role0: starting the sign-in process: ") {
		t.Errorf("died %q", got)
	}
}

func TestRunProcess(t *testing.T) {
	ctx := t.Context()
	run := func(role, address string, req Request) (events []Event, err error) {
		c := make(chan Event, maxLines)
		err = RunProcess(ctx, runAs(t, role, "prod", address), req, func(e Event) { c <- e })
		close(c)
		for e := range c {
			events = append(events, e)
		}
		return events, err
	}

	credentials := []byte("opaque")
	events, err := run("works", "", Request{Kept: Kept{Credentials: credentials}})
	if err != nil || len(events) != 2 || string(events[1].Credentials) != "opaque" || events[1].Session.Profile != "prod" {
		t.Errorf("works: %d events, %v", len(events), err)
	}
	if string(credentials) == "opaque" {
		t.Error("the request's credentials were not overwritten")
	}

	// A request that fills the pipe of a process which never reads it.
	if _, err := run("deaf", "", Request{Kept: Kept{Credentials: make([]byte, 1<<20)}}); err != nil {
		t.Errorf("deaf: %v", err)
	}
	if events, err := run("floods", "", Request{}); !errors.Is(err, errTalksTooMuch) || len(events) != maxLines {
		t.Errorf("floods: %d events, %v", len(events), err)
	}

	address, accept := lifeLines(t)
	events, err = run("leaves", address, Request{})
	if err != nil || len(events) != 1 {
		t.Errorf("leaves: %d events, %v", len(events), err)
	}
	browser := accept()
	_ = browser.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, err := browser.Read(make([]byte, 1)); errors.Is(err, io.EOF) {
		t.Error("what a sign-in that worked had started was killed")
	}
}
