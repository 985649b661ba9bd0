//go:build packages && desktop && linux

package packaging

import (
	"debug/pe"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// checkProgram reads back what the release has put into a program for Windows.
func checkProgram(t *testing.T, path string) {
	t.Helper()
	f, err := pe.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	subsystem := uint16(pe.IMAGE_SUBSYSTEM_WINDOWS_CUI)
	if filepath.Base(path) == "halfdayw.exe" {
		subsystem = pe.IMAGE_SUBSYSTEM_WINDOWS_GUI // opens no console
	}
	if head, ok := f.OptionalHeader.(*pe.OptionalHeader64); !ok || head.Subsystem != subsystem {
		t.Errorf("%s: not for subsystem %d", path, subsystem)
	}
	section := f.Section(".rsrc")
	if section == nil {
		t.Fatalf("%s has no resources", path)
	}
	data, err := section.Data()
	if err != nil {
		t.Fatal(err)
	}
	resources := map[uint32][]byte{}
	readResources(data, section.VirtualAddress, 0, 0, 0, resources)
	const groupIcon, version, manifest = 14, 16, 24 // RT_GROUP_ICON, RT_VERSION, RT_MANIFEST
	var sizes []int
	group := resources[groupIcon]
	for at := 6; at+14 <= len(group); at += 14 {
		sizes = append(sizes, int(group[at]))
	}
	for _, want := range []int{16, 20, 24, 32, 48, 0} { // 0 is 256
		if !slices.Contains(sizes, want) {
			t.Errorf("%s: the icon has no picture for %d pixels: %v", path, want, sizes)
		}
	}
	if err := xml.Unmarshal(resources[manifest], new(struct{})); err != nil || !strings.Contains(string(resources[manifest]), "PerMonitorV2") {
		t.Errorf("%s: the manifest: %v\n%s", path, err, resources[manifest])
	}
	var name []byte
	for _, r := range "Halfday" {
		name = append(name, byte(r), 0)
	}
	if !strings.Contains(string(resources[version]), string(name)) {
		t.Errorf("%s: the version does not name the product", path)
	}
}

// readResources gives the first resource of each type in a resource section,
// whose directories are nested by type, name and language.
// https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#the-rsrc-section
func readResources(section []byte, address, directory uint32, level int, kind uint32, found map[uint32][]byte) {
	const head, entry, below = 16, 8, 1 << 31
	le := binary.LittleEndian
	if int(directory)+head > len(section) || level > 2 {
		panic(fmt.Sprint("a directory of resources at ", directory))
	}
	count := int(le.Uint16(section[directory+12:])) + int(le.Uint16(section[directory+14:]))
	for i := range count {
		e := section[int(directory)+head+i*entry:]
		id, offset := le.Uint32(e), le.Uint32(e[4:])
		if level == 0 {
			kind = id
		}
		if offset&below != 0 {
			readResources(section, address, offset&^below, level+1, kind, found)
		} else if _, known := found[kind]; !known {
			at, size := le.Uint32(section[offset:])-address, le.Uint32(section[offset+4:])
			found[kind] = section[at : at+size]
		}
	}
}
