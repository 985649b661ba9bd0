package main

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/base64"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The seal of a bundle, read back as Apple's headers tell, and not by what wrote
// it: codesign and macOS are not here to ask.
func testSeal(t *testing.T, contents string) {
	bundle := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(contents), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(contents + "/" + path)
		bundle[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := checkSeal(bundle, "app.halfday.Halfday"); err != nil {
		t.Fatal(err)
	}
	for _, must := range []string{"Info.plist", "PkgInfo", "MacOS/halfday", "Resources/halfday.icns", "Resources/LICENSE.txt", "_CodeSignature/CodeResources"} {
		if bundle[must] == nil {
			t.Errorf("no %s in the bundle", must)
		}
	}
	if checkSeal(bundle, "app.halfday.Halfdaz") == nil {
		t.Error("another identifier went unnoticed")
	}

	broken := func(what, name string, data []byte) {
		t.Helper()
		other := maps.Clone(bundle)
		if other[name] = (&fstest.MapFile{Data: data}); data == nil {
			delete(other, name)
		}
		if checkSeal(other, "app.halfday.Halfday") == nil {
			t.Errorf("%s: %s went unnoticed", name, what)
		}
	}
	broken("one more file", "Resources/more", []byte{})
	for name, file := range bundle {
		broken("that it is gone", name, nil)
		places := []int{0, len(file.Data) / 2, len(file.Data) - 1}
		if name == "MacOS/halfday" {
			places = placesIn(t, file.Data)
		}
		for _, at := range places {
			changed := bytes.Clone(file.Data)
			changed[at] ^= 1
			broken(fmt.Sprintf("a change at %d", at), name, changed)
		}
	}
}

// placesIn are those of a universal program that are worth a change: each command,
// the ends of each segment and the hashes of the signature.
func placesIn(t *testing.T, program []byte) (places []int) {
	fat, err := macho.NewFatFile(bytes.NewReader(program))
	if err != nil {
		t.Fatal(err)
	}
	for _, arch := range fat.Arches {
		at := 32
		for _, l := range arch.Loads {
			places = append(places, int(arch.Offset)+at)
			at += len(l.Raw())
			if s, ok := l.(*macho.Segment); ok && s.Filesz > 0 {
				places = append(places, int(arch.Offset)+int(s.Offset), int(arch.Offset)+int(s.Offset+s.Filesz)-1)
			}
		}
		places = append(places, int(arch.Offset)+at) // where the next command would stand
	}
	return places
}

// checkSeal tells what of a bundle is not as its signature says.
func checkSeal(contents fs.FS, identifier string) error {
	read := func(name string) []byte {
		data, _ := fs.ReadFile(contents, name) // one that is gone is an empty one, which nothing has sealed
		return data
	}
	list := read("_CodeSignature/CodeResources")
	sealed, err := sealedFiles(list)
	if err != nil {
		return err
	}
	err = fs.WalkDir(contents, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || slices.Contains([]string{"Info.plist", "MacOS/halfday", "_CodeSignature/CodeResources"}, name) {
			return err
		}
		if sum := sha256.Sum256(read(name)); !bytes.Equal(sealed[name], sum[:]) {
			return fmt.Errorf("%s is not as it was sealed", name)
		}
		delete(sealed, name)
		return nil
	})
	if err != nil {
		return err
	}
	if len(sealed) > 0 {
		return fmt.Errorf("gone: %v", slices.Collect(maps.Keys(sealed)))
	}

	program := read("MacOS/halfday")
	fat, err := macho.NewFatFile(bytes.NewReader(program))
	if err != nil {
		return err
	}
	if len(fat.Arches) != 2 {
		return errors.New("not for two architectures")
	}
	for _, arch := range fat.Arches {
		if err := checkSignature(arch.File, program[arch.Offset:arch.Offset+arch.Size], identifier, read("Info.plist"), list); err != nil {
			return fmt.Errorf("%v: %w", arch.Cpu, err)
		}
	}
	return nil
}

// sealedFiles are the hashes of CodeResources.
func sealedFiles(list []byte) (map[string][]byte, error) {
	type node struct {
		XMLName xml.Name
		Text    string `xml:",chardata"`
		In      []node `xml:",any"`
	}
	under := func(n node, key string) node {
		for i, k := range n.In {
			if k.XMLName.Local == "key" && k.Text == key && i+1 < len(n.In) {
				return n.In[i+1]
			}
		}
		return node{}
	}
	var plist node
	if err := xml.Unmarshal(list, &plist); err != nil {
		return nil, err
	}
	if len(plist.In) != 1 {
		return nil, errors.New("a list of no or several things")
	}
	for _, must := range []string{"files", "rules"} {
		if under(plist.In[0], must).XMLName.Local != "dict" {
			return nil, fmt.Errorf("no %s, which Security.framework wants to see", must)
		}
	}
	if under(under(plist.In[0], "rules2"), "^.*").XMLName.Local != "true" {
		return nil, errors.New("not every file counts")
	}
	files, sealed := under(plist.In[0], "files2"), map[string][]byte{}
	for _, k := range files.In {
		if k.XMLName.Local != "key" {
			continue
		}
		sum, err := base64.StdEncoding.DecodeString(strings.TrimSpace(under(under(files, k.Text), "hash2").Text))
		if err != nil || len(sum) != sha256.Size {
			return nil, fmt.Errorf("no hash of %s", k.Text)
		}
		sealed[k.Text] = sum
	}
	return sealed, nil
}

// checkSignature tells what is wrong with the signature of a program for one
// architecture. Offsets are those of struct __CodeDirectory.
func checkSignature(f *macho.File, program []byte, identifier string, info, resources []byte) error {
	at, size := 0, 0
	for _, l := range f.Loads {
		if raw := l.Raw(); f.ByteOrder.Uint32(raw) == 0x1d {
			if at != 0 {
				return errors.New("two signatures")
			}
			at, size = int(f.ByteOrder.Uint32(raw[8:])), int(f.ByteOrder.Uint32(raw[12:]))
		}
	}
	links, text := f.Segment("__LINKEDIT"), f.Segment("__TEXT")
	switch {
	case at == 0 || at%16 != 0 || at+size != len(program):
		return fmt.Errorf("a signature at %d, of %d bytes, in %d", at, size, len(program))
	case links == nil || text == nil || links.Offset > uint64(at) || links.Offset+links.Filesz != uint64(at+size) || links.Memsz < links.Filesz:
		return errors.New("the signature is not within __LINKEDIT")
	case !hasUUID(f):
		return errors.New("no LC_UUID, without which macOS 26 does not start it")
	}
	number := func(b []byte, at int) int { return int(binary.BigEndian.Uint32(b[at:])) }
	blob := program[at:]
	if number(blob, 0) != 0xfade0cc0 || number(blob, 4) != size || number(blob, 8) != 1 || number(blob, 12) != 0 {
		return errors.New("not a list of one signature")
	}
	d := blob[number(blob, 16):]
	hashes, special, pages := number(d, 16), number(d, 24), number(d, 28)
	switch {
	case number(d, 0) != 0xfade0c02 || number(d, 4) != len(d) || number(d, 8) != 0x20400:
		return errors.New("not a directory of code")
	case number(d, 12) != 2:
		return errors.New("not ad hoc")
	case special != 3 || pages != (at+4095)/4096 || number(d, 32) != at || hashes+32*pages != len(d):
		return errors.New("a directory of something else")
	case d[36] != 32 || d[37] != 2 || d[39] != 12:
		return errors.New("other hashes than SHA-256 of 4 KiB each")
	case binary.BigEndian.Uint64(d[64:]) != text.Offset || binary.BigEndian.Uint64(d[72:]) != text.Filesz || binary.BigEndian.Uint64(d[80:]) != 1:
		return errors.New("the code that may run is not __TEXT")
	}
	if name, _, _ := bytes.Cut(d[number(d, 20):], []byte{0}); string(name) != identifier {
		return fmt.Errorf("it names itself %q", name)
	}
	slot := func(n int) []byte { return d[hashes+32*n:][:32] }
	for n, part := range map[int][]byte{-1: info, -3: resources} {
		if sum := sha256.Sum256(part); !bytes.Equal(slot(n), sum[:]) {
			return fmt.Errorf("slot %d does not fit", n)
		}
	}
	if !bytes.Equal(slot(-2), make([]byte, 32)) {
		return errors.New("requirements, of which there are none")
	}
	for n := range pages {
		if sum := sha256.Sum256(program[n*4096 : min(n*4096+4096, at)]); !bytes.Equal(slot(n), sum[:]) {
			return fmt.Errorf("page %d does not fit", n)
		}
	}
	return nil
}

func TestSignAdHocMistakes(t *testing.T) {
	for name, bad := range map[string][]byte{"empty": nil, "a script": []byte("#!/bin/sh\n" + strings.Repeat("true\n", 40))} {
		if _, err := signAdHoc(bad, bundleParts{}); err == nil {
			t.Errorf("%s was signed", name)
		}
	}
}
