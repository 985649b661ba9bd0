//go:build linux

package stage

import (
	"bytes"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// App is the program in the tray.
type App struct {
	*Stage
	Cmd    *exec.Cmd
	Ended  chan struct{}
	Stderr safeBuffer
	item   dbus.BusObject
	Menu   dbus.BusObject
	Token  string // the desktop gives it with each click; "" for none
}

// Start starts the tray and does not wait for it.
func (s *Stage) Start(args ...string) *App {
	s.T.Helper()
	a := &App{Stage: s, Cmd: s.command(args...), Ended: make(chan struct{})}
	a.Cmd.Stderr = &a.Stderr
	s.Must(a.Cmd.Start())
	go func() { a.Cmd.Wait(); close(a.Ended) }()
	s.T.Cleanup(func() {
		a.Cmd.Process.Kill()
		<-a.Ended
		if out := a.Stderr.String(); strings.Contains(out, "panic") || strings.Contains(out, "DATA RACE") {
			s.T.Error(out)
		}
	})
	return a
}

// Open starts the tray and waits for its icon.
func (s *Stage) Open(args ...string) *App {
	s.T.Helper()
	a := s.Start(args...)
	a.AwaitIcon()
	return a
}

// AwaitIcon waits until the panel has an icon.
func (a *App) AwaitIcon() {
	a.T.Helper()
	select {
	case from := <-a.Panel.Registered:
		a.item = a.conn.Object(string(from), "/StatusNotifierItem")
		a.Menu = a.conn.Object(string(from), "/StatusNotifierItem/menu")
	case <-a.Ended:
		a.T.Fatalf("the tray ended: %v\n%s\nlog:\n%s", a.Cmd.ProcessState, a.Stderr.String(), a.Read(a.StateFile("halfday.log")))
	case <-time.After(Longest):
		a.T.Fatalf("no icon after %v\n%s\nlog:\n%s", Longest, a.Stderr.String(), a.Read(a.StateFile("halfday.log")))
	}
}

// Kill ends the tray as a crash would.
func (a *App) Kill() {
	a.T.Helper()
	a.Must(a.Cmd.Process.Kill())
	<-a.Ended
}

// Quit ends the tray as a person does.
func (a *App) Quit() {
	a.T.Helper()
	a.Click(a.Words.Menu.Quit)
	a.AwaitEnd(0)
}

// Terminate ends the tray as a session manager does.
func (a *App) Terminate() {
	a.T.Helper()
	a.Must(a.Cmd.Process.Signal(syscall.SIGTERM))
	a.AwaitEnd(0)
}

func (a *App) AwaitEnd(code int) {
	a.T.Helper()
	select {
	case <-a.Ended:
		if got := a.Cmd.ProcessState.ExitCode(); got != code {
			a.T.Errorf("exit code: got %d, want %d\n%s", got, code, a.Stderr.String())
		}
	case <-time.After(Longest):
		a.T.Fatalf("the tray runs on\nlog:\n%s", a.Read(a.StateFile("halfday.log")))
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

// SignInAgain renews a session from its submenu.
func (a *App) SignInAgain(profile string) {
	a.T.Helper()
	a.ClickIn(profile, a.Words.Menu.SignInNewCode)
	a.AwaitDialog(EntryDialog, profile).Answer(a.Code())
	a.AwaitMenu("the renewed session", func(l []Entry) bool {
		_, ok := Follow(l, a.Words.Menu.Session(profile, 12*time.Hour))
		return ok
	})
}

// SignIn does what a person does from the click on a role to the console.
func (a *App) SignIn(profile string) {
	a.T.Helper()
	a.Click(profile)
	a.AwaitDialog(EntryDialog, profile).Answer(a.Code())
	a.AwaitSession(profile)
}
