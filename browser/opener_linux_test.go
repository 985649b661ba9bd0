package browser

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func startOpener(t testing.TB) *Opener {
	t.Helper()
	o, err := StartOpener(os.Args[0], []string{"serve-open"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.Close)
	return o
}

func TestOpen(t *testing.T) {
	t.Setenv("AWS_SESSION_TOKEN", "secret")
	t.Setenv("HALFDAY_X", "x")
	file := filepath.Join(t.TempDir(), "100% a#b.log")
	for in, want := range map[string]string{
		"http://127.0.0.1:4242/nonce":              "http://127.0.0.1:4242/nonce",
		"https://console.aws.amazon.com/?region=x": "https://console.aws.amazon.com/?region=x",
		"file:" + file:                             file,
	} {
		dir := fakeProgram(t, "xdg-open", `printf %s "$1" >"${0%/*}/arg"; env >"${0%/*}/env"; echo noise; echo noise >&2`)
		if err := startOpener(t).Open(nil, in, ""); err != nil {
			t.Errorf("Open(%q) = %v", in, err)
		}
		if got := string(must(os.ReadFile(filepath.Join(dir, "arg")))); got != want {
			t.Errorf("opened %q, want %q", got, want)
		}
		if env := must(os.ReadFile(filepath.Join(dir, "env"))); bytes.Contains(env, []byte("AWS_")) || bytes.Contains(env, []byte("HALFDAY_")) {
			t.Errorf("the browser got variables that it need not know:\n%s", env)
		}
	}
}

func TestOpenWith(t *testing.T) {
	t.Setenv("AWS_SESSION_TOKEN", "secret")
	dir := fakeProgram(t, "my browser", `printf '%s\0' "$@" >"${0%/*}/args"; env >"${0%/*}/env"; echo noise`)
	fakeProgram(t, "xdg-open", `touch "${0%/*}/opened"`)
	const address = "http://127.0.0.1:4242/non-ce_"
	for _, c := range []struct{ command, want []string }{
		{[]string{"{url}"}, []string{address}},
		{[]string{"--profile-directory=Profile 1", "{url}"}, []string{"--profile-directory=Profile 1", address}},
		{[]string{"ext+container:name=R%26D&url={url}", "", "{url}", `"$HOME" <&>`}, []string{"ext+container:name=R%26D&url=" + address, "", address, `"$HOME" <&>`}},
	} {
		if err := startOpener(t).Open(append([]string{filepath.Join(dir, "my browser")}, c.command...), address, ""); err != nil {
			t.Fatalf("Open(%q) = %v", c.command, err)
		}
		args := strings.Split(string(must(os.ReadFile(filepath.Join(dir, "args")))), "\x00")
		if got := args[:len(args)-1]; !slices.Equal(got, c.want) {
			t.Errorf("arguments %q, want %q", got, c.want)
		}
		if env := must(os.ReadFile(filepath.Join(dir, "env"))); bytes.Contains(env, []byte("AWS_")) {
			t.Errorf("the browser got variables that it need not know:\n%s", env)
		}
	}
	for _, c := range []struct {
		command []string
		kind    string
	}{
		{[]string{"no-such-browser", "{url}"}, "browser_missing"},
		{[]string{filepath.Join(dir, "gone"), "{url}"}, "browser_missing"},
		{[]string{"/bin/false", "{url}"}, "browser_failed"},
		{[]string{"/bin/true"}, "browser_failed"},
		{[]string{"/bin/true", "{url}", strings.Repeat("x", openLine)}, "browser_failed"},
	} {
		if err := startOpener(t).Open(c.command, address, ""); Kind(err) != c.kind {
			t.Errorf("Open(%.60q) = %v, want %s", c.command, err, c.kind)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "opened")); err == nil {
		t.Error("the default browser was started instead")
	}
}

// The token of a click goes to the browser, which comes to the front with it.
func TestOpenWithAToken(t *testing.T) {
	t.Setenv("DESKTOP_STARTUP_ID", "of Halfday's own start")
	dir := fakeProgram(t, "xdg-open", `printf '%s %s %s' "$1" "$XDG_ACTIVATION_TOKEN" "$DESKTOP_STARTUP_ID" >"${0%/*}/got"`)
	const address = "http://127.0.0.1:4242/nonce"
	for _, command := range [][]string{nil, {filepath.Join(dir, "xdg-open"), "{url}"}} {
		if err := startOpener(t).Open(command, address, "token_TIME1"); err != nil {
			t.Fatal(err)
		}
		if got := string(must(os.ReadFile(filepath.Join(dir, "got")))); got != address+" token_TIME1 token_TIME1" {
			t.Errorf("with %q: %q", command, got)
		}
	}
}

func TestOpenProblems(t *testing.T) {
	t.Run("no opener", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if err := startOpener(t).Open(nil, "http://127.0.0.1:1/x", ""); Kind(err) != "browser_missing" {
			t.Errorf("Open = %v, want that the browser is missing", err)
		}
	})
	t.Run("opener fails", func(t *testing.T) {
		fakeProgram(t, "xdg-open", "exit 3")
		err := startOpener(t).Open(nil, "http://127.0.0.1:1/x", "")
		if Kind(err) != "browser_failed" || !strings.Contains(err.Error(), "exit status 3") {
			t.Errorf("Open = %v, want that the browser failed with 3", err)
		}
	})
	t.Run("our program is gone", func(t *testing.T) {
		if _, err := StartOpener(filepath.Join(t.TempDir(), "halfday"), nil); Kind(err) != "browser_failed" {
			t.Errorf("StartOpener = %v", err)
		}
	})
	t.Run("our program is another", func(t *testing.T) {
		o := must(StartOpener("/bin/true", nil))
		defer o.Close()
		if err := o.Open(nil, "http://127.0.0.1:1/x", ""); Kind(err) != "browser_failed" {
			t.Errorf("Open = %v", err)
		}
	})
	t.Run("twice", func(t *testing.T) {
		fakeProgram(t, "xdg-open", "")
		o := startOpener(t)
		if err := o.Open(nil, "http://127.0.0.1:1/x", ""); err != nil {
			t.Fatal(err)
		}
		if err := o.Open(nil, "http://127.0.0.1:1/x", ""); Kind(err) != "browser_failed" {
			t.Errorf("second Open = %v", err)
		}
	})
}

func TestServeOpenRefuses(t *testing.T) {
	dir := fakeProgram(t, "xdg-open", `touch "${0%/*}/opened"`)
	for _, line := range []string{
		"\n", "x\n", "--help\n", "file:\n", "file:a\n", "file:../a\n", "file:/a\x00b\n", "/etc/passwd\n", "file:///etc/passwd\n\n"[:5] + "\n",
		"http://localhost:1/x\n", "http://[::1]:1/x\n", "http://example.com/\n", "http://127.0.0.2/\n", "javascript:1\n",
		"https://x.com/?a=https%3A%2F%2Fx%2F%3FSigninToken%3Dx\n", "https://x.com/#signintoken=x\n", "https://x.com/?%53igninToken=x\n",
		"https://user@example.com/\n", "https://example.com/ x\n", secretTarget + "\n",
		`{"address":"http://127.0.0.1:1/x"}` + "\n", `{"address":"http://127.0.0.1:1/x","command":["xdg-open"]}` + "\n",
		`{"address":"http://127.0.0.1:1/x","command":["{url}"]}` + "\n", `{"address":"http://127.0.0.1:1/x","command":["","{url}"]}` + "\n",
		`{"address":"file:/etc/passwd","command":["xdg-open","{url}"]}` + "\n", `{"address":"http://127.0.0.1:1/x","command":["xdg-open","\u0000{url}"]}` + "\n",
		`{"address":"` + secretTarget + `","command":["xdg-open","{url}"]}` + "\n", "{\n", `{"command":["xdg-open","{url}"]}` + "\n",
		"http://127.0.0.1:1/cut-off", "http://127.0.0.1:1/" + strings.Repeat("x", openLine) + "\n",
	} {
		var out bytes.Buffer
		if err := ServeOpen(strings.NewReader(line), &out); Kind(err) != "browser_failed" || Kind(parseReport(out.String())) != "browser_failed" {
			t.Errorf("ServeOpen(%.60q) = %v, %q", line, err, out.String())
		}
		if strings.Contains(out.String(), "SECRET") {
			t.Errorf("ServeOpen(%.60q) answers %q", line, out.String())
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "opened")); err == nil {
		t.Error("something was opened")
	}
	var out bytes.Buffer
	if err := ServeOpen(strings.NewReader(""), &out); err != nil || out.Len() > 0 {
		t.Errorf("without a line: %v, %q, want nothing", err, out.String())
	}
}

func FuzzOpenLine(f *testing.F) {
	f.Add("http://127.0.0.1:4242/nonce")
	f.Add("https://console.aws.amazon.com/?region=x")
	f.Add("file:/home/x/.aws/config")
	f.Add(secretTarget)
	f.Add("https://SigninToken=0")
	f.Add("https://us-east-1.signin.aws.amazon.com/oauth?Action=logout&redirect_uri=https%3A%2F%2Fx%2F%3FSigninToken%3Dx")
	f.Add("http://127.0.0.1@evil/")
	f.Add(`{"address":"http://127.0.0.1:4242/nonce","command":["firefox","-P","Work","{url}"]}`)
	f.Add(`{"address":"file:/etc/passwd","command":["cat","{url}"]}`)
	f.Add(`{"address":"https://x/","command":["{url}"]}`)
	f.Add(`{"address":"http://127.0.0.1:4242/nonce","command":null,"token":"t"}`)
	f.Fuzz(func(t *testing.T, line string) {
		request, err := parseOpenRequest(line)
		if err != nil {
			return
		}
		open, err := request.opener()
		if (open == nil) == (err == nil) {
			t.Fatalf("%q: %v", line, err)
		}
		if err != nil {
			return
		}
		if again, err := request.line(); err == nil && strings.TrimRight(line, "\r\n") == line {
			if same, err := parseOpenRequest(string(again)); err != nil || same.Address != request.Address || !slices.Equal(same.Command, request.Command) {
				t.Fatalf("%q became %q: %+v, %v", line, again, same, err)
			}
		}
		line = request.Address
		ok := strings.HasPrefix(line, "file:/") || strings.HasPrefix(strings.ToLower(line), "https://") ||
			strings.HasPrefix(strings.ToLower(line), "http://127.0.0.1")
		if !ok || strings.Contains(line, "\x00") || strings.Contains(line, "SigninToken=") && !strings.HasPrefix(line, "file:") {
			t.Fatalf("%q is taken", line)
		}
	})
}

func FuzzParseReport(f *testing.F) {
	for _, s := range []string{"ok\n", "browser_missing no opener\n", "browser_failed exit status 3\n", "", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if err := parseReport(s); err != nil && Kind(err) == "" {
			t.Fatalf("parseReport(%q) = %v without a kind", s, err)
		}
	})
}

// An opener that gets no address ends with its parent's pipe.
func TestOpenerWithoutAddressEnds(t *testing.T) {
	cmd := exec.Command(os.Args[0], "serve-open")
	in := must(cmd.StdinPipe())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("the opener ended with %v", err)
	}
}

// The browser stays in the foreground and writes after halfday was killed
// with its whole process group, before or after the opener reported.
func TestBrowserOutlivesHalfday(t *testing.T) {
	dir := fakeProgram(t, "xdg-open", `d="${0%/*}"; trap 'echo pipe >"$d/died"' PIPE
echo $$ >"$d/pid.new"; mv "$d/pid.new" "$d/pid"
while [ ! -e "$d/go" ]; do sleep 0.02; done
echo out || exit 1; echo err >&2 || exit 1
sleep 0.1
echo "$1" >"$d/alive.new"; mv "$d/alive.new" "$d/alive"`)
	for _, when := range []string{"before the report", "after the report"} {
		t.Run(when, func(t *testing.T) {
			for _, name := range []string{"pid", "go", "alive", "died"} {
				os.Remove(filepath.Join(dir, name))
			}
			cmd := exec.Command(os.Args[0], "open-and-wait", "http://127.0.0.1:1/nonce")
			out := must(cmd.StdoutPipe())
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			browser := waitForNumber(filepath.Join(dir, "pid"))
			if when == "after the report" {
				// It is told while the browser still runs: nothing lets that end.
				if line, err := io.ReadAll(io.LimitReader(out, 5)); string(line) != "told\n" {
					t.Errorf("told %q, %v", line, err)
				}
			}
			syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			cmd.Wait()
			if browser == 0 || syscall.Kill(browser, 0) != nil {
				t.Fatalf("the browser (%d) died with halfday", browser)
			}
			if err := os.WriteFile(filepath.Join(dir, "go"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
				if got, err := os.ReadFile(filepath.Join(dir, "alive")); err == nil {
					if string(got) != "http://127.0.0.1:1/nonce\n" {
						t.Errorf("the browser opened %q", got)
					}
					break
				}
				if time.Now().After(deadline) {
					t.Fatal("the browser did not get past its writes")
				}
			}
			if _, err := os.Stat(filepath.Join(dir, "died")); err == nil {
				t.Error("the browser had a broken stdout")
			}
		})
	}
}

func TestReportKeepsTheError(t *testing.T) {
	for _, err := range []error{nil, &openError{browserMissing, "no opener"}, &openError{browserFailed, "two\nlines"}} {
		var out bytes.Buffer
		if got := report(&out, err); !errors.Is(got, err) {
			t.Errorf("report = %v, want %v", got, err)
		}
		if got := parseReport(out.String()); Kind(got) != Kind(err) || strings.Count(out.String(), "\n") != 1 {
			t.Errorf("%q comes back as %v", out.String(), got)
		}
	}
	if err := parseReport("started\n"); err != nil {
		t.Errorf("an older opener's answer is %v", err)
	}
}

// BenchmarkOpen is from the address being known to the opener program being
// executed, which then has to say so.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	fifo := filepath.Join(dir, "ran")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		b.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho ran >%s\n", fifo)
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(script), 0o700); err != nil {
		b.Fatal(err)
	}
	b.Setenv("PATH", dir+":/usr/bin:/bin")
	ran := must(os.OpenFile(fifo, os.O_RDWR, 0))
	defer ran.Close()
	var took []time.Duration
	for b.Loop() {
		b.StopTimer()
		o := must(StartOpener(os.Args[0], []string{"serve-open"}))
		time.Sleep(100 * time.Millisecond) // the code is being typed
		b.StartTimer()
		start := time.Now()
		done := make(chan error, 1)
		go func() { done <- o.Open(nil, "http://127.0.0.1:1/nonce", "") }()
		if _, err := io.ReadFull(ran, make([]byte, 4)); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		b.StopTimer()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		o.Close()
		b.StartTimer()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
}
