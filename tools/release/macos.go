package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// app makes the bundle for macOS, with a program for each of arches. Without cgo
// the program has no menu: such a bundle is for checking its form and its seal.
func (r *release) app(arches ...string) error {
	work, err := r.work("macos")
	if err != nil {
		return err
	}
	name := r.values["PROGRAM"]
	var programs [][]byte
	var parts []part
	for _, arch := range arches {
		t := target{system: "darwin", arch: arch, cgo: r.cgo}
		path := filepath.Join(work, arch, name)
		if err := r.build(t, path, false); err != nil {
			return err
		}
		if parts, err = r.parts(path, t); err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		programs = append(programs, data)
	}
	bundle := filepath.Join(r.out, r.values["NAME"]+".app")
	if err := os.RemoveAll(bundle); err != nil {
		return err
	}
	contents := filepath.Join(bundle, "Contents")
	if err := r.fill("macos/Info.plist", filepath.Join(contents, "Info.plist"), nil); err != nil {
		return err
	}
	for path, data := range map[string][]byte{
		"PkgInfo":                            []byte("APPL????"),
		"Resources/THIRD-PARTY-LICENSES.txt": licenceBook(r.values["NAME"], parts),
	} {
		if err := write(filepath.Join(contents, filepath.FromSlash(path)), data); err != nil {
			return err
		}
	}
	for from, to := range map[string]string{"assets/app/halfday.icns": name + ".icns", "LICENSE": "LICENSE.txt"} {
		if err := r.copy(from, filepath.Join(contents, "Resources", to)); err != nil {
			return err
		}
	}
	// The languages that the program speaks; macOS asks for such a folder each.
	for _, language := range []string{"en", "ja"} {
		if err := os.MkdirAll(filepath.Join(contents, "Resources", language+".lproj"), 0o755); err != nil {
			return err
		}
	}
	if !r.cgo { // on a Mac sign.sh does it
		if programs, err = r.seal(contents, programs); err != nil {
			return fmt.Errorf("sealing: %w", err)
		}
	}
	program := programs[0]
	if len(programs) > 1 {
		if program, err = universal(programs); err != nil {
			return err
		}
	}
	path := filepath.Join(contents, "MacOS", name)
	if err := write(path, program); err != nil {
		return err
	}
	if err := os.Chmod(path, 0o755); err != nil {
		return err
	}
	return r.list(anyMac, path, parts)
}

// universal puts programs for several architectures into one file, each at a
// multiple of the largest page, as the system maps them.
func universal(programs [][]byte) ([]byte, error) {
	const (
		magic       = 0xcafebabe
		machoMagic  = 0xfeedfacf
		headerSize  = 8
		entrySize   = 20
		alignment   = 14 // 16 KiB, as a power of two
		typesOffset = 4
	)
	var head, body []byte
	head = binary.BigEndian.AppendUint32(head, magic)
	head = binary.BigEndian.AppendUint32(head, uint32(len(programs)))
	pad := func(b []byte, to int) []byte { return append(b, make([]byte, (to-len(b)%to)%to)...) }
	first := len(pad(make([]byte, headerSize+entrySize*len(programs)), 1<<alignment))
	for _, s := range programs {
		if len(s) < 16 || binary.LittleEndian.Uint32(s) != machoMagic {
			return nil, errors.New("not a program for macOS")
		}
		body = pad(body, 1<<alignment)
		for _, n := range []uint32{
			binary.LittleEndian.Uint32(s[typesOffset:]), binary.LittleEndian.Uint32(s[typesOffset+4:]), uint32(first + len(body)), uint32(len(s)), alignment,
		} {
			head = binary.BigEndian.AppendUint32(head, n)
		}
		body = append(body, s...)
	}
	return append(pad(head, 1<<alignment), body...), nil
}

// anyMac is what the bundle is for.
var anyMac = target{system: "macos", arch: "universal"}

// macosZip is the name of the archive with the bundle, made after signing.
func (r *release) macosZip() string { return r.name(anyMac) + ".zip" }

// zipApp packs the bundle as it is, signature and all.
func (r *release) zipApp() error {
	return zipFile(filepath.Join(r.out, r.values["NAME"]+".app"), filepath.Join(r.out, r.macosZip()), r.time)
}

// brew writes the Homebrew cask of the archive with the bundle and the formula
// that builds from the source archive, as far as these have been made.
func (r *release) brew() error {
	made := 0
	for _, b := range []struct{ template, file, name string }{
		{"macos/cask.rb", r.macosZip(), "ZIP_SHA256"},
		{"macos/formula.rb", r.sourceName(), "SOURCE_SHA256"},
	} {
		sum, err := r.sum(b.file)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		made++
		to := filepath.Join(r.out, r.values["PROGRAM"]+"_"+r.values["VERSION"]+"_"+filepath.Base(b.template))
		if err := r.fill(b.template, to, map[string]string{b.name: sum}); err != nil {
			return err
		}
	}
	if made == 0 {
		return fmt.Errorf("neither %s nor %s has been made", r.macosZip(), r.sourceName())
	}
	return nil
}

func (r *release) sourceName() string {
	return r.values["PROGRAM"] + "_" + r.values["VERSION"] + "_source.tar.gz"
}

// source packs the commit that is checked out.
func (r *release) source() error {
	prefix := r.values["PROGRAM"] + "-" + r.values["VERSION"] + "/"
	cmd := exec.Command("git", "archive", "--format=tar", "--prefix="+prefix, "HEAD")
	cmd.Dir = r.root
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("running git archive: %w", err)
	}
	return write(filepath.Join(r.out, r.sourceName()), zipped(out))
}
