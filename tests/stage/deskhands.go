//go:build linux

package stage

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func (d *Desk) Xdotool(args ...string) (string, error) {
	out, err := d.Command("xdotool", args...).Output()
	return strings.TrimSpace(string(out)), err
}

func (d *Desk) Click(x, y int) {
	d.T.Helper()
	if _, err := d.Xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.1", "click", "1"); err != nil {
		d.T.Fatalf("clicking: %v", err)
	}
}

func (d *Desk) Keys(keys ...string) {
	d.T.Helper()
	if _, err := d.Xdotool(append([]string{"key", "--delay", "60"}, keys...)...); err != nil {
		d.T.Fatalf("pressing %v: %v", keys, err)
	}
}

func (d *Desk) Typing(text string) {
	d.T.Helper()
	if _, err := d.Xdotool("type", "--delay", "40", text); err != nil {
		d.T.Fatalf("typing: %v", err)
	}
}

// Window finds a visible window whose name matches the pattern.
func (d *Desk) Window(pattern string) string {
	out, err := d.Xdotool("search", "--onlyvisible", "--name", pattern)
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(out, "\n")
	return first
}

// Look is what is on the screen now; an empty picture where it cannot be had.
// It costs a tenth of a picture that is kept.
func (d *Desk) Look() image.Image {
	out, _ := d.Command("import", "-silent", "-window", "root", "-depth", "8", "ppm:-").Output()
	var w, h, top int
	if n, _ := fmt.Sscanf(string(out[:min(len(out), 20)]), "P6\n%d %d\n%d", &w, &h, &top); n != 3 || len(out) < 3*w*h {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	pixels := out[len(out)-3*w*h:]
	for i := range w * h {
		copy(img.Pix[4*i:], pixels[3*i:3*i+3])
		img.Pix[4*i+3] = 0xff
	}
	return img
}

// Shot keeps a picture of the screen and returns it.
func (d *Desk) Shot(name string) image.Image {
	d.T.Helper()
	path := filepath.Join(d.Out, name+".png")
	if out, err := d.Command("import", "-window", "root", path).CombinedOutput(); err != nil {
		d.T.Logf("taking a picture: %v: %s", err, out)
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	f, err := os.Open(path)
	if err != nil {
		d.T.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		d.T.Fatal(err)
	}
	return img
}
