package statusnotifier

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"halfday/tests/stage/hosts"
)

func TestEscape(t *testing.T) {
	for _, name := range []string{
		"", "dev", "prod_read_only", "__double__under", "_lead", "trail_", "a__b", "_", "__", "___", "a_b", "役_割_", "r&d", "_役",
	} {
		for desktop, read := range map[string]func(string) string{
			"GNOME": hosts.AsGNOME, "ubuntu:GNOME": hosts.AsGNOME, "GNOME-Classic:GNOME": hosts.AsGNOME,
			"KDE": hosts.AsDBus, "XFCE": hosts.AsDBus, "": hosts.AsDBus, "GNOME-Flashback:GNOME": hosts.AsDBus, "X-GNOMEish": hosts.AsDBus,
		} {
			if got := read(Escape(desktop)(name)); got != name {
				t.Errorf("%s on %q: shown as %q", name, desktop, got)
			}
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"a_b_c", "__", "_\xff_"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := hosts.AsGNOME(Escape("GNOME")(s)); got != s && strings.ToValidUTF8(s, "") == s && !strings.Contains(s, "\n") {
			t.Errorf("GNOME shows %q as %q", s, got)
		}
		if got := hosts.AsDBus(Escape("KDE")(s)); got != s {
			t.Errorf("KDE shows %q as %q", s, got)
		}
	})
}

func iconOf(img image.Image) *Icon {
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		panic(err)
	}
	return NewIcon([][]byte{data.Bytes(), []byte("no picture")})
}

func TestIcon(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	img.Set(0, 0, color.NRGBA{0xd0, 0x58, 0x14, 0xff})
	img.Set(1, 0, color.NRGBA{0xd0, 0x58, 0x14, 0x80})
	got := iconOf(img).pixmaps()
	want := "\xff\xd0\x58\x14\x80\xd0\x58\x14"
	if len(got) != 1 || got[0].Width != 2 || got[0].Height != 1 || string(got[0].Pixels) != want {
		t.Errorf("got %+v", got)
	}
	if got := (*Icon)(nil).pixmaps(); got == nil || len(got) != 0 {
		t.Errorf("no icon: got %v", got)
	}
}
