package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// windowsPrograms builds both programs of the one main into dir: the tray,
// which has no console, and the one for terminals.
func (r *release) windowsPrograms(t target, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, p := range []struct {
		name, what string
		gui        bool
	}{
		{r.values["PROGRAM"] + ".exe", r.values["NAME"] + " for terminals", false},
		{r.values["PROGRAM"] + "w.exe", r.values["NAME"], true},
	} {
		path := filepath.Join(dir, p.name)
		if err := r.build(t, path, p.gui); err != nil {
			return err
		}
		if err := r.resources(t, path, p.what); err != nil {
			return err
		}
	}
	return nil
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

// windowsArchive makes the zip archive for t, and its parts list.
func (r *release) windowsArchive(t target, dir string) error {
	parts, err := r.windowsTree(t, dir)
	if err != nil {
		return err
	}
	if err := r.list(t, filepath.Join(dir, r.values["PROGRAM"]+".exe"), parts); err != nil {
		return err
	}
	return zipFile(dir, filepath.Join(r.out, r.name(t)+".zip"), r.time)
}

func (r *release) windowsTree(t target, dir string) ([]part, error) {
	if err := r.windowsPrograms(t, dir); err != nil {
		return nil, err
	}
	parts, err := r.parts(filepath.Join(dir, r.values["PROGRAM"]+".exe"), t)
	if err != nil {
		return nil, err
	}
	return parts, r.documents(dir, parts, ".txt")
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
	if _, err := r.windowsTree(t, filepath.Join(work, "files")); err != nil {
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
	cmd := exec.Command("makensis", "-V2", "-WX", "installer.nsi")
	cmd.Dir = work
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+r.values["EPOCH"], "TZ=UTC")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("running makensis: %w\n%s", err, out)
	}
	return nil
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
