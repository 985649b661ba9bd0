package text

import "testing"

func TestColumns(t *testing.T) {
	for r, want := range map[rune]int{
		'a': 1, 'é': 1, '\u0301': 0, 'ア': 2, 'ｱ': 1, '口': 2, '한': 2, 'Ａ': 2, '、': 2, '…': 1, '🏭': 2, '\ufffd': 1,
	} {
		if got := Columns(r); got != want {
			t.Errorf("%q: got %d, want %d", r, got, want)
		}
	}
}
