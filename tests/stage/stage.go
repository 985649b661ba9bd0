//go:build linux

package stage

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
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/demo"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// Longest is how long a story waits for what must happen. What it promises to
// a person is far less; a busy machine gets its time here.
const Longest = 45 * time.Second

// Stage is where a story with the built program takes place: a private session
// bus with the panel, the notification service, the dialog program and the
// browser played by the test, AWS played by package demo, and a home of its
// own. Nothing of the person's own is in reach.
type Stage struct {
	T       *testing.T
	Dir     string // everything lies in it; its name has a blank
	Program string
	Words   text.Words
	Env     []string
	AWS     *fakeaws.Server
	Codes   int

	bus     *exec.Cmd
	Address string // of the bus; it stays the same when the bus starts anew
	conn    *dbus.Conn

	Panel *panel
	Notes *noteService
	Props *props
}

// Set is what a Stage can differ in.
type Set struct {
	Roles   []demo.Role     // nil: those of the demo
	AWS     fakeaws.Options // what else the stand-in for AWS does in another way
	Fault   func(fakeaws.Entry) fakeaws.Fault
	NoBus   bool // and neither panel nor notification service
	NoPanel bool
	NoNotes bool
	Hang    bool // the notification service takes calls and answers none
	News    bool // what is said once in a life has not been said
}

// Agreed is hosts.json of a person who lets any host answer in AWS's place, as
// the stand-in does.
const Agreed = `{"*": ["*"]}`

func New(t *testing.T, o Set) *Stage {
	t.Helper()
	if _, err := exec.LookPath("dbus-daemon"); err != nil && !o.NoBus {
		if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
			t.Fatal("no dbus-daemon")
		}
		t.Skip("no dbus-daemon: the stories on a bus are not told")
	}
	built := Binary(t)
	// Not t.TempDir: sockets want short names.
	root, err := os.MkdirTemp("", "hd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	s := &Stage{T: t, Dir: filepath.Join(root, "a b"), Words: text.English()}
	for _, dir := range []string{"home", "bin", "run", "tmp", "our program"} {
		s.Must(os.MkdirAll(s.Path(dir), 0o700))
	}
	s.Program = s.Path("our program/halfday")
	s.Must(os.Link(built, s.Program))
	s.StandIn("zenity")
	s.StandIn("xdg-open")
	display, err := net.Listen("unix", s.Path("run/display"))
	s.Must(err)
	t.Cleanup(func() { display.Close() })

	if o.Roles != nil {
		o.AWS.Roles = o.Roles
	}
	o.AWS.Fault = o.Fault
	s.AWS = fakeaws.Start(t, o.AWS)
	_, _, err = s.AWS.WriteFiles(s.Path("home/.aws"))
	s.Must(err)
	s.Must(os.Symlink("home/.aws", s.Path("aws")))

	s.Address = "unix:path=" + filepath.Join(root, "bus")
	s.Must(os.WriteFile(s.Path("bus.conf"), []byte(`<busconfig><type>session</type><listen>`+s.Address+`</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`), 0o600))
	s.Props = newProps(s)
	s.Env = []string{
		"HOME=" + s.Path("home"), "XDG_RUNTIME_DIR=" + s.Path("run"), "TMPDIR=" + s.Path("tmp"),
		"XDG_CONFIG_HOME=" + s.Path("home/.config"), "XDG_STATE_HOME=" + s.Path("home/.local/state"),
		"XDG_DATA_HOME=" + s.Path("home/.local/share"), "XDG_DATA_DIRS=" + s.Path("share"), "XDG_CACHE_HOME=" + s.Path("home/.cache"),
		"PATH=" + s.Path("bin"), "LANG=C.UTF-8", "WAYLAND_DISPLAY=" + s.Path("run/display"),
		"DBUS_SESSION_BUS_ADDRESS=" + s.Address, "DBUS_SYSTEM_BUS_ADDRESS=" + s.Address, propsVar + "=" + s.Props.address,
		"AWS_ENDPOINT_URL_SSO=" + s.AWS.PortalEndpoint(), "AWS_ENDPOINT_URL_SSO_OIDC=" + s.AWS.OIDCEndpoint(),
		"AWS_ENDPOINT_URL_STS=" + s.AWS.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT=" + s.AWS.SigninEndpoint(),
		"GORACE=atexit_sleep_ms=0", // else each stand-in ends a second later where the tests are built with -race
	}
	s.Write(s.StateFile("hosts.json"), Agreed)
	if !o.News {
		s.Write(s.StateFile("said-two-consoles"), "")
	}
	s.Panel, s.Notes = newPanel(s), newNoteService(s, o.Hang)
	if !o.NoBus {
		s.StartBus()
		s.Join(o)
	}
	return s
}

func (s *Stage) Path(parts ...string) string {
	return filepath.Join(append([]string{s.Dir}, parts...)...)
}

func (s *Stage) StateFile(name string) string {
	return s.Path("home/.local/state/halfday", name)
}

func (s *Stage) SettingsFile() string { return s.Path("home/.config/halfday/settings.toml") }

func (s *Stage) Must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// Write puts a file in its place at once, as editors do.
func (s *Stage) Write(path, content string) {
	s.T.Helper()
	s.Must(os.MkdirAll(filepath.Dir(path), 0o700))
	s.Must(os.WriteFile(path+".new", []byte(content), 0o600))
	s.Must(os.Rename(path+".new", path))
}

func (s *Stage) Read(path string) string {
	s.T.Helper()
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
		s.T.Fatal(err)
	}
	return string(data)
}

func (s *Stage) StartBus() {
	s.T.Helper()
	bus := exec.Command("dbus-daemon", "--config-file="+s.Path("bus.conf"), "--nofork", "--nopidfile", "--print-address=1")
	out, err := bus.StdoutPipe()
	s.Must(err)
	s.Must(bus.Start())
	s.T.Cleanup(func() { bus.Process.Kill(); bus.Wait() })
	_, err = bufio.NewReader(out).ReadString('\n')
	s.Must(err)
	s.bus = bus
}

// EndBus takes the session bus away, with all that was connected to it.
func (s *Stage) EndBus() {
	s.T.Helper()
	s.Must(s.bus.Process.Kill())
	s.bus.Wait()
	s.conn.Close()
}

// Signal says something to everybody on the bus, as the login manager does.
func (s *Stage) Signal(path dbus.ObjectPath, name string, values ...any) {
	s.T.Helper()
	_, err := s.conn.RequestName("org.freedesktop.login1", dbus.NameFlagDoNotQueue)
	s.Must(err)
	s.Must(s.conn.Emit(path, name, values...))
}

// Join brings panel and notification service to the bus.
func (s *Stage) Join(o Set) {
	s.T.Helper()
	var err error
	s.conn, err = dbus.Connect(s.Address)
	s.Must(err)
	conn := s.conn
	s.T.Cleanup(func() { conn.Close() })
	s.Panel.export()
	s.Notes.export()
	if !o.NoPanel {
		s.Panel.Start()
	}
	if !o.NoNotes {
		s.Notes.start()
	}
}

// Await waits until ok holds, and tells what did not come.
func (s *Stage) Await(what string, ok func() bool) {
	s.T.Helper()
	ctx, stop := context.WithTimeout(s.T.Context(), Longest)
	defer stop()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			s.T.Fatalf("waited %v for %s\ndialogs: %q\nnotifications: %+v\nprocesses: %v\nlog:\n%s",
				Longest, what, s.Props.Texts(), s.Notes.Open(), s.Processes(), s.Read(s.StateFile("halfday.log")))
		}
	}
}

// Code is an MFA code that was not used before.
func (s *Stage) Code() string {
	s.Codes++
	return fmt.Sprintf("%06d", 730_000+s.Codes)
}

// Asked counts the requests that AWS got for an action.
func (s *Stage) Asked(action string) int {
	n := 0
	for _, e := range s.AWS.Requests() {
		if e.Action == action {
			n++
		}
	}
	return n
}

// Processes lists those of the story's program that run, but zombies.
func (s *Stage) Processes() map[string]string {
	found := make(map[string]string)
	all, err := filepath.Glob("/proc/[0-9]*/cmdline")
	s.Must(err)
	for _, name := range all {
		line, _ := os.ReadFile(name)
		for _, program := range []string{s.Program, s.Path("bin")} {
			if bytes.HasPrefix(line, []byte(program)) {
				found[filepath.Base(filepath.Dir(name))] = strings.ReplaceAll(string(line), "\x00", " ")
			}
		}
	}
	return found
}

// AwaitNoProcess waits until nothing that the story started is left.
func (s *Stage) AwaitNoProcess() {
	s.T.Helper()
	s.Await("the end of every process", func() bool { return len(s.Processes()) == 0 })
}

func (s *Stage) command(args ...string) *exec.Cmd {
	cmd := exec.Command(s.Program, args...)
	cmd.Env = s.Env
	return cmd
}

// Run runs the program to its end and gives all that it printed.
func (s *Stage) Run(in string, args ...string) (out string, code int) {
	s.T.Helper()
	cmd := s.command(args...)
	cmd.Stdin = strings.NewReader(in)
	data, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		s.T.Fatal(err)
	}
	return string(data), cmd.ProcessState.ExitCode()
}
