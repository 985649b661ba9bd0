package assets

import (
	"bytes"
	"image/png"
	"testing"
)

func TestIcons(t *testing.T) {
	idle, signedIn, endingSoon, _ := Icons()
	for name, sizes := range map[string][][]byte{"idle": idle, "signed in": signedIn, "ending soon": endingSoon} {
		if len(sizes) == 0 {
			t.Errorf("%s: none", name)
		}
		last := 0
		for _, icon := range sizes {
			if len(icon) == 0 { // systray panics on an empty one
				t.Errorf("%s: empty", name)
			}
			if img, err := png.Decode(bytes.NewReader(icon)); err == nil {
				if img.Bounds().Dx() <= last {
					t.Errorf("%s: %d pixels after %d", name, img.Bounds().Dx(), last)
				}
				last = img.Bounds().Dx()
			}
		}
	}
	if bytes.Equal(idle[0], signedIn[0]) || bytes.Equal(signedIn[0], endingSoon[0]) || bytes.Equal(idle[0], endingSoon[0]) {
		t.Error("two states have the same icon")
	}
}

func TestApp(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(App))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := img.Bounds().Dx(), 128; got != want {
		t.Errorf("width: got %d, want %d", got, want)
	}
}
