//go:build bench && linux

package bench

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/demo"
)

// measureBrowser signs in with the real Chromium, which runs already: once with
// the browser started as Halfday starts it, and once in the order of before,
// where it was started when the sign-in token was here.
func measureBrowser(t *testing.T, program string, s standins) []figure {
	aws := startFarAWS(t, benchRoles, roundTrip)
	b := startBenchBrowser(t)
	var early, late, gain samples
	for i := range benchRuns {
		t.Run(fmt.Sprintf("browser %d", i), func(t *testing.T) {
			bus := startBenchBus(t)
			var took [2]time.Duration
			for order := range took {
				h := newBenchHome(t, s, bus, append(aws.env(), "BENCH_PAUSE="+typing.String(), "BENCH_FETCH=no")...)
				aws.forget()
				halfday := h.start(program, "sign-in", roleName(i%benchRoles))
				h.await("dialog")
				answer := h.await("answer")
				address := h.await("opener").rest
				if order == 1 {
					// The token arrives half a round trip after the answer left;
					// that Halfday takes some time after that is left out.
					time.Sleep(roundTrip/2 - between(aws.await(demo.ActionGetSigninToken), clock()))
				}
				b.open(t, address)
				took[order] = between(answer.at, aws.await(demo.ActionLogin))
				halfday.end()
			}
			early.took(took[0])
			late.took(took[1])
			gain.took(took[1] - took[0])
		})
		if t.Failed() {
			t.FailNow()
		}
	}
	return []figure{
		{"code typed → sign-in page requested by Chromium", "ms", 0, early},
		{"  floor: started when the token is here", "ms", 0, late},
		{"  earlier by", "ms", -40, gain},
	}
}

// benchBrowser is a Chromium that runs, on a display of its own.
type benchBrowser struct{ command []string }

func startBenchBrowser(t *testing.T) *benchBrowser {
	t.Helper()
	b, home := newBenchBrowser(t)
	first := exec.Command(b.command[0], append(b.command[1:], "about:blank")...)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { first.Process.Signal(os.Interrupt); first.Wait() })
	for late := time.Now().Add(benchPatience); ; time.Sleep(50 * time.Millisecond) {
		if _, err := os.Lstat(filepath.Join(home, "profile", "SingletonSocket")); err == nil {
			break
		}
		if time.Now().After(late) {
			t.Fatalf("Chromium does not run after %v", benchPatience)
		}
	}
	time.Sleep(5 * time.Second) // it comes to rest
	return b
}

// newBenchBrowser is one that does not run yet, and its home.
func newBenchBrowser(t *testing.T) (b *benchBrowser, home string) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal("chromium is not installed: sh tests/install.sh test")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	screen := exec.Command("Xvfb", "-displayfd", "3", "-nolisten", "tcp")
	screen.ExtraFiles = []*os.File{w}
	if err := screen.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Process.Kill(); screen.Wait() })
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	home = t.TempDir()
	b = &benchBrowser{[]string{"env", "DISPLAY=:" + strings.TrimSpace(number), "HOME=" + home, chromium,
		"--no-sandbox", "--test-type", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--password-store=basic",
		"--ignore-certificate-errors", "--user-data-dir=" + filepath.Join(home, "profile")}}
	return b, home
}

// open opens an address as xdg-open does, and does not wait.
func (b *benchBrowser) open(t *testing.T, address string) {
	t.Helper()
	cmd := exec.Command(b.command[0], append(b.command[1:], address)...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go cmd.Wait()
}
