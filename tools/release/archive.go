package main

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// inside lists the files and folders below dir with slashes, sorted.
func inside(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	slices.Sort(names)
	return names, err
}

// mode is what a file gets in an archive: nothing but whether it is a program
// is taken from this machine.
func mode(info fs.FileInfo) fs.FileMode {
	switch {
	case info.IsDir():
		return fs.ModeDir | 0o755
	case info.Mode()&0o100 != 0:
		return 0o755
	}
	return 0o644
}

// tarball writes the folder dir, under its own name, to path.
func tarball(dir, path string, at time.Time) error {
	return create(path, func(w io.Writer) error {
		z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
		if err != nil {
			return err
		}
		t := tar.NewWriter(z)
		err = each(dir, func(name, file string, info fs.FileInfo) error {
			h := &tar.Header{Name: name, Mode: int64(mode(info).Perm()), ModTime: at, Typeflag: tar.TypeReg, Size: info.Size(), Format: tar.FormatPAX}
			if info.IsDir() {
				h.Typeflag, h.Size, h.Name = tar.TypeDir, 0, name+"/"
			}
			if err := t.WriteHeader(h); err != nil || info.IsDir() {
				return err
			}
			return copyFile(t, file)
		})
		return firstError(err, t.Close, z.Close)
	})
}

// zipFile writes the folder dir, under its own name, to path.
func zipFile(dir, path string, at time.Time) error {
	return create(path, func(w io.Writer) error {
		z := zip.NewWriter(w)
		err := each(dir, func(name, file string, info fs.FileInfo) error {
			h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
			h.SetMode(mode(info))
			if info.IsDir() {
				h.Name, h.Method = name+"/", zip.Store
			}
			out, err := z.CreateHeader(h)
			if err != nil || info.IsDir() {
				return err
			}
			return copyFile(out, file)
		})
		return firstError(err, z.Close)
	})
}

// each visits dir and all inside it, with names that begin with dir's own.
func each(dir string, visit func(name, file string, info fs.FileInfo) error) error {
	names, err := inside(dir)
	if err != nil {
		return err
	}
	for _, name := range append([]string{""}, names...) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Lstat(file)
		if err != nil {
			return err
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			return fmt.Errorf("%s is neither file nor folder", name)
		}
		if err := visit(strings.TrimSuffix(filepath.Base(dir)+"/"+name, "/"), file, info); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(w io.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

func create(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	return firstError(write(b), b.Flush, f.Close)
}

// firstError runs all of the functions, and reports what went wrong first.
func firstError(err error, then ...func() error) error {
	for _, f := range then {
		if e := f(); err == nil {
			err = e
		}
	}
	return err
}

// sums writes the checksums of all that was made, as sha256sum -c reads them.
func (r *release) sums() error {
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	const file = "SHA256SUMS"
	var b strings.Builder
	for _, e := range entries {
		if e.IsDir() || e.Name() == file {
			continue
		}
		data, err := os.ReadFile(filepath.Join(r.out, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&b, "%s  %s\n", hex.EncodeToString(sum[:]), e.Name())
	}
	return os.WriteFile(filepath.Join(r.out, file), []byte(b.String()), 0o644)
}
