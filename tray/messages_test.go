package tray

import "testing"

func TestMeaningOf(t *testing.T) {
	const created, paint = 0xc123, 0xf
	for _, tt := range []struct {
		name    string
		message uint32
		w       uintptr
		want    meaning
	}{
		{"a shutdown is called off", wmEndSession, 0, sessionStays},
		{"a shutdown", wmEndSession, 1, sessionEnds},
		{"a new taskbar", created, 0, iconToDraw},
		{"another scaling", wmScaling, 144, iconToDraw},
		{"another screen", wmDisplayChange, 32, iconToDraw},
		{"anything else", paint, 0, forSystray},
	} {
		if got := meaningOf(tt.message, tt.w, created); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
	if got := meaningOf(0, 0, 0); got != forSystray {
		t.Errorf("without a message for new taskbars: %v", got)
	}
}
