package tray

import (
	"encoding/binary"
	"os"
	"testing"
)

// icoOf is an .ico file whose pictures are one byte each: their size.
func icoOf(sizes ...byte) []byte {
	le := binary.LittleEndian
	ico := le.AppendUint16([]byte{0, 0, 1, 0}, uint16(len(sizes)))
	for i, size := range sizes {
		ico = append(ico, size, size, 0, 0, 1, 0, 32, 0)
		ico = le.AppendUint32(ico, 1)
		ico = le.AppendUint32(ico, uint32(6+16*len(sizes)+i))
	}
	return append(ico, sizes...)
}

func TestIcoPicture(t *testing.T) {
	for _, tt := range []struct {
		sizes []byte
		size  int
		want  byte
	}{
		{[]byte{16, 20, 24, 32, 48}, 16, 16},
		{[]byte{16, 20, 24, 32, 48}, 20, 20},
		{[]byte{48, 32, 24, 20, 16}, 20, 20},
		{[]byte{16, 20, 24, 32, 48}, 28, 32},
		{[]byte{16, 20, 24, 32, 48}, 64, 48},
		{[]byte{48, 16}, 64, 48},
		{[]byte{16, 0}, 40, 0}, // 0 is 256
		{[]byte{32}, 16, 32},
	} {
		if got := icoPicture(icoOf(tt.sizes...), tt.size); len(got) != 1 || got[0] != tt.want {
			t.Errorf("%v for %d: got %v, want %d", tt.sizes, tt.size, got, tt.want)
		}
	}
}

// The icons have a picture for each size that a taskbar has, from 100 to 200 %.
func TestIcoSizes(t *testing.T) {
	for _, state := range []string{"idle", "signedin", "endingsoon"} {
		ico, err := os.ReadFile("../assets/windows/" + state + ".ico")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, size := range []int{16, 20, 24, 32} {
			picture := string(icoPicture(ico, size))
			if picture == "" || seen[picture] {
				t.Errorf("%s has no picture of its own for %d pixels", state, size)
			}
			seen[picture] = true
		}
	}
}

func FuzzIcoPicture(f *testing.F) {
	f.Add(icoOf(16, 32), 20)
	f.Add(icoOf(16, 32)[:30], 20)
	f.Add([]byte{0, 0, 1, 0, 255, 255}, 0)
	f.Fuzz(func(t *testing.T, ico []byte, size int) {
		if got := icoPicture(ico, size); len(got) > len(ico) {
			t.Error("more than the file")
		}
	})
}
