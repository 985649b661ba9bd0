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

// Where there is no tray, as on plain GNOME, a person opens Halfday's page by its
// command, or by the action of its desktop entry, signs in there, and is told
// about the tray.
func TestDesktopPageWithoutATray(t *testing.T) {
	d := stage.NewDesk(t, filepath.Join(stage.Root(t), "out/desktop"), "GDK_BACKEND=x11")
	d.Start("openbox")
	d.StartNotifications()
	t.Cleanup(d.EndBrowser)
	program := d.Path("bin/halfday")
	if err := os.Symlink(stage.Binary(t), program); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { endBeside(t, d) })
	aws := roleFiles(t, d, fakeaws.Options{})
	chrome := d.StartChrome()
	open := func(args ...string) {
		t.Helper()
		if out, err := d.Command(program, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	open("page")
	page := shownPage(chrome)
	page.Type("s-dev")
	page.Press("Enter")
	d.Dialog("MFA.*atlas-dev")
	d.Typing("123456")
	d.Keys("Return")
	chrome.Await("the console", func(address string) bool { return strings.HasPrefix(address, aws.SigninEndpoint()+"/console") })
	d.Await("the notification", func() bool { return notice(d.Texts(), "Find a role") })
	d.Shot("page-no-tray")
	if d.Owned("org.kde.StatusNotifierWatcher") {
		t.Error("there is a tray")
	}

	entry, err := os.ReadFile(filepath.Join(stage.Root(t), "packaging/linux/halfday.desktop"))
	if err != nil {
		t.Fatal(err)
	}
	_, action, _ := strings.Cut(string(entry), "[Desktop Action page]")
	_, line, _ := strings.Cut(action, "\nExec=[[.PROGRAM]] ")
	line, _, _ = strings.Cut(line, "\n")
	tabs := len(chrome.Tabs())
	open(strings.Fields(line)...)
	chrome.Until("the page once more", func() bool { return len(chrome.Tabs()) == tabs+1 })
	page.Front()
	page.Until(`document.querySelectorAll("#sessions li").length === 1`)
	page.Picture(d.Out, "page-no-tray-session")
}

// endBeside ends what Halfday has started beside itself on a desk.
func endBeside(t *testing.T, d *stage.Desk) {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		environ, _ := os.ReadFile(name)
		line, _ := os.ReadFile(filepath.Join(filepath.Dir(name), "cmdline"))
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(name))); err == nil && strings.Contains(string(environ), "HOME="+d.Home+"\x00") && strings.Contains(string(line), "halfday\x00-page\x00") {
			syscall.Kill(pid, syscall.SIGTERM)
			d.Await("the end of the tray", func() bool {
				line, _ := os.ReadFile(filepath.Join(filepath.Dir(name), "cmdline"))
				return len(line) == 0 // also of one that has ended and that nobody waits for: where the first process is no init
			})
		}
	}
}
