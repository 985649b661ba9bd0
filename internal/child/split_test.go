package child

import (
	"slices"
	"testing"
)

func TestSplit(t *testing.T) {
	for line, want := range map[string][]string{
		"a b":                      {"a", "b"},
		"  a   b ":                 {"a", "b"},
		`a "b c" 'd "e"'`:          {"a", "b c", `d "e"`},
		`a ""`:                     {"a", ""},
		`a b"c d"e`:                {"a", "bc de"},
		`op item get AWS --otp`:    {"op", "item", "get", "AWS", "--otp"},
		`"C:\Program Files\x.exe"`: {`C:\Program Files\x.exe`},
		`a | b; $(c) && d > e`:     {"a", "|", "b;", "$(c)", "&&", "d", ">", "e"},
		"":                         nil,
		"   ":                      nil,
		`""`:                       nil,
		`a "b`:                     nil,
	} {
		if got, err := Split(line); !slices.Equal(got, want) || (err == nil) != (want != nil) {
			t.Errorf("%q: got %q, %v, want %q", line, got, err, want)
		}
	}
}
