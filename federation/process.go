package federation

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
)

const (
	processLimit = 30 * time.Second // of a credential_process
	processAfter = time.Second      // for its pipes to close once it was killed
	maxProcess   = 64 << 10         // bytes that it may print
)

// processSource runs a credential_process with the environment env.
func processSource(command string, env []string) func(context.Context) (aws.Credentials, error) {
	return func(ctx context.Context) (aws.Credentials, error) {
		ctx, cancel := context.WithTimeout(ctx, processLimit)
		defer cancel()
		var stderr head
		provider := processcreds.NewProviderCommand(
			processcreds.NewCommandBuilderFunc(func(ctx context.Context) (*exec.Cmd, error) {
				cmd := shell(ctx, command)
				cmd.Env = env
				cmd.Stderr = &stderr
				// Somebody else may hold its pipes: without a limit the wait
				// would last as long as that somebody.
				cmd.WaitDelay = processAfter
				cmd.Stdout = &limited{left: maxProcess}
				return cmd, nil
			}),
			func(o *processcreds.Options) { o.Timeout = processLimit })
		c, err := provider.Retrieve(ctx)
		if err != nil {
			return aws.Credentials{}, processError(ctx, command, stderr.line(), err)
		}
		return c, nil
	}
}

// processError sorts the errors of a credential_process. The SDK's own text
// may quote the output, which holds keys.
func processError(ctx context.Context, command, line string, err error) *Error {
	program := programOf(command)
	e := &Error{Kind: KindProcessAnswer, Op: "running the credential_process", Program: clean(filepath.Base(program), 100)}
	exit, exited := errors.AsType[*exec.ExitError](err)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		e.Kind, e.Limit = KindProcessTimeout, processLimit
	case ctx.Err() != nil:
		e.Kind, e.Err = KindCanceled, context.Canceled
	case errors.Is(err, exec.ErrNotFound):
		e.Kind = KindProcessMissing
	case exited:
		e.Kind, e.Status, e.Detail = KindProcessFailed, exit.ExitCode(), clean(line, 200)
		// The shell's own status for a program that it cannot find differs.
		if _, err := exec.LookPath(program); err != nil && !strings.ContainsAny(program, "$`") {
			e.Kind = KindProcessMissing
		}
	}
	return e
}

// programOf gives the first word of a command line, without quotes. The rest
// may hold secrets.
func programOf(command string) string {
	command = strings.TrimSpace(command)
	if command == "" {
		return ""
	}
	if q := command[0]; q == '"' || q == '\'' {
		if end := strings.IndexByte(command[1:], q); end >= 0 {
			return command[1 : 1+end]
		}
		command = command[1:]
	}
	word, _, _ := strings.Cut(command, " ")
	word, _, _ = strings.Cut(word, "\t")
	return word
}

// limited refuses to take more than left bytes.
type limited struct{ left int }

func (l *limited) Write(b []byte) (int, error) {
	if l.left -= len(b); l.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

// head keeps the beginning of what is written to it.
type head struct {
	mu sync.Mutex
	b  []byte
}

func (h *head) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.b = append(h.b, b[:min(len(b), 4096-len(h.b))]...)
	return len(b), nil
}

// line is the first line that is not empty.
func (h *head) line() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range strings.Lines(string(h.b)) {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}
