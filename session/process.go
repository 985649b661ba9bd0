package session

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"halfday/internal/child"
	"halfday/internal/mailbox"
)

// The limits of a sign-in process.
const (
	maxLine   = 64 << 10
	maxLines  = 1000                   // it says some twenty things
	lastGrace = 15 * time.Minute       // from its last word to its end: it may have two things to show, for 5 min each
	muteGrace = 5 * time.Second        // from the end of its output to its end
	pipeGrace = 500 * time.Millisecond // from its end to that of its output
)

var errTalksTooMuch = errors.New("reading events: more lines than a sign-in has")

// RunProcess runs a sign-in process, writes the request to it and calls event
// for each event, in order, from another goroutine. It returns when the
// process is gone and its output was read. When ctx ends, or the process
// dies, the processes that it started are killed with it; a process that
// ends after its last word leaves alone what it started, which may be a
// browser. The request's credentials are overwritten.
//
// stdin stays open for as long as the process runs: its end would tell the
// process that Halfday is gone. stderr goes nowhere, since what a
// credential_process writes there may hold a secret.
func RunProcess(ctx context.Context, c Command, req Request, event func(Event)) error {
	defer clear(req.Credentials)
	defer clear(req.Source)
	cmd := exec.Command(c.Path, c.Args...) // #nosec G204 -- this program itself, and a profile behind "--"
	cmd.Env = c.Env
	var family child.Family
	in, out, err := child.Pipes(func(stdin, stdout *os.File) (err error) {
		cmd.Stdin, cmd.Stdout = stdin, stdout
		family, err = child.StartFamily(cmd)
		return err
	})
	if err != nil {
		return fmt.Errorf("starting the sign-in process: %w", err)
	}
	defer in.Close()
	defer family.Release()

	exited := make(chan error, 1)
	go func() { exited <- cmd.Wait() }()
	sent := make(chan struct{})
	go func() { defer close(sent); writeRequest(in, req) }()
	said := make(chan struct{}, 1) // the last word
	read := make(chan error, 1)
	go func() {
		read <- readEvents(out, func(e Event) {
			event(e)
			if e.last() {
				mailbox.Nudge(said)
			}
		})
	}()

	var readErr error
	hadLast := false
	var overdue <-chan time.Time
	for done := ctx.Done(); exited != nil; {
		select {
		case err = <-exited:
			exited = nil
		case <-said:
			hadLast = true
			overdue = time.After(lastGrace)
		case readErr = <-read:
			read = nil
			if readErr != nil {
				family.Kill()
			} else if overdue == nil {
				overdue = time.After(muteGrace) // nothing can be said any more
			}
		case <-overdue:
			family.Kill()
		case <-done:
			done = nil
			family.Kill()
		}
	}
	in.Close()
	<-sent
	if read != nil {
		select {
		case readErr = <-read:
		case <-time.After(pipeGrace):
		}
	}
	select {
	case <-said:
		hadLast = true
	default:
	}
	if !hadLast {
		// A dialog would stay without its owner. The id of the group cannot
		// have been given away in the instant since the process was waited for.
		family.Kill()
	}
	out.Close()
	if readErr != nil {
		return readErr
	}
	return err
}

// writeRequest writes the request's line. A process that does not take it
// will end without a last word, which says enough.
func writeRequest(in io.Writer, req Request) {
	line, err := json.Marshal(req)
	if err != nil {
		return
	}
	line = append(line, '\n')
	_, _ = in.Write(line)
	clear(line)
}

// readEvents calls event for each event in r until r ends. Other lines are
// passed over; too many lines are an error. Lines are overwritten after their
// use. What an event says is checked by whoever acts on it.
func readEvents(r io.Reader, event func(Event)) error {
	buf := make([]byte, maxLine)
	defer clear(buf)
	lines := bufio.NewScanner(r)
	lines.Buffer(buf, maxLine)
	tooLong := false // the line whose end is looked for
	lines.Split(func(data []byte, end bool) (int, []byte, error) {
		n, line, err := bufio.ScanLines(data, end)
		switch {
		case n == 0 && len(data) == maxLine:
			tooLong = true
			return len(data), nil, nil
		case n > 0 && tooLong:
			tooLong, line = false, data[:0]
		}
		return n, line, err
	})
	for n := 0; lines.Scan(); n++ {
		if n == maxLines {
			return errTalksTooMuch
		}
		var e Event
		err := json.Unmarshal(lines.Bytes(), &e)
		clear(lines.Bytes())
		if err == nil {
			event(e)
		}
	}
	return nil
}
