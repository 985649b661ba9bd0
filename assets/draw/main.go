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
	for name, data := range draw() {
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
func draw() map[string][]byte {
	files := map[string][]byte{}
	for _, s := range states {
		for _, size := range linuxSizes {
			files[fmt.Sprintf("linux/%s-%d.png", s.name, size)] = encodePNG(render(size, s.paint(ink)))
		}
		files["darwin/"+s.name+".png"] = encodePNG(render(darwinSize, s.paint(black)))
		files["windows/"+s.name+".ico"] = encodeICO(windowsSizes, soft(s.paint(ink)))
	}
	tile := soft(app)
	for _, size := range appSizes {
		files[fmt.Sprintf("app/%d.png", size)] = encodePNG(tile(size))
	}
	files["app/halfday.ico"] = encodeICO(appIconSizes, tile)
	files["app/halfday.icns"] = encodeICNS(tile)
	return files
}
