package desktop

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// The test binary plays the processes that a test needs.
const (
	roleVariable = "DESKTOP_TEST_ROLE"
	raceExit     = "GORACE=atexit_sleep_ms=0" // else every process with -race ends a second later
)

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		os.Exit(roles[role](os.Args[1:]))
	}
	goleak.VerifyTestMain(m,
		// The log library never ends it.
		goleak.IgnoreTopFunction("gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"))
}

var roles = map[string]func(args []string) int{
	"instance": playInstance,
	"restart":  playRestart,
}

// playInstance is a start of Halfday: the first one serves until its standard
// input ends, the others tell it and go.
func playInstance(args []string) int {
	dir := args[0]
	instance, err := Acquire(dir)
	if errors.Is(err, ErrRunning) {
		if err := Tell(dir, Message{Kind: "here"}); err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("told")
		return 0
	}
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	defer instance.Close()
	fmt.Println("first")
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	instance.Serve(ctx, func(m Message) bool {
		fmt.Println("message", m.Kind)
		return true
	})
	return 0
}

// process is a started role and the lines that it prints.
type process struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	lines chan string
}

func start(t *testing.T, role string, env []string, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{cmd: exec.Command(self, args...), lines: make(chan string, 100)}
	p.cmd.Env = append(append(os.Environ(), roleVariable+"="+role, raceExit), env...)
	p.cmd.Stderr = os.Stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			p.lines <- s.Text()
		}
	}()
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		for range p.lines {
		}
		p.cmd.Wait()
	})
	return p
}

// line is the next line of the process; "" at its end.
func (p *process) line(t *testing.T) string {
	t.Helper()
	select {
	case line := <-p.lines:
		return line
	case <-time.After(20 * time.Second):
		t.Fatal("no line within 20 s")
		return ""
	}
}

// rest reads all further lines.
func (p *process) rest(t *testing.T) string {
	t.Helper()
	var all []string
	for {
		line := p.line(t)
		if line == "" {
			return strings.Join(all, "\n")
		}
		all = append(all, line)
	}
}
