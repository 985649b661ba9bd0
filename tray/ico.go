package tray

import "encoding/binary"

// icoPicture is the picture of an .ico file for a size in pixels: the smallest
// that is as large, or the largest; nil where the file is none.
func icoPicture(ico []byte, size int) []byte {
	const head, entry = 6, 16
	le := binary.LittleEndian
	if len(ico) < head || le.Uint16(ico) != 0 || le.Uint16(ico[2:]) != 1 {
		return nil
	}
	var best []byte
	bestSize := 0
	for i := range int(le.Uint16(ico[4:])) {
		at := head + i*entry
		if at+entry > len(ico) {
			break
		}
		e := ico[at : at+entry]
		wide, length, offset := int(e[0]), uint64(le.Uint32(e[8:])), uint64(le.Uint32(e[12:]))
		if wide == 0 {
			wide = 256
		}
		if length == 0 || offset+length > uint64(len(ico)) {
			continue
		}
		if best == nil || wide >= size && (wide < bestSize || bestSize < size) || wide > bestSize && bestSize < size {
			best, bestSize = ico[offset:offset+length], wide
		}
	}
	return best
}
