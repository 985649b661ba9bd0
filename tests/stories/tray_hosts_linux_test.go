//go:build linux

package stories

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/tests/stage"
	"halfday/tests/stage/hosts"
)

// sideBySide brings a tray that asks like Plasma and one that redraws like
// GNOME.
func sideBySide(a *stage.App) (p *hosts.Plasma, g *hosts.GNOME, both map[string]*stage.Hosting) {
	a.T.Helper()
	both = map[string]*stage.Hosting{
		"Plasma": a.Host(func(menu dbus.BusObject) hosts.Host { p = hosts.NewPlasma(a.T, menu); return p }),
		"GNOME":  a.Host(func(menu dbus.BusObject) hosts.Host { g = hosts.NewGNOME(a.T, menu); return g }),
	}
	return p, g, both
}

// An open menu, submenus and all, stays as it is while a minute passes: the one
// label changes, nothing is asked for again, drawn anew or moved. A submenu has
// its lines before it opens.
func TestTrayOverAMinute(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Seed(stage.Lasting(dev, 2*time.Hour+4*time.Second))
	a := s.Open()
	session := a.AwaitSession(dev)[0]
	p, g, both := sideBySide(a)
	app := s.Words.Menu.Title
	for name, h := range both {
		h.Await(name+" to know all submenus", func(drawn string) bool {
			return strings.Contains(drawn, session+"("+s.Words.Menu.SignInNewCode) && strings.Contains(drawn, s.Words.Menu.Quit)
		})
	}
	for _, label := range []string{session, app} {
		if got := p.Hover(label); got == "" {
			t.Errorf("the submenu %q opens with nothing in it", label)
		}
	}
	asked, before := len(p.Redrawn()), p.Drawn()
	later := s.Words.Menu.Session(dev, 2*time.Hour-time.Minute)
	for name, h := range both {
		h.Await("the minute on "+name, func(drawn string) bool {
			return strings.Contains(drawn, later+"(") || !strings.Contains(drawn, session+"(")
		})
	}
	if got := p.Redrawn()[asked:]; len(got) > 0 {
		t.Errorf("Plasma asked again: %q", got)
	}
	if got := g.Redrawn(); len(got) > 0 {
		t.Errorf("GNOME redrew: %q", got)
	}
	if p.Drawn() == before || p.Drawn() != g.Drawn() {
		t.Errorf("before\n%s\nPlasma\n%s\nGNOME\n%s", before, p.Drawn(), g.Drawn())
	}
}

// Roles that come and go are in their places at once, on both, and what was
// there stays where it is.
func TestTrayLinesComeAndGo(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	file := s.Path("aws/config")
	config := s.Read(file)
	a := s.Open()
	a.Seen(prod)
	_, g, both := sideBySide(a)
	role := func(name string) string {
		return "\n[profile " + name + "]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = maya\nmfa_serial = arn:aws:iam::123456789012:mfa/maya\n"
	}
	for _, c := range []struct{ content, has, hasNot string }{
		{role("aa_first") + config, "aa_first atlas-dev atlas-prod-readonly", ""},
		{role("aa_first") + config + role("zz_last"), "zz_last", ""},
		{config + role("zz_last"), "zz_last", "aa_first"},
		{config, "atlas-dev atlas-prod-readonly", "zz_last"},
		{role("aa_first") + config, "aa_first atlas-dev", "zz_last"},
	} {
		s.Write(file, c.content)
		for name, h := range both {
			h.Await(name+" to show "+c.has, func(drawn string) bool {
				return strings.Contains(drawn, c.has) && (c.hasNot == "" || !strings.Contains(drawn, c.hasNot))
			})
		}
	}
	if got := g.Redrawn(); len(got) > 0 {
		t.Errorf("GNOME redrew: %q", got)
	}
	// Who comes later sees the same.
	late, _, _ := sideBySide(a)
	if got, want := late.Drawn(), g.Drawn(); strings.Split(got, "(")[0] != strings.Split(want, "(")[0] {
		t.Errorf("a tray that comes later shows\n%s\nthe others\n%s", got, want)
	}
}

// A thousand edits that change no role leave an open menu in peace.
func TestTrayThousandEdits(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	file := s.Path("aws/config")
	config := s.Read(file)
	a := s.Open()
	a.Seen(prod)
	_, g, both := sideBySide(a)
	for name, h := range both {
		h.Await(name+" to know all", func(drawn string) bool { return strings.Contains(drawn, s.Words.Menu.Quit) })
	}
	// What one host asks for first is told to the other, too: that has come when
	// this role has.
	config += "\n[profile before]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = maya\n"
	s.Write(file, config)
	before := map[string]int{}
	for name, h := range both {
		h.Await("the first edit on "+name, func(drawn string) bool { return strings.Contains(drawn, "before") })
		before[name] = h.Heard("LayoutUpdated")
	}
	for n := range 1000 {
		s.Write(file, fmt.Sprintf("# edit %d\n%s", n, config))
	}
	s.Write(file, config+"\n[profile zz]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = maya\n")
	for name, h := range both {
		h.Await("the last edit on "+name, func(drawn string) bool { return strings.Contains(drawn, "zz") })
		if got := h.Heard("LayoutUpdated") - before[name]; got != 1 {
			t.Errorf("%s: %d times LayoutUpdated, want 1, for the role that came", name, got)
		}
		if got := h.Heard("ItemsPropertiesUpdated"); got > 2 { // the line of the roles may say how many
			t.Errorf("%s: %d times ItemsPropertiesUpdated", name, got)
		}
	}
	if got := g.Redrawn(); len(got) > 0 {
		t.Errorf("GNOME redrew: %q", got)
	}
}

// A click on the icon that opens no menu, with any button, opens the list of
// roles; a line is clicked once, whatever else the tray tells of it.
func TestTrayClicks(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	line := a.Seen(dev)
	for _, how := range []string{"Activate", "SecondaryActivate", "ContextMenu"} {
		// What is clicked while the list before is still being put away is lost,
		// and clicked again.
		s.Await("the list of roles after "+how, func() bool { a.Poke(how); return len(s.Props.Open()) > 0 })
		d := s.AwaitDialog("--list", s.Words.Lists.FindTitle)
		d.Row(dev)
		d.Cancel()
		d.AwaitGone()
	}
	// The keyboard: a menu is opened, walked through, and closed by Return.
	h := a.Host(func(menu dbus.BusObject) hosts.Host { return hosts.NewPlasma(t, menu) })
	for _, event := range []string{"opened", "hovered", "clicked", "closed"} {
		id := line.ID
		if event == "opened" || event == "closed" {
			id = 0
		}
		s.Must(h.Menu.Call("com.canonical.dbusmenu.Event", 0, id, event, dbus.MakeVariant(""), uint32(0)).Err)
	}
	s.AwaitDialog(stage.EntryDialog, dev).Answer(a.Code())
	a.AwaitSession(dev)
	if got := s.Asked("AssumeRole"); got != 1 {
		t.Errorf("signed in %d times", got)
	}
}
