// Baretray is the least that a tray program in Go with systray can be: the
// floor that Halfday's start, click and idling are measured against. Its
// arguments are the icon's file, the dialog program that a click on an entry
// runs, and the entries.
package main

import (
	"log"
	"os"
	"os/exec"

	"fyne.io/systray"
)

func main() {
	icon, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	systray.SetTitle("baretray")
	systray.SetIcon(icon)
	systray.Run(func() {
		for _, title := range os.Args[3:] {
			item := systray.AddMenuItem(title, "")
			go func() {
				for range item.ClickedCh {
					if err := exec.Command(os.Args[2], "--entry").Run(); err != nil {
						log.Print(err)
					}
				}
			}()
		}
	}, nil)
}
