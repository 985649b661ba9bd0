package notify

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
)

// imageData is the image-data hint of the specification.
type imageData struct {
	Width, Height, Stride int32
	Alpha                 bool
	Bits, Channels        int32
	Pixels                []byte // RGBA, not premultiplied
}

// icon decodes the icon at its first use; nil where there is none.
func (b *notifyBackend) icon() *imageData {
	if b.image != nil || len(b.app.PNG) == 0 {
		return b.image
	}
	decoded, err := png.Decode(bytes.NewReader(b.app.PNG))
	b.app.PNG = nil
	if err != nil {
		return nil
	}
	pixels := image.NewNRGBA(image.Rectangle{Max: decoded.Bounds().Size()})
	draw.Draw(pixels, pixels.Rect, decoded, decoded.Bounds().Min, draw.Src)
	b.image = &imageData{
		Width: int32(pixels.Rect.Dx()), Height: int32(pixels.Rect.Dy()), Stride: int32(pixels.Stride), // #nosec G115 -- the size of our own icon
		Alpha: true, Bits: 8, Channels: 4, Pixels: pixels.Pix,
	}
	return b.image
}
