package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"testing"
)

// icnsPictures reads an icon back: the picture of each type.
func icnsPictures(data []byte) (map[string]*image.NRGBA, error) {
	if len(data) < 8 || string(data[:4]) != "icns" || int(binary.BigEndian.Uint32(data[4:])) != len(data) {
		return nil, fmt.Errorf("not an icon of %d bytes", len(data))
	}
	pictures := map[string]*image.NRGBA{}
	for data = data[8:]; len(data) > 0; {
		if len(data) < 8 {
			return nil, fmt.Errorf("%d bytes left over", len(data))
		}
		kind, size := string(data[:4]), int(binary.BigEndian.Uint32(data[4:]))
		if size < 8 || size > len(data) {
			return nil, fmt.Errorf("%s: %d bytes of %d", kind, size, len(data))
		}
		body := data[8:size]
		data = data[size:]
		if argb, ok := bytes.CutPrefix(body, []byte("ARGB")); ok {
			img, err := readARGB(argb)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", kind, err)
			}
			pictures[kind] = img
			continue
		}
		img, err := png.Decode(bytes.NewReader(body))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", kind, err)
		}
		pictures[kind] = toNRGBA(img)
	}
	return pictures, nil
}

func readARGB(packed []byte) (*image.NRGBA, error) {
	var all []byte
	for len(packed) > 0 {
		n := int(packed[0])
		switch packed = packed[1:]; {
		case n < 128 && len(packed) > n:
			all, packed = append(all, packed[:n+1]...), packed[n+1:]
		case n >= 128 && len(packed) > 0:
			all, packed = append(all, bytes.Repeat(packed[:1], n-125)...), packed[1:]
		default:
			return nil, fmt.Errorf("a run of %d with %d bytes left", n, len(packed))
		}
	}
	size := 0
	for size*size*4 < len(all) {
		size++
	}
	if size*size*4 != len(all) {
		return nil, fmt.Errorf("%d bytes are no square", len(all))
	}
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for i := range size * size {
		for channel, place := range []int{3, 0, 1, 2} {
			img.Pix[i*4+place] = all[channel*size*size+i]
		}
	}
	return img, nil
}

func TestICNS(t *testing.T) {
	pictures, err := icnsPictures(drawn()["app/halfday.icns"])
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range icnsElements {
		img := pictures[e.kind]
		if img == nil {
			t.Errorf("no %s", e.kind)
			continue
		}
		if got := img.Rect.Dx(); got != e.size {
			t.Errorf("%s has %d pixels, want %d", e.kind, got, e.size)
		} else if got < 1024 && !bytes.Equal(img.Pix, render(e.size, app).Pix) {
			t.Errorf("%s is not what was drawn", e.kind)
		}
	}
	if got, want := len(pictures), len(icnsElements); got != want {
		t.Errorf("got %d pictures, want %d", got, want)
	}
}

func TestPack(t *testing.T) {
	for _, tt := range []struct{ plane, want []byte }{
		{nil, nil},
		{[]byte{1}, []byte{0, 1}},
		{[]byte{1, 1}, []byte{1, 1, 1}},
		{[]byte{1, 1, 1}, []byte{128, 1}},
		{[]byte{1, 2, 2, 2, 2, 3}, []byte{0, 1, 129, 2, 0, 3}},
		{bytes.Repeat([]byte{7}, 131), []byte{255, 7, 0, 7}},
	} {
		if got := pack(tt.plane); !bytes.Equal(got, tt.want) {
			t.Errorf("%v: got %v, want %v", tt.plane, got, tt.want)
		}
	}
	var plain []byte
	for i := range 129 {
		plain = append(plain, byte(i))
	}
	if got := pack(plain); len(got) != 131 || got[0] != 127 || got[129] != 0 || got[130] != 128 {
		t.Errorf("129 different bytes: got %v", got)
	}
}
