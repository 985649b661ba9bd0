//go:build bench && linux

package bench

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// measureClicks clicks on a role until a dialog program is executed, where
// nothing stands in AWS's place: what the AWS files say is then no reason to
// wait. Nothing leaves this machine: the proxy says nothing.
func measureClicks(t *testing.T, program string, s standins) (figures []figure) {
	const role = "team-7-admin"
	proxy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.Close()
	for _, size := range []int{10, manyProfiles} {
		files := manyRoles(t, size)
		var version, click, ratio samples
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
				click.took(between(bus.click(icon, line), h.await("dialog").at))
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
			figure{"  as a multiple of it", "", 1.8, ratio})
	}
	return figures
}
