package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
)

// samplesAt is how many samples in each direction make a pixel of a picture of
// size pixels: an edge in a large one needs fewer steps.
func samplesAt(size int) int {
	const fine, coarse, large = 8, 4, 256
	if size >= large {
		return coarse
	}
	return fine
}

// soft draws a paint with soft edges, each size once.
func soft(paint paint) func(size int) *image.NRGBA {
	drawn := map[int]*image.NRGBA{}
	return func(size int) *image.NRGBA {
		if drawn[size] == nil {
			drawn[size] = render(size, paint)
		}
		return drawn[size]
	}
}

// render draws a picture with size pixels in each direction.
func render(size int, paint paint) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	for y := range size {
		for x := range size {
			img.SetNRGBA(x, y, pixel(size, x, y, paint))
		}
	}
	return img
}

func pixel(size, x, y int, paint paint) color.NRGBA {
	samples := samplesAt(size)
	all := int64(samples * samples)
	var r, g, b, n int64
	for j := range samples {
		for i := range samples {
			c := paint(point{place(size, samples, x, i), place(size, samples, y, j)})
			if c.A != 0 {
				r, g, b, n = r+int64(c.R), g+int64(c.G), b+int64(c.B), n+1
			}
		}
	}
	if n == 0 {
		return none
	}
	return color.NRGBA{uint8(r / n), uint8(g / n), uint8(b / n), uint8(n * 255 / all)}
}

// place is the middle of a sample in the picture.
func place(size, samples, at, sample int) int64 {
	return int64((2*(at*samples+sample)+1)*unit/(size*samples) - unit)
}

func encodePNG(img image.Image) []byte {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, img); err != nil {
		panic(err) // a picture of no size
	}
	return b.Bytes()
}

// encodeICO makes a Windows icon of bitmaps: PNGs inside an icon are drawn with
// red and blue exchanged by some programs. The size 256 alone is a PNG, as
// Windows has it, since its bitmap would be large.
func encodeICO(sizes []int, at func(size int) *image.NRGBA) []byte {
	const headerSize, entrySize = 6, 16
	le := binary.LittleEndian
	var head, body []byte
	head = le.AppendUint16(head, 0)
	head = le.AppendUint16(head, 1) // an icon
	head = le.AppendUint16(head, uint16(len(sizes)))
	offset := headerSize + entrySize*len(sizes)
	for _, size := range sizes {
		img := at(size)
		data := bitmap(img)
		if size == 256 {
			data = encodePNG(img)
		}
		head = append(head, byte(size), byte(size), 0, 0) // 0 means 256
		head = le.AppendUint16(head, 1)                   // planes
		head = le.AppendUint16(head, 32)                  // bits per pixel
		head = le.AppendUint32(head, uint32(len(data)))
		head = le.AppendUint32(head, uint32(offset+len(body)))
		body = append(body, data...)
	}
	return append(head, body...)
}

// bitmap makes the bitmap of an icon: a BITMAPINFOHEADER, the colours from the
// bottom row up, and a mask of what is transparent.
func bitmap(img *image.NRGBA) []byte {
	le := binary.LittleEndian
	size := img.Rect.Dx()
	b := le.AppendUint32(nil, 40)
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(size*2)) // colours and mask
	b = le.AppendUint16(b, 1)
	b = le.AppendUint16(b, 32)
	b = append(b, make([]byte, 24)...) // no compression, nothing else of interest
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			c := img.NRGBAAt(x, y)
			b = append(b, c.B, c.G, c.R, c.A)
		}
	}
	for y := size - 1; y >= 0; y-- {
		row := make([]byte, (size+31)/32*4)
		for x := range size {
			if img.NRGBAAt(x, y).A == 0 {
				row[x/8] |= 0x80 >> (x % 8)
			}
		}
		b = append(b, row...)
	}
	return b
}
