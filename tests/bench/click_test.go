//go:build bench && linux

package bench

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// measureClicks clicks on a role until a dialog program is executed, where
// nothing stands in AWS's place: what the AWS files say is then no reason to
// wait. Nothing leaves this machine: the proxy says nothing.
//
// The kernel says when that is. Until the stand-in's first instruction of its own
// it takes the start of a Go program more, which is no work of Halfday's.
func measureClicks(t *testing.T, program string, s standins) (figures []figure) {
	const role = "team-7-admin"
	proxy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	for _, size := range []int{10, manyProfiles} {
		files := manyRoles(t, size)
		var version, click, begun, ratio samples
		for i := range benchRuns {
			t.Run(fmt.Sprintf("%d roles click %d", size, i), func(t *testing.T) {
				bus := startBenchBus(t)
				h := newBenchHome(t, s, bus, "BENCH_PAUSE=1h", "HTTPS_PROXY=http://"+proxy.Addr().String(),
					"AWS_CONFIG_FILE="+files.Config, "AWS_SHARED_CREDENTIALS_FILE="+files.Credentials)
				config := filepath.Join(h.dir, ".config", "halfday")
				if err := os.MkdirAll(config, 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(config, "settings.toml"), []byte("pinned = [\""+role+"\"]\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				tray := h.start(program)
				icon := bus.awaitIcon()
				line := bus.line(icon, role)
				time.Sleep(benchSettle)
				version.took(h.run(program, "version"))
				executed := execution(t, filepath.Join(s.bin, "zenity"))
				at := bus.click(icon, line)
				begun.took(between(at, h.await("dialog").at))
				click.took(between(at, executed()))
				ratio.add(click[len(click)-1] / version[len(version)-1])
				tray.end()
			})
			if t.Failed() {
				t.FailNow()
			}
		}
		name := fmt.Sprintf("click → dialog executed, %d roles", size)
		figures = append(figures, figure{name, "ms", 60, click},
			figure{"  floor: start and end of halfday version", "ms", 0, version},
			figure{"  as a multiple of it", "", 1.8, ratio},
			figure{"  click → first instruction of the stand-in", "ms", 0, begun})
	}
	return figures
}

// execution gives when a program was executed for the first time since: when the
// kernel opened it.
func execution(t *testing.T, path string) (at func() int64) {
	t.Helper()
	watch, err := unix.InotifyInit1(unix.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := unix.InotifyAddWatch(watch, path, unix.IN_OPEN); err != nil {
		t.Fatal(err)
	}
	opened := make(chan int64, 1)
	go func() {
		defer unix.Close(watch)
		if _, err := unix.Read(watch, make([]byte, 4<<10)); err == nil {
			opened <- clock()
		}
	}()
	return func() int64 {
		select {
		case at := <-opened:
			return at
		case <-time.After(benchPatience):
			t.Fatalf("%s was not executed", path)
			return 0
		}
	}
}
