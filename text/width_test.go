package text

import "testing"

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{
		"a": 1, "é": 1, "\u0301": 0, "ア": 2, "ｱ": 1, "口": 2, "한": 2, "Ａ": 2, "、": 2, "…": 1, "🏭": 2, "\ufffd": 1,
		"": 0, "prod": 4, "本番": 4, "本番-cn": 7, "e\u0301": 1, "ｶﾅ": 2, "ＡＢ": 4, "🚀": 2, "→": 1,
	} {
		if got := Columns(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}
