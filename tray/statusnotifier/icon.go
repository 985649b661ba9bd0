package statusnotifier

import (
	"bytes"
	"image/color"
	"image/png"
)

// Icon is a picture in several sizes, of which a host takes the one that fits
// its panel. Two are the same where their addresses are.
type Icon struct{ sizes []Pixmap }

// Pixmap is a picture as StatusNotifierItem writes it, (iiay): its size, and
// for each pixel alpha, red, green, blue, not multiplied by alpha.
type Pixmap struct {
	Width, Height int32
	Pixels        []byte
}

// NewIcon makes an icon of the sizes of a picture, each as PNG. What is no
// picture is left out.
func NewIcon(sizes [][]byte) *Icon {
	icon := &Icon{}
	for _, data := range sizes {
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			continue
		}
		b := img.Bounds()
		p := Pixmap{int32(b.Dx()), int32(b.Dy()), make([]byte, 0, 4*b.Dx()*b.Dy())} // #nosec G115 -- no picture is that large
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
				p.Pixels = append(p.Pixels, c.A, c.R, c.G, c.B)
			}
		}
		icon.sizes = append(icon.sizes, p)
	}
	return icon
}

// pixmaps are those of an icon, or none.
func (i *Icon) pixmaps() []Pixmap {
	if i == nil {
		return []Pixmap{}
	}
	return i.sizes
}
