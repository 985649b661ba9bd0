package dialogs

import (
	"slices"
	"strings"
	"testing"
)

// What was chosen is found again, whatever the labels hold.
func TestChosenLabels(t *testing.T) {
	items := []string{"a", "b", "a|b", "a, b", "|", "||", ", ", "x|", "|x", "a", "-x", "", "false", `_a&b<c>"d\e`, " y ", "日本 · 1111", "two\nlines"}
	labels := listLabels(items)
	for pick := range 1 << len(items) {
		if pick%37 != 0 && pick > 1000 {
			continue // enough of them
		}
		chosenAgain(t, labels, pick)
	}
}

func FuzzChosenLabels(f *testing.F) {
	f.Add("a", "b", "a|b", uint8(5))
	f.Add(", ", "|\u2060", "\u2060|", uint8(7))
	f.Fuzz(func(t *testing.T, a, b, c string, pick uint8) {
		chosenAgain(t, listLabels([]string{a, b, c}), int(pick))
	})
}

// chosenAgain has the labels chosen whose bits are set, as a dialog program
// answers: a line for each.
func chosenAgain(t *testing.T, labels []string, pick int) {
	t.Helper()
	var want []int
	var out []string
	for i, label := range labels {
		if pick&(1<<i) != 0 {
			want = append(want, i)
			out = append(out, label)
		}
	}
	lines := strings.Split(strings.Join(out, "\n"), "\n")
	if got := chosen(labels, lines); !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v of %q", got, want, labels)
	}
}

func TestListLabels(t *testing.T) {
	labels := []string{"a", "-a", "--", "false", "", " a ", "a", "\u200ba", "", "b\u200b", "b", "b"}
	got := listLabels(labels)
	seen := map[string]bool{}
	for i, l := range got {
		if seen[strings.TrimSpace(l)] || l != strings.TrimSpace(l) || l == "" || l == "false" || l[0] == '-' {
			t.Errorf("label %d is %q, want one that is told apart", i, l)
		}
		seen[l] = true
		if shown, want := strings.ReplaceAll(l, invisible, ""), strings.ReplaceAll(strings.TrimSpace(labels[i]), invisible, ""); shown != want {
			t.Errorf("label %d shows %q, want %q", i, shown, want)
		}
	}
	if got[0] != "a" {
		t.Errorf("an ordinary label became %q", got[0])
	}
}

func FuzzListLabels(f *testing.F) {
	f.Add("a|a|-b||false|\u200b-b")
	f.Add(" |\u200b| \u200b")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1000 {
			return // doubled labels take quadratic time, and lists are short
		}
		seen := map[string]bool{}
		for _, l := range listLabels(strings.Split(s, "|")) {
			if seen[l] || l != strings.TrimSpace(l) || l == "" || l == "false" || l[0] == '-' {
				t.Fatalf("label %q of %q is not told apart", l, s)
			}
			seen[l] = true
		}
	})
}
