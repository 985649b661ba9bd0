package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"halfday/dialogs"
	"halfday/text"
	"halfday/tray"
)

func rolesToFind(n int) []tray.Choice {
	choices := make([]tray.Choice, n)
	for i := range choices {
		profile := fmt.Sprintf("team-%05d", i)
		choices[i] = tray.Choice{Profile: profile, Row: profile + " · 1111-2222-3333"}
	}
	return choices
}

// scripted answers questions in order, and notes them.
func scripted(t *testing.T, answers ...dialogs.Answer) (ask asker, asked *[]dialogs.Ask) {
	asked = new([]dialogs.Ask)
	return func(a dialogs.Ask) (dialogs.Answer, bool) {
		*asked = append(*asked, a)
		if len(answers) == 0 {
			t.Errorf("asked once more: %s %q", a.Kind, a.Text)
			return dialogs.Answer{Problem: "cancelled"}, false
		}
		answer := answers[0]
		answers = answers[1:]
		return answer, answer.Problem == ""
	}, asked
}

func TestFindInAList(t *testing.T) {
	words := text.English().Lists
	ask, asked := scripted(t, dialogs.Answer{Index: 2})
	got, ok := ask.profiles(dialogs.AskList, "Find", "Which?", rolesToFind(500), words)
	if !ok || !slices.Equal(got, []string{"team-00002"}) {
		t.Errorf("got %v, %v", got, ok)
	}
	if a := (*asked)[0]; a.Kind != dialogs.AskList || a.Title != "Find" || a.Text != "Which?" || len(a.Items) != 500 || a.Items[2] != "team-00002 · 1111-2222-3333" {
		t.Errorf("asked %s %q with %d items", a.Kind, a.Text, len(a.Items))
	}
	for name, answer := range map[string]dialogs.Answer{"given up": {Problem: "cancelled"}, "nonsense": {Index: 500}, "none": {}} {
		kind := dialogs.AskList
		if name == "none" {
			kind = dialogs.AskListMulti
		}
		ask, _ := scripted(t, answer)
		if got, ok := ask.profiles(kind, "", "", rolesToFind(500), words); ok {
			t.Errorf("%s: got %v", name, got)
		}
	}
	ask, _ = scripted(t, dialogs.Answer{Indices: []int{0, 499}})
	if got, _ := ask.profiles(dialogs.AskListMulti, "", "", rolesToFind(500), words); !slices.Equal(got, []string{"team-00000", "team-00499"}) {
		t.Errorf("several: got %v", got)
	}
}

// Too many for a list: a part of the name first, until they are few enough.
func TestFindAmongTooMany(t *testing.T) {
	words := text.English().Lists
	ask, asked := scripted(t, dialogs.Answer{Text: "nobody"}, dialogs.Answer{}, dialogs.Answer{Text: "team"}, dialogs.Answer{Text: "1234"}, dialogs.Answer{Index: 1})
	got, ok := ask.profiles(dialogs.AskList, "Find", "Which?", rolesToFind(30_000), words)
	if !ok || !slices.Equal(got, []string{"team-11234"}) {
		t.Errorf("got %v, %v", got, ok)
	}
	var kinds []string
	for _, a := range *asked {
		kinds = append(kinds, string(a.Kind))
	}
	if got, want := strings.Join(kinds, " "), "entry info entry entry list"; got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
	if got := (*asked)[0].Text; !strings.Contains(got, "30000") {
		t.Errorf("the question does not say how many there are: %q", got)
	}
	ask, _ = scripted(t, dialogs.Answer{Problem: "cancelled"})
	if got, ok := ask.profiles(dialogs.AskList, "", "", rolesToFind(30_000), words); ok {
		t.Errorf("given up: got %v", got)
	}
}

func TestToggled(t *testing.T) {
	for _, c := range []struct{ pinned, chosen, want string }{
		{"", "a b", "a b"},
		{"a b", "c", "a b c"},
		{"a b c", "b", "a c"},
		{"a b c", "d b", "a c d"},
		{"a", "a", ""},
		{"gone a", "b", "gone a b"},
	} {
		got := strings.Join(toggled(strings.Fields(c.pinned), strings.Fields(c.chosen)), " ")
		if got != c.want {
			t.Errorf("%q with %q: got %q, want %q", c.pinned, c.chosen, got, c.want)
		}
	}
}
