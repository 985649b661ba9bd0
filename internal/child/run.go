package child

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

const (
	runAfter = time.Second // for the pipes of a program to close once it was killed
	runMost  = 64 << 10    // bytes that are kept of what a program prints
)

// ErrNotStarted says that there is no such program, or that it cannot be run.
var ErrNotStarted = errors.New("starting a program: there is none")

// Run runs a command without a shell, with nothing to read and
// the environment that Environ leaves, in this process's group. The end of ctx
// ends it with what it started. said gets the last line that it has written to
// standard error, as it is, whenever it writes there. It returns the first 64 KiB
// of its output; errors are ErrNotStarted and those of [exec.Cmd.Run].
func Run(ctx context.Context, argv []string, said func(line string)) ([]byte, error) {
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...) // #nosec G204 -- the person's own command, or one of the system's by name
	noWindow(cmd)
	cmd.Env = Environ(os.Environ())
	out := Beginning{Most: runMost}
	cmd.Stdout, cmd.Stderr = &out, &lastLine{said: said}
	err := RunTree(cmd)
	if err != nil && cmd.Process == nil {
		err = ErrNotStarted
	}
	return out.Bytes, err
}

// RunTree runs what was made with [exec.CommandContext]. The end of its context
// ends it with what it started. A program that ended well is no error where it
// left somebody behind who holds its pipes.
func RunTree(cmd *exec.Cmd) error {
	cmd.Cancel = func() error { return EndTree(cmd.Process) }
	cmd.WaitDelay = runAfter
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		return nil
	}
	return err
}

// Beginning keeps the beginning of what is written to it.
type Beginning struct {
	Most   int  // bytes
	Refuse bool // ends the writer where there is more
	Bytes  []byte
	More   bool // there was more
}

func (w *Beginning) Write(b []byte) (int, error) {
	room := w.Most - len(w.Bytes)
	w.Bytes = append(w.Bytes, b[:min(len(b), room)]...)
	if len(b) > room {
		w.More = true
		if w.Refuse {
			return 0, io.ErrShortWrite
		}
	}
	return len(b), nil
}

// lastLine tells the last line that is not empty of what is written to it.
type lastLine struct {
	tail []byte
	said func(string)
}

func (w *lastLine) Write(b []byte) (int, error) {
	w.tail = append(w.tail, b...)
	w.tail = w.tail[max(0, len(w.tail)-runMost):]
	lines := strings.FieldsFunc(string(w.tail), func(r rune) bool { return r == '\n' || r == '\r' })
	for i := len(lines) - 1; i >= 0; i-- {
		if line := strings.TrimSpace(lines[i]); line != "" {
			w.said(line)
			break
		}
	}
	return len(b), nil
}

// Split takes a command apart at its blanks, as no shell does it: between single
// or double quotes a blank is part of a word, and nothing else means anything.
func Split(line string) ([]string, error) {
	var argv []string
	var word strings.Builder
	inWord, quote := false, rune(0)
	for _, r := range line + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			inWord, quote = true, r
		case r != ' ':
			inWord = true
			word.WriteRune(r)
		case inWord:
			argv = append(argv, word.String())
			word.Reset()
			inWord = false
		}
	}
	switch {
	case quote != 0:
		return nil, errors.New("a quote in the command has no end")
	case len(argv) == 0 || argv[0] == "":
		return nil, errors.New("the command names no program")
	}
	return argv, nil
}
