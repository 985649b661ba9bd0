package dialogs

import (
	"strings"
	"testing"
)

func TestMessageWidth(t *testing.T) {
	const arn = "arn:aws:iam::111122223333:role/" // on one line where the screen has the room
	for _, tt := range []struct {
		name, text string
		want       uint
	}{
		{"short", "Done.", 300},
		{"a line", strings.Repeat("a", 50), 60 + 9*50},
		{"a long line is broken", strings.Repeat("some words ", 100), 620},
		{"many short lines", strings.Repeat("a line\n", 100), 300},
		{"a long word", "The role " + arn + strings.Repeat("x", 50) + " is none.", 60 + 9*uint(len(arn)+50)},
		{"a word wider than small screens", strings.Repeat("x", 500), 880},
		{"Japanese", strings.Repeat("字", 20), 60 + 9*40},
	} {
		if got := messageWidth(tt.text); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}
