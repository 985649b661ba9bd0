//go:build bench && linux

package bench

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
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"halfday/tests/stage"
)

// clock is the clock that the stand-ins read, in nanoseconds.
func clock() int64 {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &t); err != nil {
		panic(err)
	}
	return t.Nano()
}

// between is the time between two readings of clock.
func between(from, to int64) time.Duration { return time.Duration(to - from) }

// standins are the programs that stand in for others, built once.
type standins struct {
	bin      string // a folder with zenity and xdg-open, to come first in PATH
	baretray string
	icon     string
}

func buildStandins(t *testing.T) standins {
	t.Helper()
	dir := t.TempDir()
	s := standins{bin: filepath.Join(dir, "bin"), baretray: filepath.Join(dir, "baretray")}
	if err := os.Mkdir(s.bin, 0o700); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.icon, err = filepath.Abs("../../assets/linux/idle-64.png"); err != nil {
		t.Fatal(err)
	}
	for source, to := range map[string]string{"standin": filepath.Join(s.bin, "zenity"), "baretray": s.baretray} {
		build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", to, "./testdata/"+source)
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("building %s: %v\n%s", source, err, out)
		}
	}
	if err := os.Symlink("zenity", filepath.Join(s.bin, "xdg-open")); err != nil {
		t.Fatal(err)
	}
	return s
}

// benchHome is a home of its own for one program under measurement.
type benchHome struct {
	t    *testing.T
	dir  string
	env  []string
	told chan told
}

// told is what a stand-in told of itself.
type told struct {
	what string // dialog, answer, opener
	at   int64
	rest string
}

// newBenchHome makes a home whose programs see the stand-ins, a display that
// only listens, and the bus.
func newBenchHome(t *testing.T, s standins, bus *benchBus, env ...string) *benchHome {
	t.Helper()
	h := &benchHome{t: t, dir: t.TempDir(), told: make(chan told, 100)}
	run := filepath.Join(h.dir, "run")
	if err := os.Mkdir(run, 0o700); err != nil {
		t.Fatal(err)
	}
	display, err := net.Listen("unix", filepath.Join(run, "wayland-0"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { display.Close() })
	go func() {
		for {
			c, err := display.Accept()
			if err != nil {
				return
			}
			c.Close()
		}
	}()
	socket := filepath.Join(run, "standins")
	told, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { told.Close() })
	go h.listen(told)
	state := filepath.Join(h.dir, ".local/state/halfday")
	if err := errors.Join(os.MkdirAll(state, 0o700), os.WriteFile(filepath.Join(state, "hosts.json"), []byte(stage.Agreed), 0o600)); err != nil {
		t.Fatal(err)
	}
	h.env = append([]string{
		"HOME=" + h.dir, "XDG_RUNTIME_DIR=" + run, "TMPDIR=" + h.dir,
		"PATH=" + s.bin + ":" + os.Getenv("PATH"), "LANG=C.UTF-8",
		"WAYLAND_DISPLAY=wayland-0", "DBUS_SESSION_BUS_ADDRESS=" + bus.address, "DBUS_SYSTEM_BUS_ADDRESS=" + bus.address,
		"BENCH_SOCKET=" + socket,
	}, env...)
	return h
}

func (h *benchHome) listen(c *net.UnixConn) {
	b := make([]byte, 4<<10)
	for {
		n, err := c.Read(b)
		if err != nil {
			return
		}
		what, rest, _ := strings.Cut(string(b[:n]), " ")
		number, rest, _ := strings.Cut(rest, " ")
		at, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			what = "nonsense: " + string(b[:n])
		}
		h.told <- told{what, at, rest}
	}
}

// await waits for the next word of a stand-in, which must be what.
func (h *benchHome) await(what string) told {
	h.t.Helper()
	select {
	case got := <-h.told:
		if got.what != what {
			h.t.Fatalf("a stand-in told %q, want %q", got.what, what)
		}
		return got
	case <-time.After(benchPatience):
		h.t.Fatalf("no %s after %v", what, benchPatience)
		return told{}
	}
}

// benchProcess is a program under measurement.
type benchProcess struct {
	t       *testing.T
	cmd     *exec.Cmd
	started int64 // just before it was started
	out     bytes.Buffer
	once    sync.Once
}

func (h *benchHome) start(path string, args ...string) *benchProcess {
	h.t.Helper()
	p := &benchProcess{t: h.t, cmd: exec.Command(path, args...)}
	p.cmd.Env, p.cmd.Dir = h.env, h.dir
	p.cmd.Stdout, p.cmd.Stderr = &p.out, &p.out
	p.started = clock()
	if err := p.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(p.end)
	return p
}

// end makes the program quit and waits until it has.
func (p *benchProcess) end() {
	p.once.Do(func() {
		p.cmd.Process.Signal(syscall.SIGTERM)
		hung := time.AfterFunc(benchPatience, func() { p.cmd.Process.Kill() })
		defer hung.Stop()
		p.cmd.Wait()
		if p.t.Failed() {
			p.t.Logf("%s said: %s", filepath.Base(p.cmd.Path), p.out.Bytes())
		}
	})
}

// run runs a program to its end and tells how long that took.
func (h *benchHome) run(path string, args ...string) time.Duration {
	h.t.Helper()
	ctx, stop := context.WithTimeout(h.t.Context(), benchPatience)
	defer stop()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env, cmd.Dir = h.env, h.dir
	started := clock()
	out, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return between(started, clock())
}

// usage is what a process has used, as the kernel counts it.
type usage struct {
	resident, anonymous float64       // MB of 1024 kB, now
	wakeups             map[int]int64 // voluntary context switches, by thread
	cpu                 map[int]int64 // nanoseconds, by thread
}

// usage reads what any process of the user may read, also of one that cannot
// be dumped.
func (p *benchProcess) usage() usage {
	p.t.Helper()
	dir := fmt.Sprintf("/proc/%d/", p.cmd.Process.Pid)
	u := usage{wakeups: map[int]int64{}, cpu: map[int]int64{}}
	u.resident = p.field(dir+"status", "VmRSS:") / 1024
	u.anonymous = p.field(dir+"status", "RssAnon:") / 1024
	threads, err := os.ReadDir(dir + "task")
	if err != nil {
		p.t.Fatal(err)
	}
	for _, thread := range threads {
		id, err := strconv.Atoi(thread.Name())
		if err != nil {
			p.t.Fatal(err)
		}
		task := dir + "task/" + thread.Name() + "/"
		u.wakeups[id] = int64(p.field(task+"status", "voluntary_ctxt_switches:"))
		b, err := os.ReadFile(task + "schedstat")
		if err != nil {
			p.t.Fatal(err)
		}
		ns, _, _ := strings.Cut(string(b), " ")
		if u.cpu[id], err = strconv.ParseInt(ns, 10, 64); err != nil {
			p.t.Fatal(err)
		}
	}
	return u
}

// field reads a number from a file of lines with names.
func (p *benchProcess) field(path, name string) float64 {
	p.t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		p.t.Fatal(err)
	}
	for s := bufio.NewScanner(bytes.NewReader(b)); s.Scan(); {
		if f := strings.Fields(s.Text()); len(f) > 1 && f[0] == name {
			n, err := strconv.ParseFloat(f[1], 64)
			if err != nil {
				p.t.Fatal(err)
			}
			return n
		}
	}
	p.t.Fatalf("%s holds no %s", path, name)
	return 0
}

// since gives the wake-ups and the milliseconds of CPU from before until u.
// Threads do not end in between: Go keeps them.
func (u usage) since(before usage) (wakeups, cpu float64) {
	for id, n := range u.wakeups {
		wakeups += float64(n - before.wakeups[id])
		cpu += float64(u.cpu[id]-before.cpu[id]) / 1e6
	}
	return wakeups, cpu
}

// machine says what figures depend on.
func machine() string {
	load, _ := os.ReadFile("/proc/loadavg")
	kernel, _ := os.ReadFile("/proc/sys/kernel/osrelease")
	return fmt.Sprintf("%d CPUs, Linux %s, load %s", runtime.NumCPU(), bytes.TrimSpace(kernel), bytes.TrimSpace(load))
}
