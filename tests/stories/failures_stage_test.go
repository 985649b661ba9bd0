//go:build linux

package stories

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// scene is the stage without a desktop's bus, for a sign-in process alone: what
// it shows and opens comes in an order, and AWS misbehaves as told.
type scene struct {
	*testing.T
	*stage.Stage
	dir, home, bin string
	env            map[string]string
	aws            *fakeaws.Server
	transport      *http.Transport  // of the browser
	shown, opened  int              // dialogs and visits that the story has seen
	network        *fakeaws.Network // where the hosts have AWS's own names

	mu     sync.Mutex
	faults []fault
}

// fault makes the stand-in misbehave.
type fault struct {
	action string                   // of fakeaws.Entry, "connect", or "" for any
	times  int                      // 0: always
	when   func(fakeaws.Entry) bool // nil: for all
	fakeaws.Fault
}

// newStage makes a scene. The options are those of the stand-in.
func newStage(t *testing.T, o fakeaws.Options) *scene {
	t.Helper()
	s := &scene{T: t, transport: &http.Transport{DisableKeepAlives: true}, env: map[string]string{}}
	s.Stage = stage.New(t, stage.Set{AWS: o, Fault: s.fault, NoBus: true})
	s.dir, s.home, s.bin, s.aws = s.Dir, s.Path("home"), s.Path("bin"), s.AWS
	s.Props.Through(s.transport)
	for _, kv := range s.Env {
		name, value, _ := strings.Cut(kv, "=")
		s.env[name] = value
	}
	return s
}

// hostsFile remembers which hosts may answer in AWS's place.
const hostsFile = ".local/state/halfday/hosts.json"

func (s *scene) path(rel string) string { return filepath.Join(s.home, rel) }

func (s *scene) must(err error) { s.Helper(); s.Must(err) }

func (s *scene) program(name, script string) { s.Helper(); s.Script(name, script) }

func (s *scene) installDialogs() { s.StandIn("zenity") }

func (s *scene) installBrowser() { s.StandIn("xdg-open") }

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

func (s *scene) fault(e fakeaws.Entry) fakeaws.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		f := &s.faults[i]
		if f.action != "" && f.action != e.Action && f.action != e.Service || f.action == "" && e.Service == fakeaws.ServiceConnect {
			continue
		}
		if f.when != nil && !f.when(e) {
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
func (s *scene) asked(action string) []fakeaws.Entry {
	var all []fakeaws.Entry
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

// dialog is one that is on the screen.
type dialog struct {
	kind        string // entry, error, info, question, list
	title, text string // as a person reads them
	window      *stage.Window
}

func (d dialog) String() string { return fmt.Sprintf("%s %q: %q", d.kind, d.title, d.text) }

// readDialog undoes zenity's escapes, independently of the code that makes them.
func readDialog(w *stage.Window) dialog {
	d := dialog{window: w, kind: strings.TrimPrefix(w.Kind(), "--"), title: w.Option("--title"), text: w.Option("--text")}
	unescape := strings.NewReplacer(`\\`, `\`, `\n`, "\n")
	if d.kind == "entry" {
		d.text = strings.NewReplacer(`\\`, `\`, "__", "_").Replace(d.text)
	} else {
		d.text = html.UnescapeString(unescape.Replace(d.text))
	}
	return d
}

// answer is what a person types and confirms; or what they do.
type answer string

const (
	confirm answer = ""        // OK, or yes
	dismiss answer = "dismiss" // Cancel, no, or the window closed
)

func typed(code string) answer { return answer(code) }

func (s *scene) answer(d dialog, a answer) {
	s.Helper()
	if a == dismiss {
		d.window.Cancel()
		return
	}
	d.window.End(stage.Cue{Out: string(a)})
}

// awaitGone waits until a dialog was taken from the screen.
func (s *scene) awaitGone(d dialog) { s.Helper(); d.window.AwaitGone() }

// alive tells whether a script of this stage still runs; its id may be another
// process's by now.
func (s *scene) alive(pid int) bool {
	command, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && bytes.Contains(command, []byte(s.bin))
}

// run is a sign-in process.
type run struct {
	*scene
	cmd      *exec.Cmd
	in       *os.File
	stderr   bytes.Buffer
	stdout   *os.File
	events   []session.Event
	printed  string // on standard output, but for events
	exit     chan int
	signedIn atomic.Bool
	ending   bool // nothing but the end is waited for
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
				if e.Kind == session.EventSignedIn {
					r.signedIn.Store(true)
				}
			} else {
				r.printed += lines.Text() + "\n"
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

// next waits for what comes next: a dialog, or the end.
func (r *run) next() (d dialog, ended bool) {
	r.Helper()
	for late := time.After(stage.Longest); ; {
		if r.ending && r.signedIn.Load() {
			r.in.Close() // the tray is gone
		}
		if all := r.Props.All(); len(all) > r.shown {
			r.shown++
			return readDialog(all[r.shown-1]), false
		}
		select {
		case code := <-r.exit:
			r.exit <- code
			if len(r.Props.All()) == r.shown {
				return dialog{}, true
			}
		case <-time.After(10 * time.Millisecond):
		case <-late:
			r.Fatalf("neither a dialog nor the end in %v; standard error: %s", stage.Longest, r.stderr.String())
		}
	}
}

// dialog waits for the next dialog.
func (r *run) dialog() dialog {
	r.Helper()
	d, ended := r.next()
	if ended {
		r.Fatalf("ended with %d in place of a dialog; standard error: %s", r.end(), r.stderr.String())
	}
	return d
}

// end waits for the end of the process and gives its exit code. One that has
// signed in stays to watch the page; that ends when the tray does.
func (r *run) end() int {
	r.Helper()
	r.ending = true
	if d, ended := r.next(); !ended {
		r.Fatalf("a dialog in place of the end: %v", d)
	}
	return <-r.exit
}

// lastEvent is the last word of a process that has ended.
func (r *run) lastEvent() session.Event {
	if len(r.events) == 0 {
		return session.Event{}
	}
	return r.events[len(r.events)-1]
}

// await waits for what no dialog tells.
func (s *scene) await(what string, done func() bool) { s.Helper(); s.Await(what, done) }

// address waits for the browser to be opened, and to have its page.
func (s *scene) address() string {
	s.Helper()
	s.Await("the browser", func() bool { return len(s.Props.Visited()) > s.opened })
	s.opened++
	return s.Props.Visited()[s.opened-1].What
}

// visit is the title of the page that the browser got at an address.
func (s *scene) visit(address string) string {
	for _, v := range slices.Backward(s.Props.Visited()) {
		if v.What == address {
			return v.Title
		}
	}
	return ""
}
