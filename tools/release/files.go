package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"time"
)

// documents are the files that stand beside the program in an archive.
func (r *release) documents(dir string, parts []part, ending string) error {
	for from, to := range map[string]string{"README.md": "README.md", "CHANGELOG.md": "CHANGELOG.md", "LICENSE": "LICENSE" + ending} {
		if err := r.copy(from, filepath.Join(dir, to)); err != nil {
			return err
		}
	}
	return write(filepath.Join(dir, "THIRD-PARTY-LICENSES.txt"), licenceBook(r.values["NAME"], parts))
}

// archive makes the archive of the program for t, and its parts list.
func (r *release) archive(t target) error {
	work, err := r.work("archive_" + t.String())
	if err != nil {
		return err
	}
	dir := filepath.Join(work, r.name(t))
	if t.system == "windows" {
		return r.windowsArchive(t, dir)
	}
	parts, err := r.linuxTree(t, dir)
	if err != nil {
		return err
	}
	if err := r.documents(dir, parts, ""); err != nil {
		return err
	}
	if err := r.list(t, filepath.Join(dir, "bin", r.values["PROGRAM"]), parts); err != nil {
		return err
	}
	return tarball(dir, filepath.Join(r.out, r.name(t)+".tar.gz"), r.time)
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

// compress replaces the file at path by path.gz.
func compress(path string, at time.Time) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return err
	}
	z.ModTime = time.Time{}
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	return write(path+".gz", b.Bytes())
}

// settle gives every file below dir the same time and plain permissions.
func settle(dir string, at time.Time) error {
	names, err := inside(dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if err := os.Chmod(path, mode(info).Perm()); err != nil {
			return err
		}
		if err := os.Chtimes(path, at, at); err != nil {
			return err
		}
	}
	return nil
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
