package dialogs

// box is where something is on the screen or in a window, in pixels.
type box struct{ left, top, right, bottom int32 }

func (b box) width() int32  { return b.right - b.left }
func (b box) height() int32 { return b.bottom - b.top }

func (b box) moved(x, y int32) box { return box{b.left + x, b.top + y, b.right + x, b.bottom + y} }

// broader is how much a window has to grow for a row of its list to be whole,
// up to most of the screen.
func broader(window, screen box, row, shown int32) int32 {
	return max(0, min(row-shown, screen.width()/10*9-window.width()))
}

// grown is a window that has grown. At its first showing its middle stays where
// it is; later its upper edge does, which is under the hand that moves it.
func grown(window box, across, down int32, first bool) box {
	up := int32(0)
	if first {
		up = down / 2
	}
	return box{window.left - across/2, window.top - up, window.right + across - across/2, window.bottom + down - up}
}

// inside is a window that has been moved into the screen, its title first.
func inside(window, screen box) box {
	window = window.moved(min(0, screen.right-window.right), min(0, screen.bottom-window.bottom))
	return window.moved(max(0, screen.left-window.left), max(0, screen.top-window.top))
}
