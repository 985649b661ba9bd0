package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// each visits dir, which is ".", and all inside it, by names with slashes.
func each(dir string, visit func(name, file string, info fs.FileInfo) error) error {
	return fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if !info.IsDir() && !info.Mode().IsRegular() {
			return fmt.Errorf("%s is neither file nor folder", name)
		}
		return visit(name, filepath.Join(dir, filepath.FromSlash(name)), info)
	})
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

// settle gives dir and every file below it the same time and plain permissions.
func settle(dir string, at time.Time) error {
	return each(dir, func(_, file string, info fs.FileInfo) error {
		return errors.Join(os.Chmod(file, mode(info).Perm()), os.Chtimes(file, at, at))
	})
}

// tarball writes the folder dir, under its own name, to the file to.
func tarball(dir, to string, at time.Time) error {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	err := each(dir, func(name, file string, info fs.FileInfo) error {
		h := &tar.Header{Name: path.Join(filepath.Base(dir), name), Mode: int64(mode(info).Perm()), ModTime: at, Format: tar.FormatPAX}
		if info.IsDir() {
			h.Name += "/"
			return t.WriteHeader(h)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		h.Size = int64(len(data))
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		_, err = t.Write(data)
		return err
	})
	if err := errors.Join(err, t.Close()); err != nil {
		return err
	}
	return write(to, zipped(b.Bytes()))
}

// zipFile writes the folder dir, under its own name, to the file to.
func zipFile(dir, to string, at time.Time) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	err := each(dir, func(name, file string, info fs.FileInfo) error {
		h := &zip.FileHeader{Name: path.Join(filepath.Base(dir), name), Method: zip.Deflate, Modified: at}
		h.SetMode(mode(info))
		if info.IsDir() {
			h.Name, h.Method = h.Name+"/", zip.Store
			_, err := z.CreateHeader(h)
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		out, err := z.CreateHeader(h)
		if err == nil {
			_, err = out.Write(data)
		}
		return err
	})
	if err := errors.Join(err, z.Close()); err != nil {
		return err
	}
	return write(to, b.Bytes())
}

// zipped is data as gzip packs it, with neither a name nor a time.
func zipped(data []byte) []byte {
	var b bytes.Buffer // takes everything, so that nothing here fails
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	_, _ = z.Write(data)
	_ = z.Close()
	return b.Bytes()
}

// compress replaces a file by the same with the ending .gz.
func compress(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return errors.Join(write(file+".gz", zipped(data)), os.Remove(file))
}

// sum is the SHA-256, in hexadecimal, of a file that was made.
func (r *release) sum(name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(r.out, name))
	return fmt.Sprintf("%x", sha256.Sum256(data)), err
}

// sums writes the checksums of all that was made, as sha256sum -c reads them.
func (r *release) sums() error {
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	const list = "SHA256SUMS"
	var b strings.Builder
	for _, e := range entries {
		if e.IsDir() || e.Name() == list {
			continue
		}
		sum, err := r.sum(e.Name())
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", sum, e.Name())
	}
	return write(filepath.Join(r.out, list), []byte(b.String()))
}
