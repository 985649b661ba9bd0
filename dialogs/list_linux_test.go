package dialogs

import (
	"strings"
	"testing"
)

func TestListWidth(t *testing.T) {
	tests := []struct {
		name   string
		labels []string
		want   uint
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
