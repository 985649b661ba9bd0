//go:build desktop

package tests

import (
	"bufio"
	"context"
	"fmt"
	"image"
	"image/png"
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

// desk is a whole desktop of its own: X server, session bus, window manager,
// panel with a tray, notification daemon, and a browser to be opened. It
// starts from nothing each time: what an earlier run left would make a later
// one look right.
type desk struct {
	t    *testing.T
	home string
	env  []string
	out  string // where screenshots go
	bus  string
}

const screen = "1280x800x24"

func startDesk(t *testing.T) *desk {
	t.Helper()
	root := t.TempDir()
	d := &desk{t: t, home: filepath.Join(root, "home")}
	d.out, _ = filepath.Abs("../out/desktop")
	run := filepath.Join(root, "run")
	for _, dir := range []string{d.home, run, d.out, d.path(".config/xfce4/xfconf/xfce-perchannel-xml"), d.path(".local/share/applications"), d.path("bin")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	d.env = []string{
		"HOME=" + d.home, "XDG_RUNTIME_DIR=" + run,
		"XDG_CONFIG_HOME=" + d.path(".config"), "XDG_DATA_HOME=" + d.path(".local/share"),
		"XDG_CACHE_HOME=" + d.path(".cache"), "XDG_STATE_HOME=" + d.path(".local/state"),
		"PATH=" + d.path("bin") + ":" + os.Getenv("PATH"),
		"LANG=C.UTF-8", "GDK_BACKEND=x11", "NO_AT_BRIDGE=0", "TMPDIR=" + root,
	}
	for _, name := range []string{"xfce4-panel.xml", "xfce4-notifyd.xml"} {
		d.copy(filepath.Join("testdata/desktop", name), ".config/xfce4/xfconf/xfce-perchannel-xml/"+name)
	}
	d.installBrowser()
	d.startX(root)
	d.startBus()
	d.start("openbox")
	notifyd, _ := filepath.Glob("/usr/lib/*/xfce4/notifyd/xfce4-notifyd")
	if len(notifyd) == 0 {
		t.Fatal("xfce4-notifyd is not installed")
	}
	d.start(notifyd[0])
	d.start("xfce4-panel", "--disable-wm-check")
	d.await("a tray host", 20*time.Second, func() bool { return d.owned("org.kde.StatusNotifierWatcher") })
	d.await("a notification daemon", 20*time.Second, func() bool { return d.owned("org.freedesktop.Notifications") })
	return d
}

func (d *desk) path(rel string) string { return filepath.Join(d.home, rel) }

func (d *desk) copy(from, to string) {
	d.t.Helper()
	b, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(d.path(to), b, 0o600)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// installBrowser makes Chromium the default browser, with the flags that it
// needs without a network and as root.
func (d *desk) installBrowser() {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		d.t.Fatal("chromium is not installed")
	}
	script := "#!/bin/sh\nexec " + chromium + ` --no-sandbox --test-type --disable-gpu --disable-quic --no-first-run --no-default-browser-check \
 --disable-background-networking --disable-component-update --disable-sync --password-store=basic \
 --disable-features=MediaRouter --window-size=1000,640 --window-position=20,60 --force-renderer-accessibility \
 --user-data-dir="$HOME/chromium" "$@"` + "\n"
	d.write("bin/test-browser", script, 0o755)
	d.write("chromium/Default/Preferences", `{"translate":{"enabled":false}}`, 0o600)
	d.write("bin/x-www-browser", script, 0o755)
	d.write(".local/share/applications/test-browser.desktop",
		"[Desktop Entry]\nType=Application\nName=Test browser\nExec="+d.path("bin/test-browser")+" %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;\n", 0o644)
	d.write(".config/mimeapps.list",
		"[Default Applications]\nx-scheme-handler/http=test-browser.desktop\nx-scheme-handler/https=test-browser.desktop\ntext/html=test-browser.desktop\n", 0o644)
}

func (d *desk) write(rel, content string, mode os.FileMode) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path(rel)), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(d.path(rel), []byte(content), mode); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) startX(root string) {
	d.t.Helper()
	cookie := filepath.Join(root, "Xauthority")
	d.env = append(d.env, "XAUTHORITY="+cookie)
	mcookie := fmt.Sprintf("%032x", time.Now().UnixNano())
	r, w, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	// The server picks a number first; the cookie for "any display" is there before.
	if out, err := d.command("xauth", "-f", cookie, "add", ":0", ".", mcookie).CombinedOutput(); err != nil {
		d.t.Fatalf("xauth: %v: %s", err, out)
	}
	x := d.command("Xvfb", "-displayfd", "3", "-auth", cookie, "-screen", "0", screen, "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	d.run(x)
	w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	r.Close()
	if err != nil {
		d.t.Fatalf("Xvfb names no display: %v", err)
	}
	display := ":" + strings.TrimSpace(line)
	d.env = append(d.env, "DISPLAY="+display)
	if out, err := d.command("xauth", "-f", cookie, "add", display, ".", mcookie).CombinedOutput(); err != nil {
		d.t.Fatalf("xauth: %v: %s", err, out)
	}
}

func (d *desk) startBus() {
	d.t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	bus := d.command("dbus-daemon", "--session", "--nofork", "--print-address=3")
	bus.ExtraFiles = []*os.File{w}
	d.run(bus)
	w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	r.Close()
	if err != nil {
		d.t.Fatalf("dbus-daemon names no address: %v", err)
	}
	d.bus = strings.TrimSpace(line)
	d.env = append(d.env, "DBUS_SESSION_BUS_ADDRESS="+d.bus)
	if out, err := d.command("dbus-update-activation-environment", "--all").CombinedOutput(); err != nil {
		d.t.Fatalf("dbus-update-activation-environment: %v: %s", err, out)
	}
}

func (d *desk) command(name string, args ...string) *exec.Cmd {
	path := name
	if !strings.Contains(name, "/") {
		path, _ = exec.LookPath(name)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = d.env
	return cmd
}

func (d *desk) start(name string, args ...string) *exec.Cmd {
	d.t.Helper()
	cmd := d.command(name, args...)
	d.run(cmd)
	return cmd
}

// run starts cmd in a group of its own, and ends that group with the test.
func (d *desk) run(cmd *exec.Cmd) {
	d.t.Helper()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if cmd.Stderr == nil {
		cmd.Stdout, cmd.Stderr = nil, nil
	}
	if err := cmd.Start(); err != nil {
		d.t.Fatalf("starting %s: %v", cmd.Path, err)
	}
	d.t.Cleanup(func() {
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

// endBrowser ends Chromium, which outlives everything that started it.
func (d *desk) endBrowser() { d.endBrowserIn("chromium") }

func (d *desk) endBrowserIn(dir string) {
	link, err := os.Readlink(filepath.Join(d.path(dir), "SingletonLock"))
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

func (d *desk) owned(name string) bool {
	conn, err := dbus.Connect(d.bus)
	if err != nil {
		return false
	}
	defer conn.Close()
	var has bool
	return conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, name).Store(&has) == nil && has
}

// await waits for what a person would wait for.
func (d *desk) await(what string, limit time.Duration, done func() bool) {
	d.t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), limit)
	defer stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			d.shot("failed")
			d.t.Fatalf("waited %v for %s", limit, what)
		}
	}
}

// settle gives the toolkit the moment it needs between showing something and
// taking input; there is no event to wait for.
func (d *desk) settle(dur time.Duration) { time.Sleep(dur) }

func (d *desk) xdotool(args ...string) (string, error) {
	out, err := d.command("xdotool", args...).Output()
	return strings.TrimSpace(string(out)), err
}

func (d *desk) click(x, y int) {
	d.t.Helper()
	if _, err := d.xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.1", "click", "1"); err != nil {
		d.t.Fatalf("clicking: %v", err)
	}
}

func (d *desk) keys(keys ...string) {
	d.t.Helper()
	if _, err := d.xdotool(append([]string{"key", "--delay", "60"}, keys...)...); err != nil {
		d.t.Fatalf("pressing %v: %v", keys, err)
	}
}

func (d *desk) typing(text string) {
	d.t.Helper()
	if _, err := d.xdotool("type", "--delay", "40", text); err != nil {
		d.t.Fatalf("typing: %v", err)
	}
}

// window finds a visible window whose name matches the pattern.
func (d *desk) window(pattern string) string {
	out, err := d.xdotool("search", "--onlyvisible", "--name", pattern)
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(out, "\n")
	return first
}

// shot keeps a picture of the screen and returns it.
func (d *desk) shot(name string) image.Image {
	d.t.Helper()
	path := filepath.Join(d.out, name+".png")
	if out, err := d.command("import", "-window", "root", path).CombinedOutput(); err != nil {
		d.t.Logf("taking a picture: %v: %s", err, out)
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	f, err := os.Open(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		d.t.Fatal(err)
	}
	return img
}
