package federation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"halfday/internal/child"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
)

const (
	processLimit = 30 * time.Second // of a credential_process
	maxProcess   = 64 << 10         // bytes that it may print
)

// processSource runs a credential_process with the environment env. The SDK's
// own runner is of no use here: it reads the environment when it runs, waits
// for as long as anybody holds the program's pipes, and its errors quote the
// output, which holds keys. The format is the SDK's.
func processSource(command string, env []string) func(context.Context) (aws.Credentials, error) {
	return func(ctx context.Context) (aws.Credentials, error) {
		ctx, cancel := context.WithTimeout(ctx, processLimit)
		defer cancel()
		stdout, stderr := child.Beginning{Most: maxProcess, Refuse: true}, child.Beginning{Most: 4096}
		cmd := shell(ctx, command)
		cmd.Env = env
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := child.RunTree(cmd) // a shell that is ended leaves its commands behind
		if err == nil {
			if c, ok := parseProcess(stdout.Bytes, runtime.GOOS == "windows"); ok {
				return c, nil
			}
		}
		if stdout.More {
			// It may have died of the closed pipe.
			err = nil
		}
		return aws.Credentials{}, processError(ctx, command, firstLine(stderr.Bytes), err)
	}
}

// shellLine is the command line by which cmd.exe runs a command as it stands:
// with /S it takes off the first and the last quote, and no others.
func shellLine(command string) string { return `cmd.exe /S /C "` + command + `"` }

// parseProcess reads what a credential_process prints. cmd.exe puts
// backslashes before quotes.
func parseProcess(out []byte, slashes bool) (aws.Credentials, bool) {
	if slashes {
		out = bytes.ReplaceAll(out, []byte(`\"`), []byte(`"`))
	}
	var r processcreds.CredentialProcessResponse
	if json.Unmarshal(out, &r) != nil || r.Version != 1 || r.AccessKeyID == "" || r.SecretAccessKey == "" {
		return aws.Credentials{}, false
	}
	return aws.Credentials{AccessKeyID: r.AccessKeyID, SecretAccessKey: r.SecretAccessKey, SessionToken: r.SessionToken}, true
}

// processError sorts the errors of a credential_process; err is nil where it
// ended well and printed something else than credentials.
func processError(ctx context.Context, command, line string, err error) *Error {
	program := programOf(command)
	e := &Error{Kind: KindProcessAnswer, Op: "running the credential_process", Program: clean(filepath.Base(program), 100)}
	exit, exited := errors.AsType[*exec.ExitError](err)
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		e.Kind, e.Limit = KindProcessTimeout, processLimit
	case ctx.Err() != nil:
		e.Kind, e.Err = KindCanceled, context.Canceled
	case exited:
		e.Kind, e.Status, e.Detail = KindProcessFailed, exit.ExitCode(), clean(blank(line), 200)
		if _, err := exec.LookPath(program); err != nil && shellMisses(e.Status) {
			// What the shell then says may quote the whole line.
			e.Kind, e.Detail = KindProcessMissing, ""
		}
	case err != nil:
		// Not even a shell.
		e.Kind = KindProcessMissing
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

// firstLine is the first that is not empty.
func firstLine(b []byte) string {
	for l := range strings.Lines(string(b)) {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}
