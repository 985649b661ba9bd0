package browser

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
	"unicode"

	"halfday/internal/child"
)

const (
	// openAnswer is how long an opener may take to say what came of it.
	openAnswer = 10 * time.Second
	// openLine is the longest line to and from an opener, in bytes.
	openLine = 4 << 10
)

// Opener is a child process that will open one address in the browser. It is
// started early, so that the opening itself costs no start of a process of
// ours; it is in a session of its own, so that the browser, which may descend
// from it, outlives this process and whatever ends its process group.
type Opener struct {
	in     *os.File
	out    *os.File
	pid    int
	opened bool
}

// StartOpener starts path with args, which must call [ServeOpen], without the
// variables that child.Environ drops. A goroutine waits for the child to end, which
// may be as long as the browser runs. The methods of an Opener are for one
// goroutine at a time; Close may be called during the others.
func StartOpener(path string, args []string) (*Opener, error) {
	pid := 0
	in, out, err := child.Pipes(func(stdin, stdout *os.File) (err error) {
		pid, err = child.StartDetached(func() *exec.Cmd {
			cmd := exec.Command(path, args...)
			cmd.Env = child.Environ(os.Environ())
			cmd.Stdin, cmd.Stdout = stdin, stdout
			return cmd
		})
		return err
	})
	if err != nil {
		return nil, openFailed(err)
	}
	return &Opener{in: in, out: out, pid: pid}, nil
}

// Open opens address, once: one that ServeOpen takes. command is a program and its
// arguments, in which "{url}" stands for the address; nil is the system's default
// browser. Its window comes to the front with token, "" for none. It returns when
// the child says that the browser was told, or why not; at the latest after 10 s.
// [Kind] sorts its errors.
func (o *Opener) Open(command []string, address, token string) error {
	line, err := openRequest{address, command, token}.line()
	if o.opened || err != nil {
		return &openError{browserFailed, "not an address"}
	}
	o.opened = true
	child.AllowForeground(o.pid) // it hands that on to the browser
	if _, err := o.in.Write(line); err != nil {
		return openFailed(err)
	}
	o.in.Close()
	o.out.SetReadDeadline(time.Now().Add(openAnswer))
	answer, err := bufio.NewReaderSize(o.out, openLine).ReadSlice('\n')
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return &openError{browserFailed, "no answer"}
	}
	if err != nil {
		return &openError{browserFailed, "the opener ended"}
	}
	return parseReport(string(answer))
}

// Peers are who may fetch what this opens: the browser that it starts, those
// that are known, and programs with further names.
func (o *Opener) Peers(known ...string) Peers { return Peers{Opener: o.pid, Known: known} }

// Close ends a child that was given no address. It does not end the browser.
func (o *Opener) Close() {
	o.in.Close()
	o.out.Close()
}

// openError says that no page was opened.
type openError struct {
	kind   string // browser_missing or browser_failed
	detail string
}

func (e *openError) Error() string {
	return fmt.Sprintf("opening the browser: %s: %s", strings.ReplaceAll(e.kind, "_", " "), e.detail)
}

const (
	browserMissing = "browser_missing"
	browserFailed  = "browser_failed"
)

// Kind names the problem behind an error of this package as the texts know
// it: browser_missing or browser_failed; "" for any other error.
func Kind(err error) string {
	if open, ok := errors.AsType[*openError](err); ok {
		return open.kind
	}
	return ""
}

// openFailed is the error for a page that was not opened because of err, in the
// system's word for it: paths and arguments are left out.
func openFailed(err error) error {
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return &openError{browserFailed, err.Error()}
}

// oneLine is s on one line, fit to be handed to another process.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "?"), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}
