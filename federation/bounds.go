package federation

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"strconv"
	"time"
)

// loadLimit is how long reading the AWS files for one role may take.
const loadLimit = 20 * time.Second

// The bounds of a shared file. The SDK copies a value for each line that goes
// on with it: with 5 MiB of such lines it reads for minutes.
const (
	maxContinued = 1000     // lines of a file that go on with a value
	maxValueLine = 64 << 10 // bytes of one line, and of a value with the lines that go on with it
)

// within gives what f does, or an error where that takes longer than the limit
// or ctx ends. f then goes on by itself and comes to nothing: it must not start
// anything. Its environment is read while it runs.
func within[T any](ctx context.Context, limit time.Duration, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		v, err := f()
		done <- result{v, err}
	}()
	late := time.NewTimer(limit)
	defer late.Stop()
	const op = "reading the AWS files"
	var none T
	select {
	case r := <-done:
		return r.value, r.err
	case <-late.C:
		return none, &Error{Kind: KindFilesBounds, Op: op, Detail: limit.String()}
	case <-ctx.Done():
		return none, &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
	}
}

// checkBounds refuses a shared file that the SDK would take very long to read.
// One that is not there, or cannot be read, the SDK tells of.
func checkBounds(path string) error {
	f, err := os.Open(path) // #nosec G304 -- the AWS files, where the person keeps them
	if err != nil {
		return nil
	}
	defer f.Close()
	if line := outOfBounds(io.LimitReader(f, maxFile)); line > 0 {
		return &Error{Kind: KindFilesBounds, Op: "reading the AWS files", Detail: clean(path, 200) + ":" + strconv.Itoa(line)}
	}
	return nil
}

// outOfBounds gives the first line that is too much, from 1; 0 where there is
// none.
func outOfBounds(r io.Reader) (line int) {
	in := bufio.NewReaderSize(r, maxValueLine)
	continued, value := 0, 0
	for {
		line++
		text, err := in.ReadSlice('\n')
		if err == bufio.ErrBufferFull {
			return line
		}
		body := bytes.TrimSpace(text)
		switch {
		case len(body) == 0 || body[0] == '#' || body[0] == ';':
		case bytes.ContainsAny(body, "=:[") || text[0] != ' ' && text[0] != '\t':
			value = len(text)
		default:
			continued++
			value += len(text)
		}
		if continued > maxContinued || value > maxValueLine {
			return line
		}
		if err != nil {
			return 0
		}
	}
}
