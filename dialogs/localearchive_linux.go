package dialogs

import (
	"encoding/binary"
	"io"
	"os"
	"strings"
)

const (
	// archiveMagic is the first word of glibc's locale archive, in the byte
	// order of the machine (locale/locarchive.h, AR_MAGIC).
	archiveMagic = 0xde020109
	// maxArchiveNames bounds the table of names, in bytes: all the locales of a
	// distribution come to some 20 KB.
	maxArchiveNames = 1 << 20
)

// archivedLocales are the names in a locale archive, and whether it is one.
// The rest of it, up to 200 MB, is not read.
func archivedLocales(path string) (names map[string]bool, ok bool) {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	// #nosec G304 -- glibc's own file
	f, err := os.Open(path)
	if err != nil {
		return nil, false
	}
	defer f.Close()
	var header struct {
		Magic, Serial                   uint32
		HashOffset, HashUsed, HashSize  uint32
		NamesOffset, NamesUsed, NameMax uint32
	}
	if err := binary.Read(f, binary.NativeEndian, &header); err != nil || header.Magic != archiveMagic || header.NamesUsed > maxArchiveNames {
		return nil, false
	}
	table := make([]byte, header.NamesUsed)
	if _, err := io.ReadFull(io.NewSectionReader(f, int64(header.NamesOffset), int64(header.NamesUsed)), table); err != nil {
		return nil, false
	}
	names = map[string]bool{}
	for name := range strings.SplitSeq(string(table), "\x00") {
		names[name] = true
	}
	return names, true
}
