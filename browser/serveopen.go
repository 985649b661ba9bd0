package browser

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"halfday/internal/child"

	"github.com/pkg/browser"
)

// openPatience is how long the browser's opener may run before it is taken for
// a browser that stays in the foreground. A failure comes sooner.
const openPatience = time.Second

// The words of an opener's one line of answer.
const (
	reportOpened  = "ok"
	reportStarted = "started" // still runs; what becomes of it is not known
)

// ServeOpen is the body of the opener's process. It reads one line: an https
// address, an http address on 127.0.0.1, or "file:" and the absolute path of a
// file to open; or an address with a command that opens it. It writes one line
// of answer, and returns when the program that opened it has ended. Without a
// line it returns at once. Its error says that a line was wrong, or that
// nothing was opened.
func ServeOpen(stdin io.Reader, stdout io.Writer) error {
	line, err := bufio.NewReaderSize(stdin, openLine).ReadSlice('\n')
	if len(line) == 0 && err == io.EOF {
		return nil
	}
	// Writing an answer to a parent that has died must not end this process.
	pipe := make(chan os.Signal, 1)
	signal.Notify(pipe, syscall.SIGPIPE)
	defer signal.Stop(pipe)

	if err != nil { // too long, or cut off
		return report(stdout, &openError{browserFailed, "not an address"})
	}
	var open func() error
	request, err := parseOpenRequest(string(line))
	if err == nil {
		open, err = request.opener()
	}
	if err != nil {
		return report(stdout, &openError{browserFailed, err.Error()})
	}
	// The browser inherits these and uses them long after we are gone. Any
	// other writer would also make browser wait for all of its descendants.
	browser.Stdout, browser.Stderr = nil, nil

	child.PassActivation(request.Token)
	done := make(chan error, 1)
	go func() { done <- open() }()
	patience := time.NewTimer(openPatience)
	defer patience.Stop()
	select {
	case err := <-done:
		return report(stdout, sortOpen(err))
	case <-patience.C:
		fmt.Fprintln(stdout, reportStarted)
		return sortOpen(<-done)
	}
}

// sortOpen sorts the errors of programs that open things.
func sortOpen(err error) error {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return &openError{browserMissing, "no opener"}
	case errors.As(err, &exit):
		return &openError{browserFailed, exit.ProcessState.String()}
	}
	return openFailed(err)
}

// report writes the answer for err, which it returns.
func report(w io.Writer, err error) error {
	line := reportOpened
	var open *openError
	if errors.As(err, &open) {
		line = open.kind + " " + oneLine(open.detail)
	}
	fmt.Fprintln(w, line)
	return err
}

// parseReport turns an answer back into an error.
func parseReport(line string) error {
	kind, detail, _ := strings.Cut(strings.TrimSpace(line), " ")
	switch kind {
	case reportOpened, reportStarted:
		return nil
	case browserMissing, browserFailed:
		return &openError{kind, detail}
	}
	return &openError{browserFailed, "unknown answer"}
}
