package main

import (
	"path/filepath"
	"strings"
)

// manifests writes what winget and scoop want to know of this release, in
// folders of their names: of the setups and archives for Windows, which must
// have been made.
func (r *release) manifests() error {
	values := map[string]string{}
	for _, arch := range []string{"amd64", "arm64"} {
		base := r.name(target{system: "windows", arch: arch})
		for kind, file := range map[string]string{"SETUP": base + "-setup.exe", "ZIP": base + ".zip"} {
			sum, err := r.sum(file)
			if err != nil {
				return err
			}
			values[kind+"_"+strings.ToUpper(arch)+"_SHA256"] = sum
		}
	}
	for from, to := range r.manifestNames() {
		if err := r.fill(from, filepath.Join(r.out, to), values); err != nil {
			return err
		}
	}
	return nil
}

// manifestNames are the templates and where each goes, as winget names its own.
func (r *release) manifestNames() map[string]string {
	winget := filepath.Join("winget", r.values["WINGET_ID"])
	return map[string]string{
		"windows/winget/version.yaml":      winget + ".yaml",
		"windows/winget/installer.yaml":    winget + ".installer.yaml",
		"windows/winget/locale.en-US.yaml": winget + ".locale.en-US.yaml",
		"windows/scoop.json":               filepath.Join("scoop", r.values["PROGRAM"]+".json"),
	}
}
