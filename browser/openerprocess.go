package browser

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"halfday/internal/child"
	"halfday/internal/openable"

	"github.com/pkg/browser"
)

// openPatience is how long the browser's opener may run before it is taken for
// a browser that stays in the foreground. A failure comes sooner.
const openPatience = time.Second

// reportOpened is an opener's one line of answer where nothing has gone wrong so
// far: what becomes of a program that still runs is not known.
const reportOpened = "ok"

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
		fmt.Fprintln(stdout, reportOpened)
		return sortOpen(<-done)
	}
}

// sortOpen sorts the errors of programs that open things.
func sortOpen(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return &openError{browserMissing, "no opener"}
	}
	return openFailed(err) // of a program that failed, its exit status
}

// report writes the answer for err, which it returns.
func report(w io.Writer, err error) error {
	line := reportOpened
	if open, ok := errors.AsType[*openError](err); ok {
		line = open.kind + " " + oneLine(open.detail)
	}
	fmt.Fprintln(w, line)
	return err
}

// parseReport turns an answer back into an error.
func parseReport(line string) error {
	kind, detail, _ := strings.Cut(strings.TrimSpace(line), " ")
	switch kind {
	case reportOpened, "started": // an older opener said so of a program that still ran
		return nil
	case browserMissing, browserFailed:
		return &openError{kind, detail}
	}
	return &openError{browserFailed, "unknown answer"}
}

// openRequest is what an opener is told: an address alone on its line, or both
// as JSON.
type openRequest struct {
	Address string   `json:"address"`
	Command []string `json:"command"`         // none: the system's default browser
	Token   string   `json:"token,omitempty"` // XDG_ACTIVATION_TOKEN; "" for none
}

// line is the request as parseOpenRequest reads it.
func (r openRequest) line() ([]byte, error) {
	line := []byte(r.Address)
	if len(r.Command) > 0 || r.Token != "" {
		var err error
		if line, err = json.Marshal(r); err != nil {
			return nil, err
		}
	}
	if len(line) >= openLine || strings.ContainsAny(string(line), "\r\n") {
		return nil, errors.New("not a line")
	}
	return append(line, '\n'), nil
}

func parseOpenRequest(line string) (openRequest, error) {
	line = strings.TrimRight(line, "\r\n")
	if !strings.HasPrefix(line, "{") {
		return openRequest{Address: line}, nil
	}
	var r openRequest
	if err := json.Unmarshal([]byte(line), &r); err != nil || len(r.Command) == 0 && r.Token == "" {
		return openRequest{}, errors.New("not a request")
	}
	return r, nil
}

// opener checks the request and returns what opens it.
func (r openRequest) opener() (func() error, error) {
	if path, ok := strings.CutPrefix(r.Address, "file:"); ok && len(r.Command) == 0 {
		if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
			return nil, errors.New("not an absolute path")
		}
		return func() error { return openFile(path) }, nil
	}
	if err := checkArgument(r.Address); err != nil {
		return nil, err
	}
	if len(r.Command) == 0 {
		return func() error { return openURL(r.Address) }, nil
	}
	argv, err := fillIn(r.Command, r.Address)
	if err != nil {
		return nil, err
	}
	// Its output goes nowhere: the browser may use it long after we are gone.
	return exec.Command(argv[0], argv[1:]...).Run, nil // #nosec G204 -- the browser that the person chose
}

// checkArgument tells whether an address may be seen by other processes.
func checkArgument(address string) error {
	u, err := openable.Parse(address)
	switch {
	case err != nil:
		return err
	case u.Scheme == "http" && u.Hostname() != "127.0.0.1":
		return errors.New("neither https nor http on 127.0.0.1")
	case u.Query().Has("SigninToken"), strings.Contains(strings.ToLower(address), "signintoken"):
		return errors.New("a sign-in address does not go into arguments")
	}
	return nil
}

// fillIn puts the address into a command, which must have a place for it
// among its arguments.
func fillIn(command []string, address string) ([]string, error) {
	has := func(s string) bool { return strings.Contains(s, urlPlace) }
	if command[0] == "" || has(command[0]) || !slices.ContainsFunc(command, has) {
		return nil, errors.New("not a command for an address")
	}
	if strings.ContainsRune(strings.Join(command, " "), 0) {
		return nil, errors.New("not a command")
	}
	return replace(command, urlPlace, address), nil
}

func replace(argv []string, from, to string) []string {
	replaced := make([]string, len(argv))
	for i, a := range argv {
		replaced[i] = strings.ReplaceAll(a, from, to)
	}
	return replaced
}
