//go:build linux

package stories

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"halfday/desktop"
	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// leakLogin is a login whose processes run under strace, whose stand-in for
// AWS misbehaves as told, and whose codes cannot occur by chance.
type leakLogin struct {
	*stage.Stage
	strace string
	traces []string
	seen   map[string]trace // traces that were read

	mu    sync.Mutex
	fault func(fakeaws.Entry) fakeaws.Fault
	codes []string
}

const keysProgram = "aws-keys" // the credential_process

func newLeakLogin(t *testing.T) *leakLogin {
	t.Helper()
	l := &leakLogin{strace: needStrace(t), seen: map[string]trace{}}
	l.Stage = stage.New(t, stage.Set{Roles: withCenter(), Fault: func(e fakeaws.Entry) fakeaws.Fault {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.fault == nil {
			return fakeaws.Fault{}
		}
		return l.fault(e)
	}})

	// Roles whose keys come from a program and from the environment.
	aws, config := l.AWS, l.Path("aws/config")
	key := aws.Keys()[0]
	program := fmt.Sprintf("#!/bin/sh\necho '{\"Version\":1,\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\"}'\n", string(key.AccessKeyID), string(key.SecretKey))
	l.Must(os.WriteFile(l.Path("bin", keysProgram), []byte(program), 0o700))
	l.Must(os.Symlink("/bin/sh", l.Path("bin/sh")))
	role := aws.Roles()[0]
	l.Write(config, l.Read(config)+fmt.Sprintf(`
[profile keys]
credential_process = %s
[profile by-program]
role_arn = %s
source_profile = keys
mfa_serial = %s
[profile by-environment]
role_arn = %s
credential_source = Environment
mfa_serial = %s
`, keysProgram, role.ARN, key.MFASerials[0], role.ARN, key.MFASerials[0]))
	l.Env = append(l.Env, "AWS_ACCESS_KEY_ID="+string(key.AccessKeyID), "AWS_SECRET_ACCESS_KEY="+string(key.SecretKey))
	return l
}

// misbehave sets how AWS answers; nil: well.
func (l *leakLogin) misbehave(f func(fakeaws.Entry) fakeaws.Fault) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fault = f
}

// on gives a fault to every request for an action.
func on(action string, f fakeaws.Fault) func(fakeaws.Entry) fakeaws.Fault {
	return func(e fakeaws.Entry) fakeaws.Fault {
		if e.Action == action {
			return f
		}
		return fakeaws.Fault{}
	}
}

// code is an MFA code that nobody can know.
func (l *leakLogin) code() string {
	for {
		n, err := rand.Int(rand.Reader, big.NewInt(800_000))
		l.Must(err)
		code := fmt.Sprint(100_000 + n.Int64())
		if !slices.Contains(l.codes, code) {
			l.codes = append(l.codes, code)
			return code
		}
	}
}

// secrets are all that must not leave: what AWS handed out or got, and the
// codes that never came to AWS.
func (l *leakLogin) secrets() []string { return append(l.AWS.Secrets(), l.codes...) }

// traced is the command that runs a program under strace.
func (l *leakLogin) traced(program string, args ...string) *exec.Cmd {
	file := filepath.Join(filepath.Dir(l.Dir), fmt.Sprintf("trace%d", len(l.traces)))
	l.traces = append(l.traces, file)
	cmd := traced(l.strace, file, program, args...)
	cmd.Env = l.Env
	return cmd
}

// openTray opens the tray under strace.
func (l *leakLogin) openTray() *stage.App {
	l.T.Helper()
	a := &stage.App{Stage: l.Stage, Cmd: l.traced(l.Program, "-v"), Ended: make(chan struct{})}
	a.Cmd.Stdout, a.Cmd.Stderr = &a.Stderr, &a.Stderr
	l.Must(a.Cmd.Start())
	go func() { a.Cmd.Wait(); close(a.Ended) }()
	l.T.Cleanup(func() { a.Cmd.Process.Kill(); <-a.Ended })
	a.AwaitIcon()
	return a
}

// terminal runs the program under strace as a person does in a terminal, and
// gives what it printed.
func (l *leakLogin) terminal(in string, args ...string) (stdout, stderr string) {
	l.T.Helper()
	cmd := l.traced(l.Program, args...)
	var out, err bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(in), &out, &err
	if e := cmd.Run(); cmd.ProcessState == nil {
		l.T.Fatal(e)
	}
	return out.String(), err.String()
}

// trace reads a trace of a program that has ended.
func (l *leakLogin) trace(file string) trace {
	l.T.Helper()
	tr, ok := l.seen[file]
	if !ok {
		tr = readTrace(l.T, file)
		l.seen[file] = tr
	}
	return tr
}

// leak is a secret in a place where it must not be.
type leak struct {
	where string
	needle
}

func (k leak) String() string { return fmt.Sprintf("%s, %s, in %s", k.secret, k.form, k.where) }

// leaks searches everything that left a process, and every file that is left.
func (l *leakLogin) leaks() []leak {
	l.T.Helper()
	all := needles(l.secrets())
	var found []leak
	for _, file := range l.traces {
		tr := l.trace(file)
		for _, s := range streams(l.T, tr, l.exempt, l.Env) {
			if n, ok := all.find(s.text); ok {
				found = append(found, leak{without(all, s.where), n})
			}
		}
	}
	err := filepath.WalkDir(l.Dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == l.Path("home/.aws"), path == l.Path("bin"), path == l.Path("our program"): // the person's own
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		data, err := os.ReadFile(path)
		if n, ok := all.find(path + "\n" + string(data)); ok {
			found = append(found, leak{without(all, "the file "+path), n})
		}
		return err
	})
	l.Must(err)
	return found
}

// without takes the secrets out of the name of a place.
func without(all *haystack, where string) string {
	for n, ok := all.find(where); ok; n, ok = all.find(where) {
		where = strings.ReplaceAll(where, n.text, "[secret]")
	}
	return where
}

// stream is what went one way, in one piece: a secret may be written in two.
type stream struct{ where, text string }

// streams joins what went the same way. What the person's own environment
// holds goes to the tray, to sign-ins and to the credential_process.
func streams(t *testing.T, tr trace, exempt func(deed) bool, environment []string) []stream {
	t.Helper()
	var order []string
	texts := map[string]*strings.Builder{}
	for _, d := range tr.deeds {
		if d.cut {
			t.Fatalf("strace did not show the whole of a %s of %s", d.call, d.program)
		}
		if len(d.data) == 0 || exempt(d) {
			continue
		}
		if d.call == "execve" && ownProgram(d) {
			d.data = slices.DeleteFunc(slices.Clone(d.data), func(s string) bool { return slices.Contains(environment, s) })
		}
		where := fmt.Sprintf("%s of %s %.60q (%d)", d.call, d.program, d.args[min(len(d.args), 1):], d.pid)
		separator := ""
		if d.target != "" {
			where = fmt.Sprintf("%s of %s %.60q (%d)", d.target, d.program, d.args[min(len(d.args), 1):], d.pid)
		} else {
			separator = "\n"
		}
		if texts[where] == nil {
			texts[where] = &strings.Builder{}
			order = append(order, where)
		}
		texts[where].WriteString(strings.Join(d.data, separator) + separator)
	}
	var all []stream
	for _, where := range order {
		all = append(all, stream{where, texts[where].String()})
	}
	return all
}

// dialogProgram is how the dialog program of Halfday calls itself.
const dialogProgram = "app.halfday.Halfday"

// exempt tells whether a secret may leave this way. The two ways that
// SECURITY.md names, what goes to AWS and to the browser, and what others than
// Halfday write.
func (l *leakLogin) exempt(d deed) bool {
	if d.program == keysProgram || len(d.args) > 1 && strings.HasSuffix(d.args[1], "/"+keysProgram) {
		return d.call == "write" // the credential_process prints keys
	}
	if d.program == dialogProgram {
		return d.call == "write" && isPipe(d) // the person's code
	}
	if d.program != "halfday" || len(d.data) == 0 {
		return false
	}
	signIn := len(d.args) > 1 && d.args[1] == "sign-in"
	text := d.data[0]
	switch {
	case d.call == "execve":
		return false
	case signIn && d.call == "write" && strings.HasSuffix(d.target, "->"+strings.TrimPrefix(l.AWS.SigninEndpoint(), "http://")+"]"),
		signIn && d.call == "write" && d.target == "" && (strings.HasPrefix(text, "POST /") || strings.HasPrefix(text, "Action=")):
		return true // to AWS
	case signIn && d.call == "write" && strings.Contains(d.target, "/home/.aws/sso/cache/"):
		return true // a token, to where the AWS CLI keeps it
	case signIn && d.call == "write" && isTCP(d) && strings.HasPrefix(text, "HTTP/1.1 302 "):
		return true // the one-shot redirect, to the browser
	case signIn && d.call == "write" && (d.target == "" || strings.HasPrefix(d.target, "UNIX")) && strictly[desktop.Message](text):
		return true // the code, to the tray's private socket
	case signIn && slices.Contains(d.args, "--events") && d.call == "write" && isPipe(d):
		return strictly[session.Event](text) // to the tray
	case signIn && slices.Contains(d.args, "--print-url") && d.call == "write" && strings.HasPrefix(d.line, "1<"):
		return true // to the person who asked for it
	case len(d.args) == 2 && d.args[1] == "-v" && d.call == "write" && isPipe(d):
		return strictly[session.Request](text) // from the tray to a sign-in process
	}
	return false
}

// ownProgram tells whether a program needs the person's whole environment.
func ownProgram(d deed) bool {
	return d.program == "sh" || d.program == keysProgram ||
		d.program == "halfday" && (len(d.args) < 2 || d.args[1] == "sign-in" || d.args[1] == "-v")
}

// Who may not look at the files of another process does not see what a number
// stands for.
func isPipe(d deed) bool { return d.target == "" || strings.HasPrefix(d.target, "pipe:") }
func isTCP(d deed) bool  { return d.target == "" || strings.HasPrefix(d.target, "TCP:") }

// strictly tells whether a text is a T in JSON with nothing beside it.
func strictly[T any](text string) bool {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(new(T)) == nil && !d.More()
}
