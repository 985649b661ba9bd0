//go:build packages && linux

package packaging

import (
	"bytes"
	"debug/pe"
	bin "encoding/binary"
	"testing"
)

// forwarder makes a library for 64-bit Windows without any code: its one export
// name is that of another library, to, written "library.name". Go's programs
// want bcryptprimitives.dll, which Wine 8 does not have.
func forwarder(library, name, to string) []byte {
	const (
		fileAlign    = 0x200
		sectionAlign = 0x1000
		base         = sectionAlign // where the one section lies in memory
		directory    = 40           // bytes of an export directory
	)
	le := bin.LittleEndian
	// The section: directory, three tables of one entry, three strings.
	addresses, names, ordinals := base+directory, base+directory+4, base+directory+8
	text := base + directory + 10
	toAt, nameAt := text, text+len(to)+1
	libraryAt := nameAt + len(name) + 1
	var s []byte
	for _, v := range []int{0, 0, 0, libraryAt, 1, 1, 1, addresses, names, ordinals} {
		s = le.AppendUint32(s, uint32(v))
	}
	s = le.AppendUint32(s, uint32(toAt))
	s = le.AppendUint32(s, uint32(nameAt))
	s = le.AppendUint16(s, 0)
	s = append(s, to+"\x00"+name+"\x00"+library+"\x00"...)
	size := len(s)

	const peAt, optional = 0x40, 0xf0
	head := make([]byte, peAt)
	copy(head, "MZ")
	le.PutUint32(head[0x3c:], peAt)
	head = append(head, "PE\x00\x00"...)
	var b bytes.Buffer
	bin.Write(&b, le, pe.FileHeader{Machine: pe.IMAGE_FILE_MACHINE_AMD64, NumberOfSections: 1, SizeOfOptionalHeader: optional,
		Characteristics: pe.IMAGE_FILE_EXECUTABLE_IMAGE | pe.IMAGE_FILE_LARGE_ADDRESS_AWARE | pe.IMAGE_FILE_DLL})
	o := pe.OptionalHeader64{Magic: 0x20b, ImageBase: 0x180000000, SectionAlignment: sectionAlign, FileAlignment: fileAlign,
		MajorOperatingSystemVersion: 6, MajorSubsystemVersion: 6, SizeOfImage: 2 * sectionAlign, SizeOfHeaders: fileAlign,
		SizeOfInitializedData: fileAlign, Subsystem: pe.IMAGE_SUBSYSTEM_WINDOWS_GUI,
		DllCharacteristics: pe.IMAGE_DLLCHARACTERISTICS_NX_COMPAT, NumberOfRvaAndSizes: 16}
	// What lies inside the directory's range is a name, not code.
	o.DataDirectory[pe.IMAGE_DIRECTORY_ENTRY_EXPORT] = pe.DataDirectory{VirtualAddress: base, Size: uint32(size)}
	bin.Write(&b, le, o)
	section := pe.SectionHeader32{VirtualSize: uint32(size), VirtualAddress: base, SizeOfRawData: fileAlign, PointerToRawData: fileAlign,
		Characteristics: pe.IMAGE_SCN_CNT_INITIALIZED_DATA | pe.IMAGE_SCN_MEM_READ}
	copy(section.Name[:], ".rdata")
	bin.Write(&b, le, section)
	head = append(head, b.Bytes()...)
	pad := func(b []byte) []byte { return append(b, make([]byte, (fileAlign-len(b)%fileAlign)%fileAlign)...) }
	return append(pad(head), pad(s)...)
}

func TestPackagingForwarder(t *testing.T) {
	f, err := pe.NewFile(bytes.NewReader(forwarder("a.dll", "One", "b.Two")))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Sections) != 1 || f.Sections[0].Name != ".rdata" {
		t.Errorf("sections %v", f.Sections)
	}
	data, err := f.Sections[0].Data()
	if err != nil || !bytes.Contains(data, []byte("b.Two\x00One\x00a.dll\x00")) {
		t.Errorf("section %q, %v", data, err)
	}
}
