package main

import (
	"encoding/binary"
	"image"
)

// icnsElements are the pictures of a macOS icon, by their type. Those with two
// pixels a point ("@2x") have types of their own. The smallest two are ARGB:
// macOS draws PNGs of these sizes wrongly inside an app.
var icnsElements = []struct {
	kind string
	size int // pixels
	argb bool
}{
	{"ic04", 16, true},
	{"ic05", 32, true},
	{"ic07", 128, false},
	{"ic08", 256, false},
	{"ic09", 512, false},
	{"ic10", 1024, false}, // 512 points @2x
	{"ic11", 32, false},   // 16 points @2x
	{"ic12", 64, false},   // 32 points @2x
	{"ic13", 256, false},  // 128 points @2x
	{"ic14", 512, false},  // 256 points @2x
}

// encodeICNS makes a macOS icon of pictures of each size.
func encodeICNS(at func(size int) *image.NRGBA) []byte {
	const header = 8
	body := []byte("icns\x00\x00\x00\x00")
	for _, e := range icnsElements {
		data := encodeARGB(at(e.size))
		if !e.argb {
			data = encodePNG(at(e.size))
		}
		body = append(body, e.kind...)
		body = binary.BigEndian.AppendUint32(body, uint32(header+len(data)))
		body = append(body, data...)
	}
	binary.BigEndian.PutUint32(body[4:], uint32(len(body)))
	return body
}

// encodeARGB writes the four channels one after the other, each packed.
func encodeARGB(img *image.NRGBA) []byte {
	out := []byte("ARGB")
	for _, channel := range []int{3, 0, 1, 2} {
		plane := make([]byte, 0, len(img.Pix)/4)
		for at := channel; at < len(img.Pix); at += 4 {
			plane = append(plane, img.Pix[at])
		}
		out = append(out, pack(plane)...)
	}
	return out
}

// pack writes runs: a byte n below 128 and n+1 bytes as they are, or a byte n
// from 128 and one that stands for n-125 equal ones.
func pack(plane []byte) []byte {
	const least, most, mostPlain = 3, 130, 128
	var out, plain []byte
	flush := func() {
		for len(plain) > 0 {
			n := min(len(plain), mostPlain)
			out = append(append(out, byte(n-1)), plain[:n]...)
			plain = plain[n:]
		}
	}
	for at := 0; at < len(plane); {
		n := 1
		for at+n < len(plane) && n < most && plane[at+n] == plane[at] {
			n++
		}
		if n < least {
			plain = append(plain, plane[at:at+n]...)
		} else {
			flush()
			out = append(out, byte(n+125), plane[at])
		}
		at += n
	}
	flush()
	return out
}
