package dialogs

import (
	"strings"
	"testing"
)

func TestListWidth(t *testing.T) {
	tests := []struct {
		name   string
		labels []string
		want   int
	}{
		{"none", nil, 300},
		{"short", []string{"me"}, 300},
		{"the longest counts", []string{"a", strings.Repeat("b", 40), "c"}, 60 + 9*40},
		{"Japanese letters are twice as wide", []string{strings.Repeat("本", 20)}, 60 + 9*40},
		{"endless", []string{strings.Repeat("x", 10_000)}, 1000},
	}
	for _, test := range tests {
		if got := listWidth(test.labels); got != test.want {
			t.Errorf("%s: got %d, want %d", test.name, got, test.want)
		}
	}
}
func TestMessageWidth(t *testing.T) {
	const arn = "arn:aws:iam::111122223333:role/" // on one line where the screen has the room
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"short", "Done.", 300},
		{"a line", strings.Repeat("a", 50), 60 + 9*50},
		{"a long line is broken", strings.Repeat("some words ", 100), 620},
		{"many short lines", strings.Repeat("a line\n", 100), 300},
		{"a long word", "The role " + arn + strings.Repeat("x", 50) + " is none.", 60 + 9*(len(arn)+50)},
		{"a word wider than small screens", strings.Repeat("x", 500), 880},
		{"Japanese", strings.Repeat("字", 20), 60 + 9*40},
	} {
		if got := messageWidth(tt.text); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

// A line ends before an ARN, not in it: zenity would break it behind a slash.
func TestArnsStayWhole(t *testing.T) {
	const arn = "arn:aws:iam::111122223333:role/aws-reserved/some/path/ReadOnlyAccess"
	for _, kind := range []AskKind{AskInfo, AskError, AskQuestion} {
		for before := range 60 {
			c := zenityCall(Ask{Kind: kind, Text: strings.Repeat("w ", before) + arn + " cannot be assumed."})
			if shown := c.args[len(c.args)-1]; !strings.Contains(shown, arn) || strings.Count(shown, "\n") > 3 {
				t.Errorf("%s: %q", kind, shown)
			}
		}
	}
}
