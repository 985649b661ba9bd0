package command

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"halfday/dialogs"
)

func TestNumbers(t *testing.T) {
	for line, want := range map[string][]int{
		"1": {0}, "1,3": {0, 2}, "2-4": {1, 2, 3}, "4 , 1-2": {0, 1, 3}, "all": {0, 1, 2, 3, 4}, "ALL": {0, 1, 2, 3, 4}, "1 5": {0, 4}, "2,2": {1},
		"0": nil, "6": nil, "3-2": nil, "1-6": nil, "x": nil, "": nil, ",": nil, "1-": nil, "-1": nil, "99999999999999999999": nil,
	} {
		got, ok := numbers(line, 5)
		if ok != (want != nil) || ok && !slices.Equal(got, want) {
			t.Errorf("%q: got %v, %v, want %v", line, got, ok, want)
		}
	}
}

// What cannot be an answer is asked again; an empty line, or the end of all
// lines, chooses nothing.
func TestAskInTerminal(t *testing.T) {
	items := []string{"a", "b", "c"}
	for _, test := range []struct {
		kind  dialogs.AskKind
		lines string
		want  dialogs.Answer
		ok    bool
	}{
		{dialogs.AskList, "x\n1,2\n3\n", dialogs.Answer{Index: 2, Indices: []int{2}}, true},
		{dialogs.AskListMulti, "9\n1,3\n", dialogs.Answer{Indices: []int{0, 2}}, true},
		{dialogs.AskList, "\n", dialogs.Answer{}, false},
		{dialogs.AskListMulti, "", dialogs.Answer{}, false},
		{dialogs.AskEntry, "  https://x \n", dialogs.Answer{Text: "https://x"}, true},
		{dialogs.AskEntry, "\n", dialogs.Answer{}, true},
		{dialogs.AskQuestion, "y\n", dialogs.Answer{Yes: true}, true},
		{dialogs.AskQuestion, "n\n", dialogs.Answer{}, true},
		{dialogs.AskInfo, "", dialogs.Answer{}, true},
	} {
		ask := askInTerminal(context.Background(), io.Discard, newLineReader(strings.NewReader(test.lines)))
		got, ok := ask(dialogs.Ask{Kind: test.kind, Text: "which", Items: items})
		if ok != test.ok || got.Index != test.want.Index || got.Text != test.want.Text || got.Yes != test.want.Yes || !slices.Equal(got.Indices, test.want.Indices) {
			t.Errorf("%s, %q: got %+v, %v", test.kind, test.lines, got, ok)
		}
	}
}

func TestBar(t *testing.T) {
	for want, n := range map[string][2]int{
		"--------------------": {0, 7}, "##########----------": {150, 300}, "####################": {7, 7},
	} {
		if got := bar(n[0], n[1]); got != want {
			t.Errorf("%v: %s", n, got)
		}
	}
}
