//go:build bench && linux

package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"halfday/tests/stage"
)

const (
	pageRuns = 10
	pageKeys = "unit7 admin 1111"
)

// rowsAt notes when the first role stands in the page, in ms since the person
// went there.
const rowsAt = `new MutationObserver((_, o) => {
	if (!document.querySelector("[role=option]")) return;
	o.disconnect();
	requestAnimationFrame(() => setTimeout(() => { window.rowsAt = performance.now(); }));
}).observe(document, { childList: true, subtree: true })`

// keystroke types one more letter, and gives how long that takes until it is
// drawn.
const keystroke = `(async (text) => {
	const field = document.getElementById("search");
	field.value = text;
	const from = performance.now();
	field.dispatchEvent(new Event("input"));
	await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
	return performance.now() - from;
})`

// TestPageFigures measures Halfday's page in Chromium.
func TestPageFigures(t *testing.T) {
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Fatal("dbus-daemon is not installed: sh tests/install.sh test")
	}
	before := machine()
	program, s := stage.Binary(t), buildStandins(t)
	browser, _ := newBenchBrowser(t)
	cmd := exec.Command(browser.command[0], append(browser.command[1:], "about:blank")...)
	chrome := stage.DriveChrome(t, cmd, func(cmd *exec.Cmd) {
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cmd.Process.Signal(os.Interrupt); cmd.Wait() })
	})
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<!DOCTYPE html><div role=option>one line</div>")
	}))
	t.Cleanup(bare.Close)
	var first, running, empty, keys, floor samples
	t.Run("first paint", func(t *testing.T) {
		tray, tab, base := pageOf(t, chrome, program, s, 500)
		for range pageRuns {
			endPageProcess(t, tray)
			time.Sleep(2 * time.Second) // after an end by force the door rests
			first.add(shown(tab, base))
			running.add(shown(tab, base))
			empty.add(shown(tab, bare.URL))
		}
	})
	t.Run("keystrokes", func(t *testing.T) {
		_, tab, _ := pageOf(t, chrome, program, s, 10_000)
		for n := range len(pageKeys) {
			var ms float64
			tab.Script(fmt.Sprintf("%s(%q)", keystroke, pageKeys[:n+1]), &ms)
			keys.add(ms)
			tab.Script(`(async () => { const from = performance.now(); await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); return performance.now() - from; })()`, &ms)
			floor.add(ms)
		}
	})
	t.Logf("began on %s", before)
	table(t, []figure{
		{"page, 500 roles: gone there, process started → roles drawn", "ms", 150, first},
		{"  the same, its process runs already", "ms", 0, running},
		{"  floor: a page of one line", "ms", 0, empty},
		{"page, 10000 roles: a letter → drawn", "ms", 50, keys},
		{"  floor: a frame of Chromium", "ms", 0, floor},
	})
}

// pageOf starts Halfday with so many roles, and is its page.
func pageOf(t *testing.T, chrome *stage.Chrome, program string, s standins, n int) (tray *benchProcess, tab *stage.Tab, base string) {
	files := manyRoles(t, n)
	bus := startBenchBus(t)
	h := newBenchHome(t, s, bus, "AWS_CONFIG_FILE="+files.Config, "AWS_SHARED_CREDENTIALS_FILE="+files.Credentials, "BENCH_FETCH=no")
	tray = h.start(program, "-page")
	bus.awaitIcon()
	address := h.await("opener").rest
	base, _, _ = strings.Cut(address, "enter/")
	tab = chrome.Open("about:blank")
	tab.Front()
	tab.Call("Page.enable", map[string]any{}, nil)
	tab.Call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": rowsAt}, nil)
	tab.Call("Page.navigate", map[string]any{"url": address}, nil)
	tab.Until("window.rowsAt > 0")
	time.Sleep(benchSettle)
	return tray, tab, base
}

// shown goes to the page, and gives when its first role was drawn, in ms; then
// it leaves.
func shown(tab *stage.Tab, base string) (ms float64) {
	tab.Call("Page.navigate", map[string]any{"url": base}, nil)
	tab.Until("window.rowsAt > 0")
	tab.Script("window.rowsAt", &ms)
	tab.Call("Page.navigate", map[string]any{"url": "about:blank"}, nil)
	tab.Until(`location.href === "about:blank"`)
	return ms
}

// endPageProcess ends the process of the page, as it does itself when nobody
// looks.
func endPageProcess(t *testing.T, tray *benchProcess) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		stat, err := os.ReadFile(name)
		line, _ := os.ReadFile(filepath.Join(filepath.Dir(name), "cmdline"))
		if err != nil || !strings.HasSuffix(string(line), "\x00__page\x00") {
			continue
		}
		var pid, parent int
		var state string
		fmt.Sscan(string(stat), &pid)
		fmt.Sscan(string(stat)[strings.LastIndexByte(string(stat), ')')+1:], &state, &parent)
		if parent == tray.cmd.Process.Pid {
			syscall.Kill(pid, syscall.SIGTERM)
			for syscall.Kill(pid, 0) == nil {
				time.Sleep(time.Millisecond)
			}
		}
	}
}
