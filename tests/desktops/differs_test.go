//go:build desktops && linux

package desktops

import "image"

// differs is what is not the same in two pictures.
func differs(a, b image.Image, in image.Rectangle) (box image.Rectangle) {
	for _, patch := range patches(a, b, in, image.Rectangle{}) {
		box = box.Union(patch)
	}
	return box
}

// largest is the largest patch that is not the same in two pictures, in one box
// and not in the other: a menu that opens, while the page of a browser counts
// the seconds.
func largest(a, b image.Image, in, but image.Rectangle) (box image.Rectangle) {
	for _, patch := range patches(a, b, in, but) {
		if patch.Dx()*patch.Dy() > box.Dx()*box.Dy() {
			box = patch
		}
	}
	return box
}

// cell is how far apart two changes are that belong together, in pixels.
const cell = 16

// patches are what is not the same in two pictures, each for itself.
func patches(a, b image.Image, in, but image.Rectangle) (found []image.Rectangle) {
	changed := map[image.Point]image.Rectangle{} // by cell
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if at := image.Pt(x, y); a.At(x, y) != b.At(x, y) && !at.In(but) {
				changed[at.Div(cell)] = changed[at.Div(cell)].Union(image.Rectangle{at, at.Add(image.Pt(1, 1))})
			}
		}
	}
	for first := range changed {
		var box image.Rectangle
		for next := []image.Point{first}; len(next) > 0; next = next[1:] {
			part, there := changed[next[0]]
			if !there {
				continue
			}
			delete(changed, next[0])
			box = box.Union(part)
			for _, d := range []image.Point{{-1, -1}, {0, -1}, {1, -1}, {-1, 0}, {1, 0}, {-1, 1}, {0, 1}, {1, 1}} {
				next = append(next, next[0].Add(d))
			}
		}
		if !box.Empty() {
			found = append(found, box)
		}
	}
	return found
}
