package dialogs

import (
	"slices"
	"strings"
	"testing"
)

// What was chosen is found again, whatever the labels hold and however the
// dialog program joins and dlgs splits them.
func TestChosenLabels(t *testing.T) {
	items := []string{"a", "b", "a|b", "a, b", "|", "||", ", ", "x|", "|x", "a", "-x", "", "false", `_a&b<c>"d\e`, " y ", "日本 · 1111"}
	labels := multiLabels(items)
	if n := len(slices.Compact(slices.Sorted(slices.Values(labels)))); n != len(labels) {
		t.Fatalf("%d of %d labels differ: %q", n, len(labels), labels)
	}
	for _, separator := range []string{"|", ", "} {
		for pick := range 1 << len(items) {
			if pick%37 != 0 && pick > 1000 {
				continue // enough of them
			}
			var want []int
			var out []string
			for i := range items {
				if pick&(1<<i) != 0 {
					want = append(want, i)
					out = append(out, labels[i])
				}
			}
			joined := strings.TrimSpace(strings.Join(out, separator)) // as dlgs does
			if got := chosen(labels, rejoin(strings.Split(joined, separator))); !slices.Equal(got, want) {
				t.Fatalf("separator %q: got %v, want %v of %q", separator, got, want, labels)
			}
		}
	}
}

func FuzzChosenLabels(f *testing.F) {
	f.Add("a", "b", "a|b", uint8(5))
	f.Add(", ", "|\u2060", "\u2060|", uint8(7))
	f.Fuzz(func(t *testing.T, a, b, c string, pick uint8) {
		labels := multiLabels([]string{a, b, c})
		for _, separator := range []string{"|", ", "} {
			var want []int
			var out []string
			for i, label := range labels {
				if pick&(1<<i) != 0 {
					want = append(want, i)
					out = append(out, label)
				}
			}
			joined := strings.TrimSpace(strings.Join(out, separator))
			if got := chosen(labels, rejoin(strings.Split(joined, separator))); !slices.Equal(got, want) {
				t.Errorf("separator %q: got %v, want %v of %q", separator, got, want, labels)
			}
		}
	})
}
