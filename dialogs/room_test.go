package dialogs

import "testing"

func TestBroader(t *testing.T) {
	screen := box{0, 0, 1000, 700}
	for _, tt := range []struct {
		name       string
		row, shown int32
		want       int32
	}{
		{"all rows are whole", 200, 241, 0},
		{"a row is cut", 300, 241, 59},
		{"a row wider than the screen", 3000, 241, 900 - 281},
	} {
		if got := broader(box{100, 100, 381, 381}, screen, tt.row, tt.shown); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
	if got := broader(box{0, 0, 990, 100}, screen, 500, 100); got != 0 {
		t.Errorf("a window wider than most of the screen shrinks by %d", -got)
	}
}

func TestGrown(t *testing.T) {
	window := box{100, 100, 300, 200}
	if got, want := grown(window, 20, 41, true), (box{90, 80, 310, 221}); got != want {
		t.Errorf("at first: got %v, want %v", got, want)
	}
	if got, want := grown(window, 0, 41, false), (box{100, 100, 300, 241}); got != want {
		t.Errorf("later: got %v, want %v", got, want)
	}
}

func TestInside(t *testing.T) {
	screen := box{0, 0, 1000, 700}
	for _, tt := range []struct{ window, want box }{
		{box{10, 10, 300, 200}, box{10, 10, 300, 200}},
		{box{-20, -5, 280, 200}, box{0, 0, 300, 205}},
		{box{900, 650, 1100, 850}, box{800, 500, 1000, 700}},
		{box{0, -100, 300, 900}, box{0, 0, 300, 1000}},
	} {
		if got := inside(tt.window, screen); got != tt.want || got.height() != tt.window.height() {
			t.Errorf("%v: got %v, want %v", tt.window, got, tt.want)
		}
	}
}
