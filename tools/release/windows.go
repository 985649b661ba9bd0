package main

import (
	"os"
	"path/filepath"
)

// windowsTree builds both programs of the one main into dir: the tray, which has
// no console, and the one for terminals.
func (r *release) windowsTree(t target, dir string) ([]part, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, r.values["PROGRAM"])
	for _, p := range []struct {
		path, what string
		gui        bool
	}{
		{path + ".exe", r.values["NAME"] + " for terminals", false},
		{path + "w.exe", r.values["NAME"], true},
	} {
		if err := r.build(t, p.path, p.gui); err != nil {
			return nil, err
		}
		if err := r.resources(t, p.path, p.what); err != nil {
			return nil, err
		}
	}
	return r.parts(path+".exe", t)
}

// resources puts icon, manifest and version into the program at path. They are
// added to the finished program: resources for the compiler would have to lie
// in the folder of main.go.
func (r *release) resources(t target, path, what string) error {
	file := filepath.Base(path)
	dir := filepath.Join(r.out, "work", "resources_"+t.String(), file)
	for from, to := range map[string]string{"windows/winres.json": "winres.json", "windows/manifest.xml": "manifest.xml"} {
		if err := r.fill(from, filepath.Join(dir, to), map[string]string{"FILE": file, "WHAT": what}); err != nil {
			return err
		}
	}
	if err := r.copy("assets/app/halfday.ico", filepath.Join(dir, "halfday.ico")); err != nil {
		return err
	}
	return r.tool(dir, "go-winres", "patch", "--in", "winres.json", "--no-backup", path)
}

// installer makes the installer for one user.
func (r *release) installer(t target) error {
	if t.system != "windows" {
		return nil
	}
	work, err := r.work("installer_" + t.String())
	if err != nil {
		return err
	}
	files := filepath.Join(work, "files")
	parts, err := r.windowsTree(t, files)
	if err != nil {
		return err
	}
	if err := r.documents(files, parts, "LICENSE.txt"); err != nil {
		return err
	}
	if err := r.copy("assets/app/halfday.ico", filepath.Join(work, "halfday.ico")); err != nil {
		return err
	}
	if err := r.sidePicture(filepath.Join(work, "side.bmp")); err != nil {
		return err
	}
	values := setupValues(t.arch)
	values["OUT"] = filepath.Join(r.out, r.name(t)+"-setup.exe")
	if err := r.fill("windows/installer.nsi", filepath.Join(work, "installer.nsi"), values); err != nil {
		return err
	}
	if err := settle(work, r.time); err != nil {
		return err
	}
	return run(work, r.packageEnv(), "makensis", "-V2", "-WX", "installer.nsi")
}

// setupValues are the program that an installer is made of, and the size of a
// PROCESSENTRY32W in it, in bytes. NSIS has none for ARM, and Windows 10 emulates
// there what has 32 bits only.
func setupValues(arch string) map[string]string {
	if arch == "arm64" {
		return map[string]string{"STUB": "x86-unicode", "ENTRY": "556"}
	}
	return map[string]string{"STUB": "amd64-unicode", "ENTRY": "568"}
}
