package statusnotifier

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func plain(s string) string { return s }

// lines makes a menu of words: "dev" is an entry, "-" a separator, "[x]" a
// checked and "[ ]" an unchecked one, "dev(a b)" a submenu, "dev=12 h" an entry
// with another label than key, "!dev" one that is disabled.
func lines(words ...string) []Line {
	var all []Line
	for _, w := range words {
		l := Line{Key: w, Label: w}
		if inside, ok := strings.CutSuffix(w, ")"); ok {
			head, inside, _ := strings.Cut(inside, "(")
			l = Line{Kind: Submenu, Key: head, Label: head, Children: lines(strings.Fields(inside)...)}
		}
		if key, label, ok := strings.Cut(l.Key, "="); ok {
			l.Key, l.Label = key, label
		}
		if rest, ok := strings.CutPrefix(l.Key, "!"); ok {
			l.Key, l.Label, l.Disabled = rest, rest, true
		}
		if rest, ok := strings.CutPrefix(l.Key, "[x]"); ok {
			l.Kind, l.Key, l.Label, l.Checked = Check, rest, rest, true
		} else if rest, ok := strings.CutPrefix(l.Key, "[]"); ok {
			l.Kind, l.Key, l.Label = Check, rest, rest
		}
		if w == "-" {
			l = Line{Kind: Separator, Key: "-"}
		}
		all = append(all, l)
	}
	return all
}

// said is a change as a reader of tests wants it.
func (c change) said() []string {
	var all []string
	for _, p := range c.updated {
		all = append(all, strings.TrimPrefix(fmt.Sprintf("%d %v", p.ID, p.Props), "map"))
	}
	for _, id := range c.layouts {
		all = append(all, fmt.Sprintf("layout of %d", id))
	}
	return all
}

// ids are the ids of the lines that are to be seen, with their labels.
func (n *node) ids() string {
	var all []string
	for _, c := range n.children {
		if c.gone {
			continue
		}
		s := fmt.Sprint(c.id, c.line.Label)
		if c.is.kind == Submenu {
			s += "(" + c.ids() + ")"
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestChanges(t *testing.T) {
	for _, c := range []struct {
		name        string
		before, now []string
		ids         string
		want        []string
	}{
		{"nothing", []string{"a", "s(b c)"}, []string{"a", "s(b c)"}, "1a 2s(3b 4c)", nil},
		{"the label of a submenu", []string{"s=one(b c)"}, []string{"s=two(b c)"}, "1two(2b 3c)",
			[]string{`1 map[label:"two"]`}},
		{"a label", []string{"a=1", "s(b=1 c)"}, []string{"a=1", "s(b=2 c)"}, "11 2s(32 4c)",
			[]string{`3 map[label:"2"]`}},
		{"enabled, checked", []string{"a", "[]b"}, []string{"!a", "[x]b"}, "1a 2b",
			[]string{`1 map[enabled:false]`, `2 map[toggle-state:1]`}},
		{"a line comes at the top", []string{"a", "s(b c)"}, []string{"n", "a", "s(b c)"}, "5n 1a 2s(3b 4c)",
			[]string{"layout of 0"}},
		{"a line comes in a submenu", []string{"a", "s(b c)"}, []string{"a", "s(b n c)"}, "1a 2s(3b 5n 4c)",
			[]string{"layout of 2"}},
		{"a line goes", []string{"a", "b", "c"}, []string{"a", "c"}, "1a 3c",
			[]string{`2 map[visible:false]`}},
		{"a line goes, another comes", []string{"a", "b", "c"}, []string{"a", "n", "c"}, "1a 4n 3c",
			[]string{`2 map[visible:false]`, "layout of 0"}},
		{"a line moves to the top", []string{"a", "b", "c"}, []string{"c", "a", "b"}, "4c 1a 2b",
			[]string{`3 map[visible:false]`, "layout of 0"}},
		{"a line becomes a submenu", []string{"a"}, []string{"a(b)"}, "2a(3b)",
			[]string{`1 map[visible:false]`, "layout of 0"}},
		{"the same key twice", []string{"a", "a"}, []string{"a", "a", "a"}, "1a 2a 3a", []string{"layout of 0"}},
		{"in two places", []string{"s(a)", "u(b)"}, []string{"n", "s(a x)", "u(b)"}, "5n 1s(2a 6x) 3u(4b)",
			[]string{"layout of 0", "layout of 1"}},
		{"all goes", []string{"a", "-"}, nil, "", []string{`1 map[visible:false]`, `2 map[visible:false]`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			first, _ := tree{}.to(lines(c.before...), plain, noon)
			next, changed := first.to(lines(c.now...), plain, noon)
			if diff := cmp.Diff(c.want, changed.said()); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
			if got := next.root.ids(); got != c.ids {
				t.Errorf("ids: got %s, want %s", got, c.ids)
			}
		})
	}
}

// A line that goes and comes back is the same one.
func TestComesBack(t *testing.T) {
	a, _ := tree{}.to(lines("a", "b(x)", "c"), plain, noon)
	b, _ := a.to(lines("a", "c"), plain, noon)
	c, changed := b.to(lines("a", "b(x y)", "c"), plain, noon)
	if got, want := c.root.ids(), "1a 2b(3x 5y) 4c"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(changed.said()), "[2 map[visible:true] layout of 2]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Whatever comes after whatever, the tree shows what it should, no line that
// stays changes its place among those that stay, no id serves twice, and what
// is gone does not pile up.
func TestAnyMenuAfterAny(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var last tree
	was := map[int32]identity{}
	for round := range 500 {
		var words []string
		for range r.IntN(30) {
			w := string(rune('a' + r.IntN(40)))
			if r.IntN(6) == 0 {
				w += "(x y" + w + ")"
			}
			words = append(words, w)
		}
		next, _ := last.to(lines(words...), plain, noon)
		if got, want := labels(next.root), labelsOf(lines(words...)); got != want {
			t.Fatalf("round %d: got %s, want %s", round, got, want)
		}
		if last.root != nil {
			at := -1
			for _, n := range next.root.children {
				if i := slices.IndexFunc(last.root.children, func(o *node) bool { return o.id == n.id }); i >= 0 {
					if i < at {
						t.Fatalf("round %d: line %d moved", round, n.id)
					}
					at = i
				}
			}
		}
		for _, n := range next.root.children {
			if is, ok := was[n.id]; ok && is != n.is {
				t.Fatalf("round %d: line %d is %v, and was %v", round, n.id, n.is, is)
			}
			was[n.id] = n.is
		}
		if n := len(next.root.children); n > 30+goneMost+30 {
			t.Fatalf("round %d: %d lines", round, n)
		}
		last = next
	}
}

func labels(n *node) string {
	var b strings.Builder
	for _, c := range n.children {
		if !c.gone {
			fmt.Fprint(&b, c.line.Label, "(", labels(c), ")")
		}
	}
	return b.String()
}

func labelsOf(lines []Line) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprint(&b, l.Label, "(", labelsOf(l.Children), ")")
	}
	return b.String()
}

func TestRising(t *testing.T) {
	for _, c := range []struct{ places, want []int }{
		{nil, nil},
		{[]int{-1, -1}, nil},
		{[]int{0, 1, 2}, []int{0, 1, 2}},
		{[]int{2, 0, 1}, []int{0, 1}},
		{[]int{0, -1, 3, 1, 2}, []int{0, 1, 2}},
	} {
		var got []int
		for i, in := range rising(c.places) {
			if in {
				got = append(got, c.places[i])
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.places, got, c.want)
		}
	}
}
