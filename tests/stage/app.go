//go:build linux

package tests

import (
	"bytes"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// app is the program in the tray.
type app struct {
	*login
	cmd    *exec.Cmd
	ended  chan struct{}
	stderr safeBuffer
	item   dbus.BusObject
	menu   dbus.BusObject
}

// start starts the tray and does not wait for it.
func (s *login) start(args ...string) *app {
	s.t.Helper()
	a := &app{login: s, cmd: s.command(args...), ended: make(chan struct{})}
	a.cmd.Stderr = &a.stderr
	s.must(a.cmd.Start())
	go func() { a.cmd.Wait(); close(a.ended) }()
	s.t.Cleanup(func() {
		a.cmd.Process.Kill()
		<-a.ended
		if out := a.stderr.String(); strings.Contains(out, "panic") || strings.Contains(out, "DATA RACE") {
			s.t.Error(out)
		}
	})
	return a
}

// open starts the tray and waits for its icon.
func (s *login) open(args ...string) *app {
	s.t.Helper()
	a := s.start(args...)
	a.awaitIcon()
	return a
}

// awaitIcon waits until the panel has an icon.
func (a *app) awaitIcon() {
	a.t.Helper()
	select {
	case from := <-a.panel.registered:
		a.item = a.conn.Object(string(from), "/StatusNotifierItem")
		a.menu = a.conn.Object(string(from), "/StatusNotifierItem/menu")
	case <-a.ended:
		a.t.Fatalf("the tray ended: %v\n%s\nlog:\n%s", a.cmd.ProcessState, a.stderr.String(), a.read(a.stateFile("halfday.log")))
	case <-time.After(longest):
		a.t.Fatalf("no icon after %v\n%s\nlog:\n%s", longest, a.stderr.String(), a.read(a.stateFile("halfday.log")))
	}
}

// kill ends the tray as a crash would.
func (a *app) kill() {
	a.t.Helper()
	a.must(a.cmd.Process.Kill())
	<-a.ended
}

// quit ends the tray as a person does, and tells how long that took.
func (a *app) quit() time.Duration {
	a.t.Helper()
	a.click(a.words.Menu.Quit)
	begin := time.Now()
	a.awaitEnd(0)
	return time.Since(begin)
}

// terminate ends the tray as a session manager does.
func (a *app) terminate() {
	a.t.Helper()
	a.must(a.cmd.Process.Signal(syscall.SIGTERM))
	a.awaitEnd(0)
}

func (a *app) awaitEnd(code int) {
	a.t.Helper()
	select {
	case <-a.ended:
		if got := a.cmd.ProcessState.ExitCode(); got != code {
			a.t.Errorf("exit code: got %d, want %d\n%s", got, code, a.stderr.String())
		}
	case <-time.After(longest):
		a.t.Fatalf("the tray runs on\nlog:\n%s", a.read(a.stateFile("halfday.log")))
	}
}

// safeBuffer is a buffer for two goroutines.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
