package app

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"halfday/desktop"
	"halfday/home"
	"halfday/session"
	"halfday/tests/modes"
)

func TestSecondConsole(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	of := func(profile string, since time.Duration) session.Session {
		return session.Session{Profile: profile, RoleARN: "arn:" + profile, SignedInAt: at.Add(-since), Expires: at.Add(12*time.Hour - since)}
	}
	twin := of("dev-too", 0)
	twin.RoleARN = "arn:dev"
	in := func(browser string, s session.Session) session.Session {
		s.Browser = browser
		return s
	}
	also, alone, printed := in("chrome:profile:1", of("also", time.Hour)), in("chrome:profile:1", of("alone", 0)), in(session.Elsewhere, of("printed", time.Hour))
	tests := map[string]struct {
		before, now []session.Session
		want        string
	}{
		"first":                         {nil, []session.Session{of("dev", 0)}, ""},
		"second":                        {[]session.Session{of("dev", time.Hour)}, []session.Session{of("dev", time.Hour), of("prod", 0)}, "dev, prod"},
		"again":                         {[]session.Session{of("dev", time.Hour)}, []session.Session{of("dev", 0)}, ""},
		"again beside another":          {[]session.Session{of("dev", time.Hour), of("prod", time.Hour)}, []session.Session{of("dev", 0), of("prod", time.Hour)}, "prod, dev"},
		"nothing new":                   {[]session.Session{of("dev", time.Hour), of("prod", 0)}, []session.Session{of("dev", time.Hour), of("prod", 0)}, ""},
		"forgotten":                     {[]session.Session{of("dev", time.Hour), of("prod", 0)}, []session.Session{of("prod", 0)}, ""},
		"the other one has ended":       {nil, []session.Session{of("dev", 13*time.Hour), of("prod", 0)}, ""},
		"the same role":                 {nil, []session.Session{of("dev", time.Hour), twin}, ""},
		"a browser of its own":          {[]session.Session{of("dev", time.Hour)}, []session.Session{of("dev", time.Hour), alone}, ""},
		"two in a browser of their own": {[]session.Session{also}, []session.Session{also, alone}, "also, alone"},
		"opened nobody knows where":     {[]session.Session{printed}, []session.Session{printed, in(session.Elsewhere, of("prod", 0))}, ""},
	}
	for name, test := range tests {
		first, second, ok := secondConsole(test.before, test.now, at)
		got := ""
		if ok {
			got = first + ", " + second
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}

// A session in the place of one from before a restart counts: who has never been
// asked for the permission to notify is asked then.
func TestBegun(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	dev, again, prod := session.Session{Profile: "dev", SignedInAt: at}, session.Session{Profile: "dev", SignedInAt: at.Add(time.Minute)}, session.Session{Profile: "prod", SignedInAt: at}
	for name, test := range map[string]struct {
		before, now []session.Session
		want        int
	}{
		"first":                  {nil, []session.Session{dev}, 1},
		"again":                  {[]session.Session{dev}, []session.Session{again}, 1},
		"another, one forgotten": {[]session.Session{dev}, []session.Session{prod}, 1},
		"nothing new":            {[]session.Session{dev, prod}, []session.Session{prod}, 0},
	} {
		if got := begun(test.before, test.now); len(got) != test.want {
			t.Errorf("%s: got %v, want %d", name, got, test.want)
		}
	}
}

func TestFirstTime(t *testing.T) {
	h := home.Home{Dirs: desktop.Dirs{State: filepath.Join(t.TempDir(), "state")}}
	if !firstTime(h, "said") || firstTime(h, "said") || !firstTime(h, "more") {
		t.Error("not once")
	}
	mark := filepath.Join(h.Dirs.State, "said")
	info, err := os.Stat(mark)
	if err != nil || info.Mode() != modes.Seen(0o600) || info.Size() != 0 {
		t.Errorf("the mark is %v, %v", info, err)
	}
	h.Dirs.State = filepath.Join(mark, "x")
	if firstTime(h, "said") {
		t.Error("where nothing can be stored")
	}
}

// What stands in the folder's place may lead anywhere.
func TestFirstTimeElsewhere(t *testing.T) {
	modes.NeedLinks(t)
	theirs := t.TempDir()
	h := home.Home{Dirs: desktop.Dirs{State: filepath.Join(t.TempDir(), "state")}}
	if err := os.Symlink(theirs, h.Dirs.State); err != nil {
		t.Fatal(err)
	}
	if firstTime(h, "said") {
		t.Error("a mark behind a link")
	}
}
