package main

import (
	"bytes"
	"image"
	"image/png"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

var drawn = sync.OnceValue(draw)

// The files are what this program draws. PNGs are compared by their pixels,
// since another Go version may compress them otherwise.
func TestFilesAreDrawn(t *testing.T) {
	files := drawn()
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(content(t, name, got), content(t, name, want)) {
			t.Errorf("%s: not what the program draws: run go generate ./assets", name)
		}
	}
	for _, dir := range []string{"linux", "darwin", "windows", "app"} {
		found, err := os.ReadDir(filepath.Join("..", dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if files[dir+"/"+f.Name()] == nil {
				t.Errorf("%s/%s: not drawn by the program", dir, f.Name())
			}
		}
	}
}

// content is what a file shows; of an icon with a PNG inside, all but that one.
func content(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	switch path.Ext(name) {
	case ".png":
		return pixels(t, data)
	case ".ico":
		if at := bytes.Index(data, []byte("\x89PNG")); at >= 0 {
			const headerSize, entrySize, lengthAt = 6, 16, 8
			head := bytes.Clone(data[:at])
			last := headerSize + entrySize*(int(head[4])-1)
			copy(head[last+lengthAt:], make([]byte, 4)) // how well it is compressed
			return append(head, pixels(t, data[at:])...)
		}
	case ".icns":
		pictures, err := icnsPictures(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var all []byte
		for _, kind := range slices.Sorted(maps.Keys(pictures)) {
			all = append(append(all, kind...), pictures[kind].Pix...)
		}
		return all
	}
	return data
}

func pixels(t *testing.T, data []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return toNRGBA(img).Pix
}

func toNRGBA(img image.Image) *image.NRGBA {
	if img, ok := img.(*image.NRGBA); ok {
		return img
	}
	out := image.NewNRGBA(img.Bounds())
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			out.Set(x, y, img.At(x, y))
		}
	}
	return out
}

// Somebody who sees no colours must tell the states apart at 16 pixels.
func TestStatesDifferInShape(t *testing.T) {
	const size, least, half = 16, 12, 0x80 // pixels; alpha
	for i, a := range states {
		for _, b := range states[:i] {
			differ := 0
			one, other := render(size, a.paint(black)), render(size, b.paint(black))
			for at := 3; at < len(one.Pix); at += 4 {
				if (one.Pix[at] < half) != (other.Pix[at] < half) {
					differ++
				}
			}
			if differ < least {
				t.Errorf("%s and %s differ in %d of %d pixels, want at least %d", a.name, b.name, differ, size*size, least)
			}
		}
	}
}

func TestDarwinIsATemplate(t *testing.T) {
	for _, s := range states {
		img := render(darwinSize, s.paint(black))
		for at := 0; at < len(img.Pix); at += 4 {
			if img.Pix[at] != 0 || img.Pix[at+1] != 0 || img.Pix[at+2] != 0 {
				t.Fatalf("%s: a pixel that is not black", s.name)
			}
		}
	}
}

// luminance as WCAG defines it, for the one colour that has to do on any panel.
func TestInkShowsOnLightAndDark(t *testing.T) {
	for _, panel := range [][3]uint8{{0xff, 0xff, 0xff}, {0x2e, 0x34, 0x36}, {0x1e, 0x1e, 0x1e}} {
		a, b := luminance(ink.R, ink.G, ink.B)+0.05, luminance(panel[0], panel[1], panel[2])+0.05
		if got := max(a, b) / min(a, b); got < 3 {
			t.Errorf("contrast with %x: got %.2f, want at least 3", panel, got)
		}
	}
}

func luminance(r, g, b uint8) float64 {
	linear := func(c uint8) float64 {
		v := float64(c) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
