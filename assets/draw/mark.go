package main

import "image/color"

// The picture is a square from -unit to unit in both directions, y downwards.
const unit = 1 << 12

// point is a place in the picture.
type point struct{ x, y int64 }

// paint gives the colour at a place, transparent outside of the shape.
type paint func(p point) color.NRGBA

var (
	none  = color.NRGBA{}
	black = color.NRGBA{A: 0xff}
	// ink has nearly the same contrast, about 4 to 1, to a white and to an
	// almost black panel (#1e1e1e), and 3 to 1 to a dark grey one (#2e3436).
	ink = color.NRGBA{0xd0, 0x58, 0x14, 0xff}
)

// The mark: a clock face.
const (
	outer = unit * 97 / 100 // radius of the ring
	inner = unit * 73 / 100 // its stroke is two pixels of sixteen
)

// Directions on the face, as vectors of length 1000.
var (
	twelve = point{0, -1000}
	notch  = point{643, -766} // 40 degrees
	three  = point{1000, 0}
	six    = point{0, 1000}
)

// state is a form of the mark.
type state struct {
	name   string
	inside func(p point) bool
}

// states are told apart by shape: the icon may be drawn in one colour.
var states = []state{
	{"idle", ring},
	{"signedin", func(p point) bool { return ring(p) || p.x >= 0 && disc(p, inner) }},
	{"endingsoon", func(p point) bool {
		return ring(p) && !between(twelve, p, notch) || between(three, p, six) && disc(p, inner)
	}},
}

func disc(p point, radius int64) bool { return p.x*p.x+p.y*p.y <= radius*radius }

func ring(p point) bool { return disc(p, outer) && !disc(p, inner) }

// between tells whether p lies clockwise from a and counter-clockwise from b,
// which are less than half a turn apart.
func between(a, p, b point) bool { return cross(a, p) >= 0 && cross(p, b) >= 0 }

func cross(a, b point) int64 { return a.x*b.y - a.y*b.x }

// paint draws the state in one colour.
func (s state) paint(c color.NRGBA) paint {
	return func(p point) color.NRGBA {
		if s.inside(p) {
			return c
		}
		return none
	}
}

// app is the application's icon: the mark of a session on a tile, the night
// half of the day dark, the other like the sun.
func app(p point) color.NRGBA {
	const (
		half   = unit * 92 / 100 // half the side of the tile
		corner = unit * 40 / 100
	)
	x, y := abs(p.x), abs(p.y)
	if x > half || y > half {
		return none
	}
	if in := int64(half - corner); x > in && y > in && !disc(point{x - in, y - in}, corner) {
		return none
	}
	face := point{p.x * 100 / 62, p.y * 100 / 62}
	switch {
	case ring(face):
		return color.NRGBA{0xff, 0xff, 0xff, 0xff}
	case disc(face, inner) && face.x >= 0:
		return color.NRGBA{0xff, 0xb0, 0x2e, 0xff}
	}
	t := (p.y + unit) * 255 / (2 * unit)
	return mix(color.NRGBA{0x2f, 0x4a, 0x86, 0xff}, color.NRGBA{0x16, 0x22, 0x44, 0xff}, t)
}

// mix goes from a to b as t goes from 0 to 255.
func mix(a, b color.NRGBA, t int64) color.NRGBA {
	c := func(a, b uint8) uint8 { return uint8((int64(a)*(255-t) + int64(b)*t) / 255) }
	return color.NRGBA{c(a.R, b.R), c(a.G, b.G), c(a.B, b.B), c(a.A, b.A)}
}

func abs(n int64) int64 { return max(n, -n) }
