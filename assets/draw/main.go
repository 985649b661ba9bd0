// Command draw writes the icons of package assets, all from the geometry in
// mark.go. It runs in the root of the repository: go run ./assets/draw
//
// It must stay deterministic: integers only, no fonts, no clock.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	files, err := draw()
	if err != nil {
		log.Fatal(err)
	}
	for name, data := range files {
		path := filepath.Join("assets", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			log.Fatal(err)
		}
	}
}

// Sizes in pixels.
const darwinSize = 32 // drawn at 16 points, on displays with two pixels a point

var (
	// What panels ask for: 16 GNOME, 22 Plasma and LXQt, 24 Xfce and waybar,
	// and the same on displays with two pixels a point; 64 for all larger.
	linuxSizes   = []int{16, 22, 24, 32, 44, 48, 64}
	windowsSizes = []int{16, 20, 24, 32, 48}
	appSizes     = []int{48, 64, 128, 256, 512}
	// Windows asks for these in lists, on the desktop and in the shell.
	appIconSizes = []int{16, 20, 24, 32, 40, 48, 64, 256}
)

// draw gives the contents of every file, by its path below assets.
func draw() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, s := range states {
		var err error
		for _, size := range linuxSizes {
			name := fmt.Sprintf("linux/%s-%d.png", s.name, size)
			if files[name], err = encodePNG(render(size, s.paint(ink))); err != nil {
				return nil, err
			}
		}
		if files["darwin/"+s.name+".png"], err = encodePNG(render(darwinSize, s.paint(black))); err != nil {
			return nil, err
		}
		if files["windows/"+s.name+".ico"], err = encodeICO(windowsSizes, soft(s.paint(ink))); err != nil {
			return nil, err
		}
	}
	tile := soft(app)
	for _, size := range appSizes {
		data, err := encodePNG(tile(size))
		if err != nil {
			return nil, err
		}
		files[fmt.Sprintf("app/%d.png", size)] = data
	}
	var err error
	if files["app/halfday.ico"], err = encodeICO(appIconSizes, tile); err != nil {
		return nil, err
	}
	files["app/halfday.icns"], err = encodeICNS(tile)
	return files, err
}
