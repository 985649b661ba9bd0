package main

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
)

// The picture at the left of an installer's last page, in pixels.
const sideWidth, sideHeight = 164, 314

// sidePicture draws it: our icon on white. NSIS has one of its own, of a box and
// a computer.
func (r *release) sidePicture(path string) error {
	f, err := os.Open(filepath.Join(r.root, "assets", "app", "128.png"))
	if err != nil {
		return err
	}
	defer f.Close()
	icon, err := png.Decode(f)
	if err != nil {
		return fmt.Errorf("reading the icon: %w", err)
	}
	picture := image.NewRGBA(image.Rect(0, 0, sideWidth, sideHeight))
	draw.Draw(picture, picture.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	at := image.Pt((sideWidth-icon.Bounds().Dx())/2, sideHeight/6)
	draw.Draw(picture, icon.Bounds().Add(at), icon, image.Point{}, draw.Over)
	return os.WriteFile(path, encodeBMP(picture), 0o644)
}

// encodeBMP is a picture with 24 bits a pixel, as NSIS reads it.
// https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-storage
func encodeBMP(picture *image.RGBA) []byte {
	const head, info, bits = 14, 40, 24
	wide, high := picture.Rect.Dx(), picture.Rect.Dy()
	row := (wide*3 + 3) / 4 * 4
	b := []byte("BM")
	for _, v := range []uint32{
		uint32(head + info + row*high), 0, head + info,
		info, uint32(wide), uint32(high), bits<<16 | 1, 0, uint32(row * high), 2835, 2835, 0, 0, // one plane, 72 dots an inch
	} {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	for y := high - 1; y >= 0; y-- { // the lowest row is the first
		for x := range wide {
			c := picture.RGBAAt(x, y)
			b = append(b, c.B, c.G, c.R)
		}
		b = append(b, make([]byte, row-wide*3)...)
	}
	return b
}
