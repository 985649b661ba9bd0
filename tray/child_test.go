package tray

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"sync"
	"time"

	"halfday/session"
)

// order is a line on the standard input of a child: show State and Prefs at Now, then
// each of Ticks minutes later; or Quit.
type order struct {
	State session.State
	Prefs Preferences
	Now   time.Time
	Ticks int
	Quit  bool
}

// child is a tray program that shows what it is told to, and writes a line
// for each click and one for its end.
func child() int {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	var mu sync.Mutex
	say := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Printf(format+"\n", args...)
	}
	obey := func(v *View) bool {
		if !in.Scan() {
			v.Quit()
			return false
		}
		var o order
		if err := json.Unmarshal(in.Bytes(), &o); err != nil {
			panic(err)
		}
		if o.Quit {
			v.Quit()
			return false
		}
		for i := range o.Ticks + 1 {
			v.Show(scene{o.State, o.Prefs}.menu(room, o.Now.Add(time.Duration(i)*time.Minute)))
		}
		return true
	}
	icons := Icons{Of: [...][][]byte{Idle: testIcon(1), SignedIn: testIcon(2), EndingSoon: testIcon(3)}}
	err := Run(icons,
		func(a Action, token string) { say("click %s %s%s", a.Kind, a.Profile, token) },
		func(v *View) {
			obey(v)
			go func() {
				for obey(v) {
				}
			}()
		},
		func(gone error) {
			if gone != nil {
				say("exited: %v", gone)
				return
			}
			say("exited")
		})
	if err != nil {
		say("run: %v", err)
		return 1
	}
	say("returned")
	return 0
}

// testIcon is an image of n pixels each way, and of twice that.
func testIcon(n int) [][]byte { return [][]byte{square(n), square(2 * n)} }

func square(n int) []byte {
	img := image.NewNRGBA(image.Rect(0, 0, n, n))
	img.Set(0, 0, color.Black)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}
