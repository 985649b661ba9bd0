//go:build linux

package stage

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// Terminal is one that a person sits at, with a program in its foreground.
type Terminal struct {
	t      *testing.T
	screen *os.File // the terminal's other end
	exit   chan int

	mu   sync.Mutex
	seen string // what the screen shows and nobody has read
}

// NewTerminal starts a program in a terminal of its own; it ends with the test.
func NewTerminal(t *testing.T, cmd *exec.Cmd) *Terminal {
	t.Helper()
	screen, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	at := &Terminal{t: t, screen: screen, exit: make(chan int, 1)}
	var work sync.WaitGroup
	work.Go(func() {
		for b := make([]byte, 4096); ; {
			n, err := screen.Read(b)
			at.mu.Lock()
			at.seen += strings.ReplaceAll(string(b[:n]), "\r\n", "\n")
			at.mu.Unlock()
			if err != nil { // EIO: nobody holds the terminal any more
				return
			}
		}
	})
	work.Go(func() {
		cmd.Wait()
		at.exit <- cmd.ProcessState.ExitCode()
	})
	t.Cleanup(func() {
		cmd.Process.Kill()
		screen.Close()
		work.Wait()
	})
	return at
}

// Reads waits until the screen shows want next, and reads on to there. What is
// alike is as good, where that is given.
func (at *Terminal) Reads(want string, alike ...func(string) string) (read string) {
	at.t.Helper()
	for late := time.Now().Add(Longest); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		at.mu.Lock()
		seen := at.seen
		for _, like := range alike {
			seen, want = like(seen), like(want)
		}
		before, after, ok := strings.Cut(seen, want)
		if ok {
			at.seen = after
		}
		at.mu.Unlock()
		if ok {
			return before + want
		}
	}
	at.t.Fatalf("waited %v for the terminal to show %q; it shows\n%s", Longest, want, at.Shows())
	return ""
}

// Shows is what the screen shows that nobody has read.
func (at *Terminal) Shows() string {
	at.mu.Lock()
	defer at.mu.Unlock()
	return at.seen
}

// Types types keys, as they are.
func (at *Terminal) Types(keys string) {
	at.t.Helper()
	if _, err := at.screen.WriteString(keys); err != nil {
		at.t.Fatal(err)
	}
}

// Ends waits for the end of the program, which has to have this exit code.
func (at *Terminal) Ends(want int) {
	at.t.Helper()
	select {
	case code := <-at.exit:
		if code != want {
			at.t.Errorf("exit code %d, want %d", code, want)
		}
	case <-time.After(Longest):
		at.t.Fatalf("the program in the terminal did not end in %v", Longest)
	}
}
