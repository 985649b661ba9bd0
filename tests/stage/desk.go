//go:build linux

package stage

import (
	"bufio"
	"context"
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// Desk is a whole desktop of its own: X server, session bus, window manager,
// panel with a tray, notification daemon, and a browser to be opened. It
// starts from nothing each time: what an earlier run left would make a later
// one look right.
type Desk struct {
	T    *testing.T
	Home string
	Env  []string
	Out  string // where screenshots go
	Bus  string
}

//go:embed testdata
var deskFiles embed.FS

const screen = "1280x800x24"

// StartDesk starts Xfce's panel and notification daemon.
func StartDesk(t *testing.T) *Desk {
	t.Helper()
	d := NewDesk(t, filepath.Join(Root(t), "out/desktop"), "GDK_BACKEND=x11")
	d.Start("openbox")
	d.StartXfce()
	return d
}

// StartXfce starts what Xfce shows trays and notifications with.
func (d *Desk) StartXfce() {
	d.T.Helper()
	d.Start("xfce4-panel", "--disable-wm-check")
	d.StartNotifications()
	d.Await("a tray host", func() bool { return d.Owned("org.kde.StatusNotifierWatcher") })
}

// StartNotifications starts what shows notifications alone.
func (d *Desk) StartNotifications() {
	d.T.Helper()
	notifyd, _ := filepath.Glob("/usr/lib/*/xfce4/notifyd/xfce4-notifyd")
	if len(notifyd) == 0 {
		d.T.Fatal("xfce4-notifyd is not installed")
	}
	d.Start(notifyd[0])
	d.Await("a notification daemon", func() bool { return d.Owned("org.freedesktop.Notifications") })
}

// NewDesk is a desk with X server, session bus and browser, and no desktop yet.
func NewDesk(t *testing.T, out string, env ...string) *Desk {
	t.Helper()
	root := t.TempDir()
	d := &Desk{T: t, Home: filepath.Join(root, "home"), Out: out}
	run := filepath.Join(root, "run")
	for _, dir := range []string{d.Home, run, d.Out, d.Path(".config/xfce4/xfconf/xfce-perchannel-xml"), d.Path(".local/share/applications"), d.Path("bin")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.Env = append([]string{
		"HOME=" + d.Home, "XDG_RUNTIME_DIR=" + run,
		"XDG_CONFIG_HOME=" + d.Path(".config"), "XDG_DATA_HOME=" + d.Path(".local/share"),
		"XDG_CACHE_HOME=" + d.Path(".cache"), "XDG_STATE_HOME=" + d.Path(".local/state"),
		"PATH=" + d.Path("bin") + ":" + os.Getenv("PATH"),
		"LANG=C.UTF-8", "NO_AT_BRIDGE=0", "TMPDIR=" + root,
	}, env...)
	for _, name := range []string{"xfce4-panel.xml", "xfce4-notifyd.xml"} {
		d.copy("testdata/"+name, ".config/xfce4/xfconf/xfce-perchannel-xml/"+name)
	}
	d.Write(".local/state/halfday/hosts.json", Agreed, 0o600)
	d.installBrowser()
	d.startX(root)
	d.startBus()
	return d
}

func (d *Desk) Path(rel string) string { return filepath.Join(d.Home, rel) }

func (d *Desk) copy(from, to string) {
	d.T.Helper()
	b, err := deskFiles.ReadFile(from)
	if err == nil {
		err = os.WriteFile(d.Path(to), b, 0o600)
	}
	if err != nil {
		d.T.Fatal(err)
	}
}

// installBrowser makes Chromium the default browser, with the flags that it
// needs without a network and as root.
func (d *Desk) installBrowser() {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		d.T.Fatal("chromium is not installed")
	}
	script := "#!/bin/sh\nexec " + chromium + ` --no-sandbox --test-type --disable-gpu --disable-quic --no-first-run --no-default-browser-check \
 --disable-background-networking --disable-component-update --disable-sync --password-store=basic \
 --disable-features=MediaRouter --window-size=1000,640 --window-position=20,60 --force-renderer-accessibility \
 --user-data-dir="$HOME/chromium" "$@"` + "\n"
	d.Write("bin/test-browser", script, 0o755)
	d.Write("chromium/Default/Preferences", `{"translate":{"enabled":false}}`, 0o600)
	d.Write("bin/x-www-browser", script, 0o755)
	d.Write(".local/share/applications/test-browser.desktop",
		"[Desktop Entry]\nType=Application\nName=Test browser\nExec="+d.Path("bin/test-browser")+" %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;\n", 0o644)
	d.Write(".config/mimeapps.list",
		"[Default Applications]\nx-scheme-handler/http=test-browser.desktop\nx-scheme-handler/https=test-browser.desktop\ntext/html=test-browser.desktop\n", 0o644)
}

func (d *Desk) Write(rel, content string, mode os.FileMode) {
	d.T.Helper()
	if err := os.MkdirAll(filepath.Dir(d.Path(rel)), 0o700); err != nil {
		d.T.Fatal(err)
	}
	if err := os.WriteFile(d.Path(rel), []byte(content), mode); err != nil {
		d.T.Fatal(err)
	}
}

func (d *Desk) startX(root string) {
	d.T.Helper()
	cookie := filepath.Join(root, "Xauthority")
	d.Env = append(d.Env, "XAUTHORITY="+cookie)
	mcookie := fmt.Sprintf("%032x", time.Now().UnixNano())
	r, w, err := os.Pipe()
	if err != nil {
		d.T.Fatal(err)
	}
	// The server picks a number first; the cookie for "any display" is there before.
	if out, err := d.Command("xauth", "-f", cookie, "add", ":0", ".", mcookie).CombinedOutput(); err != nil {
		d.T.Fatalf("xauth: %v: %s", err, out)
	}
	x := d.Command("Xvfb", "-displayfd", "3", "-auth", cookie, "-screen", "0", screen, "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	d.Run(x)
	w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	r.Close()
	if err != nil {
		d.T.Fatalf("Xvfb names no display: %v", err)
	}
	display := ":" + strings.TrimSpace(line)
	d.Env = append(d.Env, "DISPLAY="+display)
	if out, err := d.Command("xauth", "-f", cookie, "add", display, ".", mcookie).CombinedOutput(); err != nil {
		d.T.Fatalf("xauth: %v: %s", err, out)
	}
}

func (d *Desk) startBus() {
	d.T.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		d.T.Fatal(err)
	}
	bus := d.Command("dbus-daemon", "--session", "--nofork", "--print-address=3")
	bus.ExtraFiles = []*os.File{w}
	d.Run(bus)
	w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	r.Close()
	if err != nil {
		d.T.Fatalf("dbus-daemon names no address: %v", err)
	}
	d.Bus = strings.TrimSpace(line)
	d.Env = append(d.Env, "DBUS_SESSION_BUS_ADDRESS="+d.Bus)
	if out, err := d.Command("dbus-update-activation-environment", "--all").CombinedOutput(); err != nil {
		d.T.Fatalf("dbus-update-activation-environment: %v: %s", err, out)
	}
}

func (d *Desk) Command(name string, args ...string) *exec.Cmd {
	path := name
	if !strings.Contains(name, "/") {
		path, _ = exec.LookPath(name)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = d.Env
	return cmd
}

func (d *Desk) Start(name string, args ...string) *exec.Cmd {
	d.T.Helper()
	cmd := d.Command(name, args...)
	d.Run(cmd)
	return cmd
}

// Run starts cmd in a group of its own, and ends that group with the test.
func (d *Desk) Run(cmd *exec.Cmd) {
	d.T.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if cmd.Stderr == nil {
		cmd.Stdout, cmd.Stderr = nil, nil
	}
	if err := cmd.Start(); err != nil {
		d.T.Fatalf("starting %s: %v", cmd.Path, err)
	}
	d.T.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM)
		done := make(chan struct{})
		go func() { cmd.Wait(); close(done) }()
		select {
		case <-done:
		case <-time.After(3 * time.Second):
			syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			<-done
		}
	})
}

// EndBrowser ends Chromium, which outlives everything that started it.
func (d *Desk) EndBrowser() { d.EndBrowserIn("chromium") }

func (d *Desk) EndBrowserIn(dir string) {
	link, err := os.Readlink(filepath.Join(d.Path(dir), "SingletonLock"))
	if err != nil {
		return
	}
	pid, err := strconv.Atoi(link[strings.LastIndex(link, "-")+1:])
	if err != nil {
		return
	}
	// Asked to, it ends its own processes, which else write into the folder
	// that the test takes away.
	for sig, end := syscall.SIGTERM, time.Now().Add(5*time.Second); syscall.Kill(pid, sig) == nil; time.Sleep(20 * time.Millisecond) {
		if sig = 0; time.Now().After(end) {
			syscall.Kill(pid, syscall.SIGKILL)
			return
		}
	}
}

// Owned tells whether a name has an owner on the session bus.
func (d *Desk) Owned(name string) bool {
	conn, err := dbus.Connect(d.Bus)
	if err != nil {
		return false
	}
	defer conn.Close()
	var has bool
	return conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, name).Store(&has) == nil && has
}

// Await waits for what a person would wait for. A whole desktop is slower than
// a story's stand-in.
func (d *Desk) Await(what string, done func() bool) {
	d.T.Helper()
	d.AwaitWithin(2*Longest, what, done)
}

// AwaitWithin waits for what comes by the clock.
func (d *Desk) AwaitWithin(limit time.Duration, what string, done func() bool) {
	d.T.Helper()
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			d.Shot("failed")
			d.T.Fatalf("waited %v for %s", limit, what)
		}
	}
}

// Settle gives the toolkit the moment it needs between showing something and
// taking input; there is no event to wait for.
func (d *Desk) Settle(dur time.Duration) { time.Sleep(dur) }
