//go:build packages && desktop && linux

package packaging

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// loginItem switches the start at login on as PowerShell does, which writes the
// end of a program's name in capitals: no console may open at each login.
func (w *wine) loginItem(folder string) {
	w.T.Helper()
	program := w.windowsPath(filepath.Join(folder, "halfday.EXE"))
	w.run(program, "login-item", "on")
	const run = `HKCU\Software\Microsoft\Windows\CurrentVersion\Run`
	if got := w.run("reg", "query", run); !strings.Contains(got, `halfdayw.exe"`) {
		w.T.Errorf("started at login: %s", got)
	}
	w.run(program, "login-item", "off")
	if got, _ := w.try("reg", "query", run); strings.Contains(got, "halfday") {
		w.T.Errorf("still started at login: %s", got)
	}
}

// cannotStart has a file where Halfday keeps its own: who starts it from the menu
// has no terminal to read why.
func (w *wine) cannotStart(program string) {
	w.T.Helper()
	inTheWay := filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(program))), "Halfday")
	w.must(os.WriteFile(inTheWay, nil, 0o600))
	w.run("start", w.windowsPath(program))
	w.Await("why it does not start", func() bool { return w.Window("^Halfday$") != "" })
	w.Settle(time.Second)
	w.Shot("wine-0-cannot-start")
	w.Keys("Return")
	w.Await("its end", func() bool { return !running(`Halfday\halfdayw.exe`) })
	w.must(os.Remove(inTheWay))
}

// upgrade installs once more while the tray and the program for terminals run:
// both are ended and new, the tray runs again, a copy of it elsewhere goes on,
// and nothing is started that lies beside the installer.
func (w *wine) upgrade(setup, folder string) {
	w.T.Helper()
	elsewhere := filepath.Join(w.prefix, "drive_c", "elsewhere")
	w.must(os.Mkdir(elsewhere, 0o755))
	program, err := os.ReadFile(filepath.Join(folder, "halfdayw.exe"))
	w.must(err)
	w.must(os.WriteFile(filepath.Join(elsewhere, "halfdayw.exe"), program, 0o755))
	w.must(os.WriteFile(filepath.Join(filepath.Dir(setup), "taskkill.exe"), program, 0o755))
	w.begin(filepath.Join(elsewhere, "halfdayw.exe"))
	sizes := w.runOld(folder)
	w.run(setup, "/S")
	for path, size := range sizes {
		if info, err := os.Stat(path); err != nil || info.Size() != size {
			w.T.Errorf("%s is not the new one: %v", path, err)
		}
	}
	if running(`Halfday\halfday.exe`) {
		w.T.Error("the program for terminals still runs")
	}
	w.Await("the tray, started again", func() bool { return running(`Halfday\halfdayw.exe`) })
	if !running(`elsewhere\halfdayw.exe`) {
		w.T.Error("the copy elsewhere was ended, too")
	}
	if running("taskkill.exe") {
		w.T.Error("what lies beside the installer was started")
	}
}

// refused has a Windows whose taskkill ends nothing: neither upgrade nor removal
// may say that all is well, or change a thing.
func (w *wine) refused(setup, folder string) {
	w.T.Helper()
	source := filepath.Join(w.T.TempDir(), "refuse.go")
	w.must(os.WriteFile(source, []byte("package main\n\nimport \"os\"\n\nfunc main() { os.Exit(1) }\n"), 0o600))
	taskkill := filepath.Join(w.prefix, "drive_c/windows/system32/taskkill.exe")
	before, err := os.ReadFile(taskkill)
	w.must(err)
	w.build(taskkill, source)
	env := w.Env
	w.Env = append(env, "WINEDLLOVERRIDES=mscoree,mshtml=;taskkill.exe=n")
	defer func() {
		w.Env = env
		w.must(os.WriteFile(taskkill, before, 0o755))
	}()
	sizes := w.runOld(folder)
	for name, args := range map[string][]string{setup: {"/S"}, filepath.Join(folder, "uninstall.exe"): {"/S", "_?=" + w.windowsPath(folder)}} {
		if out, err := w.try(name, args...); err == nil {
			w.T.Errorf("%s says that all is well while the tray runs: %s", filepath.Base(name), out)
		}
		for path, size := range sizes {
			if info, err := os.Stat(path); err != nil || info.Size() == size {
				w.T.Errorf("%s has changed: %v", path, err)
			}
		}
	}
	if got := w.run("reg", "query", `HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall`, "/s"); !strings.Contains(got, "Halfday") {
		w.T.Error("Windows has forgotten what is still installed")
	}
}

// runOld makes the installed programs old ones, with a byte more, and starts
// them where they do not run. It gives the sizes of the new ones.
func (w *wine) runOld(folder string) map[string]int64 {
	w.T.Helper()
	sizes := map[string]int64{}
	for _, name := range []string{"halfday.exe", "halfdayw.exe"} {
		path := filepath.Join(folder, name)
		info, err := os.Stat(path)
		w.must(err)
		sizes[path] = info.Size()
		f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
		w.must(err)
		_, err = f.WriteString("x")
		w.must(err)
		w.must(f.Close())
		if !running(`Halfday\` + name) {
			w.begin(path)
		}
	}
	return sizes
}

// begin starts the demo by a program and waits until it has begun.
func (w *wine) begin(program string) {
	w.T.Helper()
	path := w.windowsPath(program)
	w.Start(wine64, path, "-demo")
	end := path[strings.LastIndex(path[:strings.LastIndex(path, `\`)], `\`)+1:]
	w.Await(end, func() bool { return running(end) })
}
