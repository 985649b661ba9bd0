package assets

import (
	"bytes"
	"image/png"
	"testing"
)

func TestIcons(t *testing.T) {
	idle, signedIn, endingSoon, _ := Icons()
	for name, icon := range map[string][]byte{"idle": idle, "signed in": signedIn, "ending soon": endingSoon} {
		if len(icon) == 0 { // systray panics on an empty one
			t.Errorf("%s: empty", name)
		}
	}
	if bytes.Equal(idle, signedIn) || bytes.Equal(signedIn, endingSoon) || bytes.Equal(idle, endingSoon) {
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
