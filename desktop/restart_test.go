package desktop

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// playRestart starts itself anew with one argument less, until none is left, and
// says so in the file of the first each time: on Windows a successor has no
// standard output of its own.
func playRestart(args []string) int {
	f, err := os.OpenFile(args[0], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = fmt.Fprintln(f, os.Getpid(), args[1:])
		f.Close()
	}
	if err == nil && len(args) > 1 {
		err = Restart(append([]string{args[0]}, args[2:]...))
	}
	if err != nil {
		return 1
	}
	return 0
}

func TestRestart(t *testing.T) {
	said := filepath.Join(t.TempDir(), "said")
	p := start(t, "restart", nil, said, "a b", "--c")
	want := []string{"[a b --c]", "[--c]", "[]"}
	var lines []string
	for end := time.Now().Add(20 * time.Second); len(lines) < len(want) && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		b, _ := os.ReadFile(said)
		lines = strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	}
	p.rest(t)
	if len(lines) != len(want) {
		t.Fatalf("got %q", lines)
	}
	pids := map[string]bool{}
	for n, line := range lines {
		pid, rest, _ := strings.Cut(line, " ")
		pids[pid] = true
		if rest != want[n] {
			t.Errorf("start %d said %q, want %q", n, rest, want[n])
		}
	}
	// Elsewhere each takes the place of the one before.
	if alone := len(pids) == 1 && pids[strconv.Itoa(p.cmd.Process.Pid)]; alone == (runtime.GOOS == "windows") {
		t.Errorf("process %d and its successors said %q", p.cmd.Process.Pid, lines)
	}
}
