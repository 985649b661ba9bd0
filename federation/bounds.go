package federation

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"time"

	"halfday/internal/files"
)

// loadLimit is how long reading the AWS files for one role may take.
const loadLimit = 20 * time.Second

// The bounds of a shared file. The SDK copies a value for each line that goes
// on with it: with 5 MiB of such lines it reads for minutes.
const (
	maxContinued = 1000     // lines of a file that go on with a value
	maxValueLine = 64 << 10 // bytes of one line, and of a value with the lines that go on with it
)

// within runs f, with an error where that takes longer than the limit or ctx
// ends. f then goes on by itself and comes to nothing: it must not start
// anything. Its environment is read while it runs.
func within(ctx context.Context, limit time.Duration, f func() error) error {
	const op = "reading the AWS files"
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return &Error{Kind: KindFilesBounds, Op: op, Detail: limit.String()}
	case <-ctx.Done():
		return &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
	}
}

// maxFile is the size, in bytes, over which a shared file is not read.
const maxFile = 5 << 20

// checkFiles refuses shared files for which the SDK would wait for ever, as for a
// FIFO, which it would read to no end, as a device, or which would take it very
// long. One that is not there, or cannot be read, the SDK tells of.
func (s *SignIn) checkFiles() error {
	const op = "reading the AWS files"
	for _, path := range []string{s.opts.ConfigFile, s.opts.CredentialsFile} {
		text, err := files.Read(path, maxFile)
		if errors.Is(err, files.ErrNotRegular) || errors.Is(err, files.ErrTooLarge) {
			return &Error{Kind: KindConfig, Op: op, Detail: clean(path, 200)}
		}
		line := outOfBounds(text)
		clear(text) // may have held secret keys
		if line > 0 {
			return &Error{Kind: KindFilesBounds, Op: op, Detail: clean(path, 200) + ":" + strconv.Itoa(line)}
		}
	}
	return nil
}

// outOfBounds gives the first line that is too much, from 1; 0 where there is
// none.
func outOfBounds(text []byte) int {
	number, continued, value := 0, 0, 0
	for line := range bytes.Lines(text) {
		number++
		body := bytes.TrimSpace(line)
		switch {
		case len(body) == 0 || body[0] == '#' || body[0] == ';':
		case bytes.ContainsAny(body, "=:[") || line[0] != ' ' && line[0] != '\t':
			value = len(line)
		default:
			continued++
			value += len(line)
		}
		if continued > maxContinued || max(value, len(line)) > maxValueLine {
			return number
		}
	}
	return 0
}
