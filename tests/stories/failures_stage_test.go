//go:build linux

package stories

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// scene is a person's computer for one story: a home with AWS files, a display,
// a dialog program whose answers the story gives, a browser that it sees being
// opened, and a stand-in for AWS.
type scene struct {
	*testing.T
	dir, home, bin string
	env            map[string]string
	aws            *demo.Server
	dialogs        *pipe // what the dialog program was asked, as shown on its command line
	answers        *pipe
	opened         *pipe           // addresses that the browser was to open
	transport      *http.Transport // of the browser

	mu     sync.Mutex
	faults []fault
}

// fault makes the stand-in misbehave.
type fault struct {
	action string // of demo.Entry, "connect", or "" for any
	times  int    // 0: always
	fakeaws.Fault
}

// newStage makes a stage. The options are those of the stand-in.
func newStage(t *testing.T, o demo.Options) *scene {
	t.Helper()
	// A socket's path has to be short, which t.TempDir's are not.
	dir, err := os.MkdirTemp("", "hd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &scene{T: t, dir: dir, home: filepath.Join(dir, "home"), bin: filepath.Join(dir, "bin"), transport: &http.Transport{DisableKeepAlives: true}}
	for _, d := range []string{s.home, s.bin, filepath.Join(dir, "run")} {
		s.must(os.Mkdir(d, 0o700))
	}
	s.aws = fakeaws.Start(t, fakeaws.Options{Options: o, Fault: s.fault})
	if _, _, err := demo.WriteFiles(s.path(".aws"), s.aws); err != nil {
		t.Fatal(err)
	}
	s.env = map[string]string{
		"HOME": s.home, "PATH": s.bin, "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": filepath.Join(dir, "run"),
		"AWS_ENDPOINT_URL_STS": s.aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT": s.aws.SigninEndpoint(),
		"WAYLAND_DISPLAY": filepath.Join(dir, "display"),
		// Nothing of this machine may answer in the place of the stage.
		"DBUS_SESSION_BUS_ADDRESS": "unix:path=" + filepath.Join(dir, "no-bus"), "DISPLAY": "",
		"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=" + filepath.Join(dir, "no-bus"),
	}
	display, err := net.Listen("unix", s.env["WAYLAND_DISPLAY"])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { display.Close() })
	s.dialogs, s.answers, s.opened = s.pipe("dialogs"), s.pipe("answers"), s.pipe("opened")
	s.installDialogs()
	s.installBrowser()
	s.must(os.Symlink("/bin/sh", filepath.Join(s.bin, "sh")))
	return s
}

func (s *scene) path(rel string) string { return filepath.Join(s.home, rel) }

func (s *scene) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// program puts a shell script into PATH. It has the shell's own commands only.
func (s *scene) program(name, script string) {
	s.Helper()
	// Renamed into place, since a script that is open for writing by a process
	// that was forked at this moment cannot be run.
	path := filepath.Join(s.bin, name)
	s.must(os.WriteFile(path+".new", []byte("#!/bin/sh\n"+script+"\n"), 0o700))
	s.must(os.Rename(path+".new", path))
}

// installDialogs makes a zenity that says what it was asked to show and ends
// as the story answers. A line holds the id of the process and the arguments,
// with the control characters that separate them.
func (s *scene) installDialogs() {
	s.program("zenity", `
d=${0%/*}/..
nl='
'
line=$$
for a; do
	while case $a in *"$nl"*) ;; *) false ;; esac; do a=${a%%"$nl"*}`+"\x02"+`${a#*"$nl"}; done
	line="$line`+"\x01"+`$a"
done
printf '%s\n' "$line" >"$d/dialogs"
IFS=' ' read -r status answer <"$d/answers"
[ -z "$answer" ] || printf '%s\n' "$answer"
exit "$status"`)
}

// installBrowser makes an xdg-open that says what it was to open.
func (s *scene) installBrowser() { s.program("xdg-open", `printf '%s\n' "$1" >"${0%/*}/../opened"`) }

// config replaces text in ~/.aws/config.
func (s *scene) config(old, new string) { s.edit(".aws/config", old, new) }

func (s *scene) edit(file, old, new string) {
	s.Helper()
	b, err := os.ReadFile(s.path(file))
	s.must(err)
	if !bytes.Contains(b, []byte(old)) {
		s.Fatalf("%s has no %q", file, old)
	}
	s.must(os.WriteFile(s.path(file), bytes.Replace(b, []byte(old), []byte(new), 1), 0o600))
}

// misbehave sets the faults of the stand-in; none makes it well again.
func (s *scene) misbehave(faults ...fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = slices.Clone(faults)
}

func (s *scene) fault(e demo.Entry) fakeaws.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		f := &s.faults[i]
		if f.action != "" && f.action != e.Action && f.action != e.Service || f.action == "" && e.Service == fakeaws.ServiceConnect {
			continue
		}
		if f.times > 0 {
			if f.times--; f.times == 0 {
				defer func() { s.faults = slices.Delete(s.faults, i, i+1) }()
			}
		}
		return f.Fault
	}
	return fakeaws.Fault{}
}

// asked counts requests of a kind at the stand-in.
func (s *scene) asked(action string) []demo.Entry {
	var all []demo.Entry
	for _, e := range s.aws.Requests() {
		if e.Action == action {
			all = append(all, e)
		}
	}
	return all
}

// checkCodes: a code that AWS may have seen is never sent again.
func (s *scene) checkCodes() {
	s.Helper()
	seen := map[string]bool{}
	for _, e := range s.asked(demo.ActionAssumeRole) {
		code := string(e.TokenCode)
		if code != "" && seen[code] {
			s.Errorf("the code %s was sent twice", code)
		}
		seen[code] = true
	}
}

// environ is the environment of the program.
func (s *scene) environ() []string {
	var all []string
	for name, value := range s.env {
		all = append(all, name+"="+value)
	}
	return all
}

// pipe gives the lines that programs write to a FIFO, as they come.
type pipe struct {
	file  *os.File
	lines chan string
}

func (s *scene) pipe(name string) *pipe {
	s.Helper()
	path := filepath.Join(s.dir, name)
	s.must(syscall.Mkfifo(path, 0o600))
	// Open for both, so that neither side ever waits for the other to open it.
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	s.must(err)
	p := &pipe{file: f, lines: make(chan string, 100)}
	if name == "answers" {
		s.Cleanup(func() { f.Close() })
		return p
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for in := bufio.NewScanner(f); in.Scan(); {
			p.lines <- in.Text()
		}
	}()
	s.Cleanup(func() { f.Close(); <-done })
	return p
}

// dialog is one that is on the screen.
type dialog struct {
	kind        string // entry, error, info, question, list
	title, text string // as a person reads them
	pid         int
	at          time.Time
}

func (d dialog) String() string { return fmt.Sprintf("%s %q: %q", d.kind, d.title, d.text) }

// parseDialog reads a line of the dialog program. It undoes zenity's escapes,
// independently of the code that makes them.
func parseDialog(line string) dialog {
	args := strings.Split(strings.ReplaceAll(line, "\x02", "\n"), "\x01")
	d := dialog{at: time.Now()}
	fmt.Sscan(args[0], &d.pid)
	for i, a := range args[1:] {
		switch {
		case i == 0:
			d.kind = strings.TrimPrefix(a, "--")
		case args[i] == "--title":
			d.title = a
		case args[i] == "--text":
			d.text = a
		}
	}
	unescape := strings.NewReplacer(`\\`, `\`, `\n`, "\n")
	if d.kind == "entry" {
		d.text = strings.NewReplacer(`\\`, `\`, "__", "_").Replace(d.text)
	} else {
		d.text = html.UnescapeString(unescape.Replace(d.text))
	}
	return d
}

// answer is what the dialog program ends with: its status, and what it prints.
type answer string

const (
	confirm answer = "0 " // OK, or yes
	dismiss answer = "1 " // Cancel, no, or the window closed
)

func typed(code string) answer { return answer("0 " + code) }

// answer answers the dialog that shows. Nobody closes a dialog in less time
// than it takes to appear, which is how such an end is told from a failure.
func (s *scene) answer(d dialog, a answer) {
	s.Helper()
	if a == dismiss {
		time.Sleep(time.Until(d.at.Add(350 * time.Millisecond)))
	}
	_, err := s.answers.file.WriteString(string(a) + "\n")
	s.must(err)
}

// awaitGone waits until a dialog was taken from the screen.
func (s *scene) awaitGone(d dialog) {
	s.Helper()
	s.await("a dialog to go away", func() bool { return !s.alive(d.pid) })
}

// alive tells whether a script of this stage still runs; its id may be another
// process's by now.
func (s *scene) alive(pid int) bool {
	command, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && bytes.Contains(command, []byte(s.bin))
}

// run is a sign-in process.
type run struct {
	*scene
	cmd    *exec.Cmd
	in     *os.File
	stderr bytes.Buffer
	stdout *os.File
	events []session.Event
	exit   chan int
}

// signIn starts a sign-in as the tray does.
func (s *scene) signIn(profile string) *run {
	s.Helper()
	return s.signInWith(profile, session.Request{})
}

func (s *scene) signInWith(profile string, request session.Request) *run {
	s.Helper()
	r := s.start("sign-in", "--events", "--", profile)
	line, err := json.Marshal(request)
	s.must(err)
	_, err = r.in.Write(append(line, '\n'))
	s.must(err)
	return r
}

// start runs the program with a pipe as its standard input.
func (s *scene) start(args ...string) *run {
	s.Helper()
	r := &run{scene: s, exit: make(chan int, 1)}
	childIn, in, err := os.Pipe()
	s.must(err)
	out, childOut, err := os.Pipe()
	s.must(err)
	r.in, r.stdout = in, out
	r.cmd = exec.Command(stage.Binary(s.T), args...)
	r.cmd.Env, r.cmd.Dir = s.environ(), s.home
	r.cmd.Stdin, r.cmd.Stdout, r.cmd.Stderr = childIn, childOut, &r.stderr
	r.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	s.must(r.cmd.Start())
	childIn.Close()
	childOut.Close()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var e session.Event
			if json.Unmarshal(lines.Bytes(), &e) == nil && e.Kind != "" {
				r.events = append(r.events, e)
			}
		}
		r.cmd.Wait()
		r.exit <- r.cmd.ProcessState.ExitCode()
	}()
	s.Cleanup(func() {
		syscall.Kill(-r.cmd.Process.Pid, syscall.SIGKILL)
		in.Close()
		<-ended
		out.Close()
	})
	return r
}

// dialog waits for the next dialog.
func (r *run) dialog() dialog {
	r.Helper()
	select {
	case line := <-r.dialogs.lines:
		return parseDialog(line)
	case code := <-r.exit:
		r.exit <- code
		r.Fatalf("ended with %d in place of a dialog; standard error: %s", code, r.stderr.String())
	case <-time.After(stage.Longest):
		r.Fatalf("no dialog in %v; standard error: %s", stage.Longest, r.stderr.String())
	}
	return dialog{}
}

// end waits for the end of the process and gives its exit code.
func (r *run) end() int {
	r.Helper()
	select {
	case code := <-r.exit:
		return code
	case line := <-r.dialogs.lines:
		r.Fatalf("a dialog in place of the end: %v", parseDialog(line))
	case <-time.After(stage.Longest):
		r.Fatalf("did not end in %v", stage.Longest)
	}
	return -1
}

// lastEvent is the last word of a process that has ended.
func (r *run) lastEvent() session.Event {
	if len(r.events) == 0 {
		return session.Event{}
	}
	return r.events[len(r.events)-1]
}

// await waits for what no line tells.
func (s *scene) await(what string, done func() bool) {
	s.Helper()
	for late := time.Now().Add(stage.Longest); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(late) {
			s.Fatalf("waited %v for %s", stage.Longest, what)
		}
	}
}

// address waits for the browser to be opened.
func (s *scene) address() string {
	s.Helper()
	select {
	case address := <-s.opened.lines:
		return address
	case <-time.After(stage.Longest):
		s.Fatal("no browser was opened")
	}
	return ""
}

// visit opens an address as a browser does, and gives the title of the page.
func (s *scene) visit(address string) string {
	s.Helper()
	jar, err := cookiejar.New(nil)
	s.must(err)
	client := &http.Client{Jar: jar, Timeout: stage.Longest, Transport: s.transport}
	resp, err := client.Get(address)
	if err != nil {
		s.Fatalf("visiting the console: %v", err)
	}
	defer resp.Body.Close()
	var page bytes.Buffer
	page.ReadFrom(resp.Body)
	_, after, _ := strings.Cut(page.String(), "<title>")
	title, _, _ := strings.Cut(after, "</title>")
	return title
}
