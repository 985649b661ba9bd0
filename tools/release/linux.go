package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// linuxTree makes a folder with the program and all that a desktop wants to
// know of it, laid out as below /usr.
func (r *release) linuxTree(t target, dir string) (parts []part, err error) {
	program := filepath.Join(dir, "bin", r.values["PROGRAM"])
	if err := r.build(t, program, false); err != nil {
		return nil, err
	}
	if parts, err = r.parts(program, t); err != nil {
		return nil, err
	}
	share := func(path string) string { return filepath.Join(dir, "share", filepath.FromSlash(path)) }
	id, name := r.values["ID"], r.values["PROGRAM"]
	for from, to := range map[string]string{
		"linux/halfday.desktop":      "applications/" + id + ".desktop",
		"linux/halfday.metainfo.xml": "metainfo/" + id + ".metainfo.xml",
		"linux/halfday.1":            "man/man1/" + name + ".1",
	} {
		if err := r.fill(from, share(to), nil); err != nil {
			return nil, err
		}
	}
	for _, size := range []string{"48", "64", "128", "256", "512"} {
		to := share("icons/hicolor/" + size + "x" + size + "/apps/" + id + ".png")
		if err := r.copy("assets/app/"+size+".png", to); err != nil {
			return nil, err
		}
	}
	for shell, to := range map[string]string{
		"bash": "bash-completion/completions/" + name,
		"zsh":  "zsh/site-functions/_" + name,
		"fish": "fish/vendor_completions.d/" + name + ".fish",
	} {
		text, err := r.completion(shell)
		if err != nil {
			return nil, err
		}
		if err := write(share(to), text); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// completion asks the program itself for its completions, in a build for this
// machine: the one for t may not run here.
func (r *release) completion(shell string) ([]byte, error) {
	dir := filepath.Join(r.out, "work", "host")
	program := filepath.Join(dir, r.values["PROGRAM"])
	if _, err := os.Stat(program); err != nil {
		if err := r.build(target{system: runtime.GOOS, arch: runtime.GOARCH}, program, false); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(program, "completion", shell)
	// A home of its own: nothing of the person's is read.
	cmd.Env = []string{"HOME=" + dir, "LANG=C.UTF-8", "PATH=" + os.Getenv("PATH")}
	var wrong strings.Builder
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("asking for the completions of %s: %w\n%s", shell, err, wrong.String())
	}
	return out, nil
}

// packages makes the .deb and the .rpm for t.
func (r *release) packages(t target) error {
	if t.system != "linux" {
		return nil
	}
	work, err := r.work("package_" + t.String())
	if err != nil {
		return err
	}
	parts, err := r.linuxTree(t, filepath.Join(work, "usr"))
	if err != nil {
		return err
	}
	extra := map[string]string{"ARCH": t.arch, "LICENCES": copyrightParts(parts)}
	for from, to := range map[string]string{
		"linux/copyright": "copyright", "linux/changelog": "changelog",
		"linux/lintian-overrides": "lintian-overrides",
	} {
		if err := r.fill(from, filepath.Join(work, to), extra); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(work, "THIRD-PARTY-LICENSES"), licenceBook(r.values["NAME"], parts)); err != nil {
		return err
	}
	// Both package systems want manual and changelog compressed.
	for _, file := range []string{"usr/share/man/man1/" + r.values["PROGRAM"] + ".1", "changelog", "THIRD-PARTY-LICENSES"} {
		if err := compress(filepath.Join(work, file)); err != nil {
			return err
		}
	}
	if err := settle(work, r.time); err != nil {
		return err
	}
	for _, kind := range []string{"deb", "rpm"} {
		extra["KIND"] = kind
		if err := r.fill("linux/nfpm.yaml", filepath.Join(work, "nfpm.yaml"), extra); err != nil {
			return err
		}
		err := r.tool(work, "nfpm", "package", "--config", "nfpm.yaml", "--packager", kind, "--target", filepath.Join(r.out, r.name(t)+"."+kind))
		if err != nil {
			return err
		}
	}
	return nil
}

// copyrightParts is the part of a Debian copyright file on the modules.
func copyrightParts(parts []part) string {
	byLicence, order := map[string][]string{}, []string{}
	for _, p := range parts {
		if byLicence[p.licence] == nil {
			order = append(order, p.licence)
		}
		byLicence[p.licence] = append(byLicence[p.licence], p.path)
	}
	var b strings.Builder
	for _, licence := range order {
		fmt.Fprintf(&b, " %s: %s\n", licence, strings.Join(byLicence[licence], ", "))
	}
	return strings.TrimRight(b.String(), "\n")
}
