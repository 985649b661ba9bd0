package statusnotifier

import (
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/tests/stage/hosts"
)

// settled makes h hear all that the item says until it shows want; what it
// shows instead in the end is a failure.
func (s *session) settled(h hosts.Host, want string) {
	s.t.Helper()
	late := time.After(patience)
	for h.Drawn() != want {
		select {
		case sig := <-s.signals:
			h.Hear(sig)
		case <-late:
			s.t.Fatalf("got %s, want %s", h.Drawn(), want)
		}
	}
}

// story is what a menu goes through while it is open.
var story = [][]string{
	{"dev", "groups(g(a b) h(c))", "Quit"},
	{"atlas=12h(again browser(x y))", "dev", "groups(g(a b) h(c))", "Quit"},
	{"atlas=11h(again browser(x y))", "dev", "groups(g(a b) h(c))", "Quit"},
	{"atlas=11h(again browser(x y))", "zoo=1h(again)", "dev", "groups(g(a n b) h(c))", "Quit"},
	{"zoo=1h(again)", "dev", "groups(g(a n b) h(c))", "Quit"},
	{"zoo=1h(again)", "groups(g(a n b) h(c) i(q))", "Quit"},
	{"zoo=1h(again)", "dev", "groups(g(a n b) h(c) i(q))", "Quit"},
}

// told is how a scene is drawn.
func told(words []string) string {
	var all []string
	for _, l := range nested(words) {
		all = append(all, l.tell())
	}
	return strings.Join(all, " ")
}

func (l Line) tell() string {
	if l.Kind != Submenu {
		return l.Label
	}
	var all []string
	for _, c := range l.Children {
		all = append(all, c.tell())
	}
	return l.Label + "(" + strings.Join(all, " ") + ")"
}

// nested is lines with submenus in submenus.
func nested(words []string) []Line {
	var all []Line
	for _, w := range words {
		head, inside, ok := strings.Cut(w, "(")
		if !ok {
			all = append(all, lines(w)...)
			continue
		}
		l := lines(head + "()")[0]
		l.Children = nested(fields(strings.TrimSuffix(inside, ")")))
		all = append(all, l)
	}
	return all
}

// fields are those of s, a submenu as one.
func fields(s string) []string {
	depth := 0
	return strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		return r == ' ' && depth == 0
	})
}

// A host that asks for one level at a time knows the lines of each submenu, to
// any depth, before a person opens it; and a minute costs it no question.
func TestOneLevelAtATime(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("x")
	state := i.state
	state.Menu = nested(story[0])
	i.Show(state)
	_, menu := s.await()
	h := hosts.NewPlasma(t, menu)
	for n, scene := range story {
		state.Menu = nested(scene)
		asked := len(h.Redrawn())
		i.Show(state)
		s.settled(h, told(scene))
		if n == 2 && len(h.Redrawn()) != asked {
			t.Errorf("a minute: asked for %v", h.Redrawn()[asked:])
		}
	}
	// A panel that comes later learns all, too.
	second, err := dbus.ConnectSessionBus()
	s.must(err)
	defer second.Close()
	s.settled(hosts.NewPlasma(t, second.Object(menu.Destination(), menuPath)), told(story[len(story)-1]))
}

// A host that draws anew what it gets properties of, and moves what is out of
// place, has neither to do.
func TestNothingIsDrawnAnew(t *testing.T) {
	s := newSession(t)
	s.comes()
	i := s.open("x")
	state := i.state
	state.Menu = nested(story[0])
	i.Show(state)
	_, menu := s.await()
	h := hosts.NewGNOME(t, menu)
	for n, scene := range story {
		state.Menu = nested(scene)
		i.Show(state)
		s.settled(h, told(scene))
		if got := h.Redrawn(); len(got) > 0 {
			t.Errorf("scene %d: %v", n, got)
		}
	}
	// A thousand edits of a file, that take a role away and bring it back.
	for n := range 1000 {
		state.Menu = nested(story[5+n%2])
		i.Show(state)
	}
	s.settled(h, told(story[6]))
	for len(s.signals) > 0 {
		h.Hear(<-s.signals)
	}
	if got := h.Redrawn(); len(got) > 0 {
		t.Errorf("1000 edits: %v", got)
	}
}
