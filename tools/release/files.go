package main

import (
	"os"
	"path/filepath"
)

// archive makes the archive of the program for t, and its parts list.
func (r *release) archive(t target) error {
	work, err := r.work("archive_" + t.String())
	if err != nil {
		return err
	}
	dir := filepath.Join(work, r.name(t))
	tree, program, licence, pack, ending := r.linuxTree, filepath.Join("bin", r.values["PROGRAM"]), "LICENSE", tarball, ".tar.gz"
	if t.system == "windows" {
		tree, program, licence, pack, ending = r.windowsTree, r.values["PROGRAM"]+".exe", "LICENSE.txt", zipFile, ".zip"
	}
	parts, err := tree(t, dir)
	if err != nil {
		return err
	}
	if err := r.documents(dir, parts, licence); err != nil {
		return err
	}
	if err := r.list(t, filepath.Join(dir, program), parts); err != nil {
		return err
	}
	return pack(dir, filepath.Join(r.out, r.name(t)+ending), r.time)
}

// documents are the files that stand beside the program, our licence under the
// name that the system opens.
func (r *release) documents(dir string, parts []part, licence string) error {
	for from, to := range map[string]string{"README.md": "README.md", "CHANGELOG.md": "CHANGELOG.md", "LICENSE": licence} {
		if err := r.copy(from, filepath.Join(dir, to)); err != nil {
			return err
		}
	}
	return write(filepath.Join(dir, "THIRD-PARTY-LICENSES.txt"), licenceBook(r.values["NAME"], parts))
}

// list writes the parts list of a program.
func (r *release) list(t target, program string, parts []part) error {
	data, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	list, err := r.partsList(t, data, parts)
	if err != nil {
		return err
	}
	return write(filepath.Join(r.out, r.name(t)+".cdx.json"), list)
}

// copy copies a file of the repository.
func (r *release) copy(from, to string) error {
	data, err := os.ReadFile(filepath.Join(r.root, filepath.FromSlash(from)))
	if err != nil {
		return err
	}
	return write(to, data)
}

func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}
