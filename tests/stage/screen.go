//go:build linux

package stage

import (
	"fmt"
	"image"
	"os"
	"strings"
	"time"
)

// OpenMenu clicks the icon and waits for the menu.
func (d *Desk) OpenMenu(icon image.Point) {
	d.T.Helper()
	d.Click(icon.X, icon.Y)
	d.Await("the menu", func() bool {
		out, _ := d.Xdotool("search", "--onlyvisible", "--class", "wrapper-2.0")
		for id := range strings.Lines(out) {
			if w, h := d.size(strings.TrimSpace(id)); w > 60 && h > 60 {
				return true
			}
		}
		return false
	})
	d.Settle(300 * time.Millisecond)
}

// Dialog waits for a dialog with that title and for its focus.
func (d *Desk) Dialog(title string) string {
	d.T.Helper()
	var id string
	d.Await("a dialog "+title, func() bool {
		id = d.Window(title)
		return id != ""
	})
	d.Await("the dialog's focus", func() bool {
		active, _ := d.Xdotool("getactivewindow")
		return active == id
	})
	d.Settle(200 * time.Millisecond)
	return id
}

func (d *Desk) Visible(id string) bool {
	out, _ := d.Xdotool("search", "--onlyvisible", "--name", ".")
	for line := range strings.Lines(out) {
		if strings.TrimSpace(line) == id {
			return true
		}
	}
	return false
}

func (d *Desk) size(id string) (w, h int) {
	out, _ := d.Xdotool("getwindowgeometry", "--shell", id)
	for line := range strings.Lines(out) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		n := 0
		for _, c := range value {
			n = n*10 + int(c-'0')
		}
		switch key {
		case "WIDTH":
			w = n
		case "HEIGHT":
			h = n
		}
	}
	return w, h
}

// Texts is what a screen reader could read, a line each: application, role, text.
func (d *Desk) Texts() string {
	out, _ := d.python("texts.py")
	return string(out)
}

// Changed finds the middle of what differs between two pictures.
func Changed(a, b image.Image, in image.Rectangle) (image.Point, bool) {
	var box image.Rectangle
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box.Min.Add(box.Size().Div(2)), box.Dx() >= 8 && box.Dy() >= 8
}

// Where finds the middle of something on the screen that a screen reader knows.
func (d *Desk) Where(application, role, name string) (x, y int, ok bool) {
	out, err := d.python("where.py", application, role, name)
	if err != nil {
		return 0, 0, false
	}
	n, _ := fmt.Sscan(string(out), &x, &y)
	return x, y, n == 2
}

func (d *Desk) Read(rel string) string {
	data, _ := os.ReadFile(d.Path(rel))
	return string(data)
}

// python runs one of the programs beside this file.
func (d *Desk) python(name string, args ...string) ([]byte, error) {
	d.T.Helper()
	source, err := deskFiles.ReadFile("testdata/" + name)
	if err != nil {
		d.T.Fatal(err)
	}
	return d.Command("/usr/bin/python3", append([]string{"-c", string(source)}, args...)...).Output()
}
