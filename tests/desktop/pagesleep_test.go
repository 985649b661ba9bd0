//go:build desktop && linux

package desktop

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// pageProcess waits for the process of the page below a tray, and gives its pid.
func pageProcess(d *stage.Desk, tray int) (pid int) {
	d.T.Helper()
	d.Await("the page's process", func() bool {
		all, _ := filepath.Glob("/proc/[0-9]*/cmdline")
		for _, name := range all {
			line, _ := os.ReadFile(name)
			stat, _ := os.ReadFile(filepath.Join(filepath.Dir(name), "stat"))
			_, rest, _ := strings.Cut(string(stat), ") ")
			if f := strings.Fields(rest); strings.HasSuffix(string(line), "\x00__page\x00") && len(f) > 1 && f[1] == strconv.Itoa(tray) {
				pid, _ = strconv.Atoi(filepath.Base(filepath.Dir(name)))
				return true
			}
		}
		return false
	})
	return pid
}

// A page that is left open goes on by itself: when the machine has slept, when
// its process has ended because nobody looked, and when Halfday was replaced.
func TestDesktopPageLeftOpen(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	program := d.Path("bin/our halfday")
	replace := func() {
		t.Helper()
		data, err := os.ReadFile(stage.Binary(t))
		if err != nil {
			t.Fatal(err)
		}
		d.Write("bin/new", string(data), 0o755)
		if err := os.Rename(d.Path("bin/new"), program); err != nil {
			t.Fatal(err)
		}
	}
	replace()
	roleFiles(t, d, fakeaws.Options{})
	chrome := d.StartChrome()
	tray := d.Start(program, "-page")
	page := shownPage(chrome)
	page.Type("s-prod")
	lost := `document.getElementById("say").textContent.startsWith("Halfday does not answer")`
	goesOn := func(why string) {
		t.Helper()
		page.Until("!" + lost)
		page.Until(`document.getElementById("search").value === "s-prod" && document.getElementById("name").textContent === "atlas-prod-readonly"`)
		page.Press("Enter")
		code := d.Dialog("MFA.*atlas-prod-readonly")
		page.Until(`document.getElementById("under").textContent !== ""`)
		d.Keys("Escape")
		d.Await("the question to close, "+why, func() bool { return !d.Visible(code) })
		page.Until(`document.getElementById("under").textContent === ""`)
	}

	// Its process stands still.
	process := pageProcess(d, tray.Process.Pid)
	syscall.Kill(process, syscall.SIGSTOP)
	page.Until(lost)
	syscall.Kill(process, syscall.SIGCONT)
	goesOn("after its sleep")

	// Nobody looks, its process ends, and there is another role meanwhile.
	blank := chrome.Open("about:blank")
	blank.Until(`!document.hidden`)
	page.Until(`document.hidden`)
	syscall.Kill(process, syscall.SIGTERM)
	d.Await("its end", func() bool { return syscall.Kill(process, 0) != nil })
	d.Write(".aws/config", d.Read(".aws/config")+"\n[profile late]\nrole_arn = arn:aws:iam::111122223333:role/late\nsource_profile = maya\n", 0o600)
	page.Front()
	goesOn("after its process has ended")
	if again := pageProcess(d, tray.Process.Pid); again == process {
		t.Error("the same process")
	}
	page.Press("Escape")
	page.Until(`document.querySelector("#roles").textContent.includes("late")`)
	page.Type("s-prod")

	// Another Halfday lies where this one did: at first the old tray runs on.
	replace()
	process = pageProcess(d, tray.Process.Pid)
	syscall.Kill(process, syscall.SIGTERM)
	d.Await("its end", func() bool { return syscall.Kill(process, 0) != nil })
	goesOn("with another program under the old tray")
	tray.Process.Signal(syscall.SIGTERM)
	tray.Wait()
	page.Until(lost)
	d.Start(program)
	goesOn("after the upgrade")
}
