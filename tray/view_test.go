package tray

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"halfday/roles"
	"halfday/session"
)

func slottedView(f *fakeTray, clicked func(Action)) *View {
	v := newView(func(a Action, _ string) { clicked(a) })
	v.tray = &nativeMenu{native: f, view: v}
	return v
}

// inView runs a story with a view on a fake tray, in a bubble of fake time.
func inView(t *testing.T, story func(t *testing.T, f *fakeTray, v *View, clicked func() []Action)) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeTray{t: t}
		var actions []Action
		v := slottedView(f, func(a Action) { actions = append(actions, a) })
		v.Show(menuOf(session.State{Roles: []roles.Role{role("dev"), role("prod")}}, noon))
		v.start()
		synctest.Wait()
		story(t, f, v, func() []Action {
			synctest.Wait()
			got := actions
			actions = nil
			return got
		})
		v.Quit()
		synctest.Wait()
		if f.quits != 1 {
			t.Errorf("got %d calls of quit, want 1", f.quits)
		}
	})
}

// click does what systray does: it drops what nobody waits for.
func (l *fakeLine) click() {
	synctest.Wait()
	select {
	case l.clicked <- struct{}{}:
	default:
	}
	synctest.Wait()
}

func wantActions(t *testing.T, got []Action, want ...Action) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got actions %v, want %v", got, want)
	}
}

func TestClick(t *testing.T) {
	inView(t, func(t *testing.T, f *fakeTray, v *View, clicked func() []Action) {
		for range 3 {
			f.find("prod").click()
		}
		prod := Action{Kind: SignIn, Profile: "prod"}
		wantActions(t, clicked(), prod, prod, prod)
		f.find(words.Menu.Title, "Quit").click()
		wantActions(t, clicked(), Action{Kind: Quit})
	})
}

// A click that was on its way while a line got another meaning does nothing;
// a click on a line whose title alone changed does what it did.
func TestClickDuringChange(t *testing.T) {
	inView(t, func(t *testing.T, f *fakeTray, v *View, clicked func() []Action) {
		line := f.find("prod")
		s := session.State{Roles: []roles.Role{role("dev"), role("new"), role("prod")}}
		v.Show(menuOf(s, noon))
		line.click()
		wantActions(t, clicked())
		time.Sleep(settle)
		line.click()
		wantActions(t, clicked(), Action{Kind: SignIn, Profile: "new"})
		f.find("prod").click()
		wantActions(t, clicked(), Action{Kind: SignIn, Profile: "prod"})

		s.Attempts = []session.Attempt{{Profile: "new", Phase: session.PhaseCode}}
		v.Show(menuOf(s, noon))
		line.click()
		wantActions(t, clicked(), Action{Kind: SignIn, Profile: "new"})

		cancel := f.find(words.Menu.Attempt("new", "code"), words.Menu.CancelSignIn)
		cancel.click()
		wantActions(t, clicked(), Action{Kind: Cancel, Profile: "new"})

		v.Show(menuOf(session.State{Roles: s.Roles[:1]}, noon))
		line.click()
		cancel.click()
		wantActions(t, clicked())
	})
}

// A click is not lost while another one is being handled.
func TestClicksWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeTray{t: t}
		handled := make(chan Action)
		v := slottedView(f, func(a Action) { handled <- a })
		v.Show(menuOf(session.State{Roles: manyRoles(8)}, noon))
		v.start()
		for i := range 8 {
			f.find(fmt.Sprintf("team-%03d", i)).click()
		}
		for i := range 8 {
			if got, want := (<-handled).Profile, fmt.Sprintf("team-%03d", i); got != want {
				t.Errorf("click %d: got %s, want %s", i, got, want)
			}
		}
		v.Quit()
	})
}

// Icon, tooltip and title are set when they change only.
func TestIconAndTooltip(t *testing.T) {
	inView(t, func(t *testing.T, f *fakeTray, v *View, _ func() []Action) {
		if got, want := f.icons, 1; got != want {
			t.Errorf("icon set %d times, want %d", got, want)
		}
		m := menuOf(session.State{}, noon)
		m.Icon, m.Tooltip, m.Title = EndingSoon, "5 min", "5 min"
		for range 3 {
			v.Show(m)
			synctest.Wait()
		}
		if f.icons != 2 || f.icon != EndingSoon || f.tooltip != "5 min" || f.title != "5 min" {
			t.Errorf("got icon %d after %d calls, tooltip %q, title %q", f.icon, f.icons, f.tooltip, f.title)
		}
	})
}

// Where an open menu is not redrawn, its lines keep their meaning.
func TestOpenMenu(t *testing.T) {
	inView(t, func(t *testing.T, f *fakeTray, v *View, clicked func() []Action) {
		f.setOpen(true)
		for i := range 5 {
			v.Show(menuOf(session.State{Roles: []roles.Role{role(fmt.Sprint("new", i))}}, noon))
			time.Sleep(time.Minute)
		}
		f.find("dev").click()
		wantActions(t, clicked(), Action{Kind: SignIn, Profile: "dev"})
		f.setOpen(false)
		time.Sleep(menuPoll)
		synctest.Wait()
		if f.find("dev") != nil || f.find("new4") == nil {
			t.Errorf("the menu still shows what it showed while open")
		}
		f.setOpen(true) // and Quit does not wait for it
		v.Show(menuOf(session.State{}, noon))
	})
}

// Show and Quit never wait, whatever the desktop does.
func TestShowWhileDrawingHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeTray{t: t}
		v := slottedView(f, func(Action) {})
		v.start()
		f.hang = make(chan struct{})
		begin := time.Now()
		for range 1000 {
			v.Show(Model{Tooltip: "x", Items: []Item{{Title: "x", Disabled: true}}})
		}
		v.Quit()
		v.Quit()
		if took := time.Since(begin); took != 0 {
			t.Errorf("Show and Quit took %v", took)
		}
		time.Sleep(quitWait)
		synctest.Wait()
		if f.quits != 1 {
			t.Errorf("got %d calls of quit, want 1", f.quits)
		}
		close(f.hang)
	})
}
