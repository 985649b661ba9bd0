package main

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/binary"
	"errors"
	"fmt"
)

// The numbers of the signature are those of Apple's osfmk/kern/cs_blobs.h, which
// macOS's kernel is built from; those of the load commands are of mach-o/loader.h.
const (
	loadSignature = 0x1d
	loadSegment64 = 0x19

	magicSignatures = 0xfade0cc0
	magicDirectory  = 0xfade0c02
	withExecSegment = 0x20400 // the version of the directory
	flagAdHoc       = 0x2
	hashSHA256      = 2
	mainProgram     = 1
	pageBits        = 12

	slotInfo, slotResources = 1, 3 // counted backwards from the first page
)

// directory is what a signature binds, its hashes and its identifier behind it.
// Big-endian.
type directory struct {
	Magic, Length, Version, Flags                  uint32
	Hashes, Identifier, Specials, Pages, CodeLimit uint32
	HashSize, HashType, Platform, PageBits         uint8
	_, Scatter, Team, _                            uint32
	CodeLimit64, ExecBase, ExecLimit, ExecFlags    uint64
}

// bundleParts are what the signature of a program binds beside the program.
type bundleParts struct {
	identifier      string
	info, resources []byte // Info.plist and CodeResources
}

// signAdHoc puts a signature into a program for one architecture, in the place of
// the one that Go's linker may have made. Ad hoc: it tells whether program and
// bundle are whole, and not who made them.
func signAdHoc(program []byte, with bundleParts) ([]byte, error) {
	f, err := macho.NewFile(bytes.NewReader(program))
	if err != nil {
		return nil, err
	}
	text, links := f.Segment("__TEXT"), f.Segment("__LINKEDIT")
	if f.Magic != macho.Magic64 || text == nil || links == nil || links.Offset+links.Filesz != uint64(len(program)) {
		return nil, errors.New("not a program for macOS that ends with what its linker left")
	}
	const head, commands, commandBytes = 32, 16, 20
	var linksAt, signatureAt int
	end := head
	for _, l := range f.Loads {
		raw := l.Raw()
		switch f.ByteOrder.Uint32(raw) {
		case loadSignature:
			signatureAt = end
			program = program[:f.ByteOrder.Uint32(raw[8:])]
		case loadSegment64:
			if s, ok := l.(*macho.Segment); ok && s == links {
				linksAt = end
			}
		}
		end += len(raw)
	}
	program = bytes.Clone(program)
	if signatureAt == 0 {
		const size = 16
		if room := firstSection(f); end+size > room {
			return nil, fmt.Errorf("no room for a signature: commands up to %d, code from %d", end, room)
		}
		signatureAt = end
		f.ByteOrder.PutUint32(program[end:], loadSignature)
		f.ByteOrder.PutUint32(program[end+4:], size)
		f.ByteOrder.PutUint32(program[commands:], f.Ncmd+1)
		f.ByteOrder.PutUint32(program[commandBytes:], f.Cmdsz+size)
	}
	program = append(program, make([]byte, -len(program)&15)...)

	sign := func() []byte { return signature(program, text, with) }
	size := uint64(len(sign())) // the same whatever the program says
	f.ByteOrder.PutUint32(program[signatureAt+8:], uint32(len(program)))
	f.ByteOrder.PutUint32(program[signatureAt+12:], uint32(size))
	const vmSize, fileSize, mapped = 32, 48, 16<<10 - 1
	size += uint64(len(program)) - links.Offset
	f.ByteOrder.PutUint64(program[linksAt+vmSize:], (size+mapped)&^mapped)
	f.ByteOrder.PutUint64(program[linksAt+fileSize:], size)
	return append(program, sign()...), nil
}

func firstSection(f *macho.File) int {
	first := 0
	for _, s := range f.Sections {
		if s.Offset != 0 && (first == 0 || int(s.Offset) < first) {
			first = int(s.Offset)
		}
	}
	return first
}

// signature is the list of one, with the directory of what is bound.
func signature(program []byte, text *macho.Segment, with bundleParts) []byte {
	const listHead, page = 20, 1 << pageBits
	d := directory{
		Magic: magicDirectory, Version: withExecSegment, Flags: flagAdHoc,
		Specials: slotResources, Pages: uint32((len(program) + page - 1) / page), CodeLimit: uint32(len(program)),
		HashSize: sha256.Size, HashType: hashSHA256, PageBits: pageBits,
		ExecBase: text.Offset, ExecLimit: text.Filesz, ExecFlags: mainProgram,
	}
	d.Identifier = uint32(binary.Size(d))
	d.Hashes = d.Identifier + uint32(len(with.identifier)) + 1 + d.Specials*sha256.Size
	d.Length = d.Hashes + d.Pages*sha256.Size

	var b []byte
	for _, n := range []uint32{magicSignatures, listHead + d.Length, 1, 0, listHead} {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	b, _ = binary.Append(b, binary.BigEndian, d) // fails for no such type
	b = append(append(b, with.identifier...), 0)
	special := map[uint32][]byte{slotInfo: with.info, slotResources: with.resources}
	for slot := d.Specials; slot > 0; slot-- {
		var sum [sha256.Size]byte // of nothing: zero
		if part, ok := special[slot]; ok {
			sum = sha256.Sum256(part)
		}
		b = append(b, sum[:]...)
	}
	for at := 0; at < len(program); at += page {
		sum := sha256.Sum256(program[at:min(at+page, len(program))])
		b = append(b, sum[:]...)
	}
	return b
}
