//go:build linux

package tests

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/demo"
	"halfday/text"
)

// longest is how long a story waits for what must happen. What it promises to
// a person is far less; a busy machine gets its time here.
const longest = 45 * time.Second

// login is where a story with the built program takes place: a private session
// bus with the panel, the notification service, the dialog program and the
// browser played by the test, AWS played by package demo, and a home of its
// own. Nothing of the person's own is in reach.
type login struct {
	t       *testing.T
	dir     string // everything lies in it; its name has a blank
	program string
	words   text.Words
	env     []string
	aws     *demo.Server
	codes   int

	bus     *exec.Cmd
	address string // of the bus; it stays the same when the bus starts anew
	conn    *dbus.Conn

	panel *panel
	notes *noteService
	props *props
}

// set is what a login can differ in.
type set struct {
	roles   []demo.Role // nil: those of the demo
	fault   func(demo.Entry) demo.Fault
	noPanel bool
	noNotes bool
	hang    bool // the notification service takes calls and answers none
	news    bool // what is said once in a life has not been said
}

func newLogin(t *testing.T, o set) *login {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
			t.Fatal("no dbus-daemon")
		}
		t.Skip("no dbus-daemon: the stories on a bus are not told")
	}
	built := binary(t)
	// Not t.TempDir: sockets want short names.
	root, err := os.MkdirTemp("", "hd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	s := &login{t: t, dir: filepath.Join(root, "a b"), words: text.English()}
	for _, dir := range []string{"home", "bin", "run", "tmp", "our program"} {
		s.must(os.MkdirAll(s.path(dir), 0o700))
	}
	s.program = s.path("our program/halfday")
	s.must(os.Link(built, s.program))
	self, err := os.Executable()
	s.must(err)
	for _, name := range []string{"zenity", "xdg-open"} {
		s.must(os.Symlink(self, s.path("bin", name)))
	}
	display, err := net.Listen("unix", s.path("run/display"))
	s.must(err)
	t.Cleanup(func() { display.Close() })

	s.aws, err = demo.Start(demo.Options{Roles: o.roles, Fault: o.fault})
	s.must(err)
	t.Cleanup(func() { s.aws.Close() })
	config, credentials, err := demo.WriteFiles(s.path("aws"), s.aws)
	s.must(err)

	s.address = "unix:path=" + filepath.Join(root, "bus")
	s.must(os.WriteFile(s.path("bus.conf"), []byte(`<busconfig><type>session</type><listen>`+s.address+`</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600))
	s.props = newProps(s)
	s.env = []string{
		"HOME=" + s.path("home"), "XDG_RUNTIME_DIR=" + s.path("run"), "TMPDIR=" + s.path("tmp"),
		"XDG_CONFIG_HOME=" + s.path("home/.config"), "XDG_STATE_HOME=" + s.path("home/.local/state"),
		"XDG_DATA_HOME=" + s.path("home/.local/share"), "XDG_DATA_DIRS=" + s.path("share"), "XDG_CACHE_HOME=" + s.path("home/.cache"),
		"PATH=" + s.path("bin"), "LANG=C.UTF-8", "WAYLAND_DISPLAY=" + s.path("run/display"),
		"DBUS_SESSION_BUS_ADDRESS=" + s.address, propsVar + "=" + s.props.address,
		"AWS_CONFIG_FILE=" + config, "AWS_SHARED_CREDENTIALS_FILE=" + credentials,
		"AWS_ENDPOINT_URL_STS=" + s.aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT=" + s.aws.SigninEndpoint(),
		"GORACE=atexit_sleep_ms=0", // else each stand-in ends a second later where the tests are built with -race
	}
	if !o.news {
		s.write(s.stateFile("said-two-consoles"), "")
	}
	s.startBus()
	s.panel, s.notes = newPanel(s), newNoteService(s, o.hang)
	s.join(o)
	return s
}

func (s *login) path(parts ...string) string {
	return filepath.Join(append([]string{s.dir}, parts...)...)
}

func (s *login) stateFile(name string) string {
	return s.path("home/.local/state/halfday", name)
}

func (s *login) settingsFile() string { return s.path("home/.config/halfday/settings.toml") }

func (s *login) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// write puts a file in its place at once, as editors do.
func (s *login) write(path, content string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(path), 0o700))
	s.must(os.WriteFile(path+".new", []byte(content), 0o600))
	s.must(os.Rename(path+".new", path))
}

func (s *login) read(path string) string {
	s.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.t.Fatal(err)
	}
	return string(data)
}

func (s *login) startBus() {
	s.t.Helper()
	bus := exec.Command("dbus-daemon", "--config-file="+s.path("bus.conf"), "--nofork", "--nopidfile", "--print-address=1")
	out, err := bus.StdoutPipe()
	s.must(err)
	s.must(bus.Start())
	s.t.Cleanup(func() { bus.Process.Kill(); bus.Wait() })
	_, err = bufio.NewReader(out).ReadString('\n')
	s.must(err)
	s.bus = bus
}

// endBus takes the session bus away, with all that was connected to it.
func (s *login) endBus() {
	s.t.Helper()
	s.must(s.bus.Process.Kill())
	s.bus.Wait()
	s.conn.Close()
}

// join brings panel and notification service to the bus.
func (s *login) join(o set) {
	s.t.Helper()
	var err error
	s.conn, err = dbus.Connect(s.address)
	s.must(err)
	conn := s.conn
	s.t.Cleanup(func() { conn.Close() })
	s.panel.export()
	s.notes.export()
	if !o.noPanel {
		s.panel.start()
	}
	if !o.noNotes {
		s.notes.start()
	}
}

// await waits until ok holds, and tells what did not come.
func (s *login) await(what string, ok func() bool) {
	s.t.Helper()
	ctx, stop := context.WithTimeout(s.t.Context(), longest)
	defer stop()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			s.t.Fatalf("waited %v for %s\ndialogs: %q\nnotifications: %+v\nprocesses: %v\nlog:\n%s",
				longest, what, s.props.texts(), s.notes.open(), s.processes(), s.read(s.stateFile("halfday.log")))
		}
	}
}

// code is an MFA code that was not used before.
func (s *login) code() string {
	s.codes++
	return fmt.Sprintf("%06d", 730_000+s.codes)
}

// asked counts the requests that AWS got for an action.
func (s *login) asked(action string) int {
	n := 0
	for _, e := range s.aws.Requests() {
		if e.Action == action {
			n++
		}
	}
	return n
}

// processes lists those of the story's program that run, but zombies.
func (s *login) processes() map[string]string {
	found := make(map[string]string)
	all, err := filepath.Glob("/proc/[0-9]*/cmdline")
	s.must(err)
	for _, name := range all {
		line, _ := os.ReadFile(name)
		for _, program := range []string{s.program, s.path("bin")} {
			if bytes.HasPrefix(line, []byte(program)) {
				found[filepath.Base(filepath.Dir(name))] = strings.ReplaceAll(string(line), "\x00", " ")
			}
		}
	}
	return found
}

// awaitNoProcess waits until nothing that the story started is left.
func (s *login) awaitNoProcess() {
	s.t.Helper()
	s.await("the end of every process", func() bool { return len(s.processes()) == 0 })
}

func (s *login) command(args ...string) *exec.Cmd {
	cmd := exec.Command(s.program, args...)
	cmd.Env = s.env
	return cmd
}

// run runs the program to its end and gives all that it printed.
func (s *login) run(in string, args ...string) (out string, code int) {
	s.t.Helper()
	cmd := s.command(args...)
	cmd.Stdin = strings.NewReader(in)
	data, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return string(data), cmd.ProcessState.ExitCode()
}
