//go:build linux

package stories

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// terminal is a person at a terminal, with the program in its foreground.
type terminal struct {
	*scene
	*stage.Terminal
}

func (s *scene) terminal(args ...string) terminal {
	s.Helper()
	cmd := exec.Command(stage.Binary(s.T), args...)
	cmd.Env, cmd.Dir = s.environ(), s.home
	return terminal{s, stage.NewTerminal(s.T, cmd)}
}

// reads waits until the screen shows want next, whatever the clock.
func (t terminal) reads(want string) {
	t.Helper()
	t.Reads(t.named(want), timeless)
}

// signsIn is a sign-in that has asked for the code.
func (s *scene) signsIn() terminal {
	s.Helper()
	at := s.terminal("sign-in", "atlas-dev")
	at.reads(question(asks("", "")))
	return at
}

// question is what a terminal shows of the question for the code.
func question(ask turn) string { return ask.title + "\n" + ask.text + "\n> " }

func TestFailuresAtATerminal(t *testing.T) {
	t.Parallel()
	const interrupt = "\x03"
	for name, tell := range map[string]func(s *scene){
		"wrong code, then the browser fails": func(s *scene) {
			s.misbehave(once(sts(fakeaws.WrongCode))...)
			s.program("xdg-open", "exit 4")
			at := s.signsIn()
			at.Types("111 111\n")
			at.reads(question(asksAgain("code_rejected", "")))
			at.Types(code2 + "\n")
			at.reads("halfday: " + words.Dialog.TryAgain(problem("browser_failed")) + " [y/N] ")
			s.installBrowser()
			at.Types("y\n")
			if title := s.visit(s.address()); !strings.Contains(title, "atlas-dev") {
				s.Errorf("the console page is %q", title)
			}
			at.reads("atlas-dev")
			at.Ends(0)
			s.checkCounts(2, 1)
		},
		"interrupted at the question": func(s *scene) {
			at := s.signsIn()
			at.Types(interrupt)
			at.Ends(3)
			s.checkCounts(0, 0)
		},
		"interrupted while AWS is silent": func(s *scene) {
			s.misbehave(sts(fakeaws.Silence)...)
			at := s.signsIn()
			at.Types(code1 + "\n")
			s.await("the request", func() bool { return len(s.asked(demo.ActionAssumeRole)) > 0 })
			at.Types(interrupt)
			at.Ends(3)
			s.checkCounts(1, 0)
		},
		"end of input": func(s *scene) {
			at := s.signsIn()
			at.Types("\x04")
			at.Ends(3)
		},
		"the keys fail while the code is typed": func(s *scene) {
			slowly(`echo "keys: not logged in" >&2; exit 3`)(s)
			at := s.signsIn()
			release(s)
			// On a line of its own.
			at.reads("\nhalfday: " + problem("process_failed", func(p *text.Problem) { p.Program, p.Status, p.Detail = "keys", 3, "keys: not logged in" }).String() + "\n")
			at.Ends(1)
		},
		"no role to choose": func(s *scene) {
			s.must(os.Remove(s.path(".aws/config")))
			at := s.terminal("sign-in")
			at.reads("halfday: " + words.Menu.NoRoles)
			at.Ends(2)
		},
		"no dialogs are needed": func(s *scene) {
			s.must(os.Remove(filepath.Join(s.bin, "zenity")))
			delete(s.env, "WAYLAND_DISPLAY")
			at := s.signsIn()
			at.Types(code1 + "\n")
			s.visit(s.address())
			at.Ends(0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tell(newStage(t, fakeaws.Options{}))
		})
	}
}

// What is for programs says so to a person who types it.
func TestNotForATerminal(t *testing.T) {
	t.Parallel()
	for typed, says := range map[string]text.Message{
		"sign-in --events -- atlas-dev": words.Terminal.ForPrograms("--events"),
		"sign-out --events":             words.Terminal.ForPrograms("--events"),
		"roles add --events":            words.Terminal.ForPrograms("--events"),
		"__dialog":                      words.Terminal.ForHalfday("__dialog"),
		"__open":                        words.Terminal.ForHalfday("__open"),
		"__demo-server":                 words.Terminal.ForHalfday("__demo-server"),
		"__page":                        words.Terminal.ForHalfday("__page"),
		"__updates":                     words.Terminal.ForHalfday("__updates"),
		"__complete words a":            words.Terminal.ForHalfday("__complete"),
	} {
		t.Run(typed, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, fakeaws.Options{})
			at := s.terminal(strings.Fields(typed)...)
			at.Types(`{"keep_credentials":true}` + "\n")
			at.reads("halfday: " + says.String())
			at.Ends(2)
			s.checkCounts(0, 0)
		})
	}
}

// A demo in a terminal that is given up leaves no folder behind.
func TestDemoGivenUp(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	temporary := t.TempDir()
	cmd := exec.Command(stage.Binary(t), "-demo")
	cmd.Env, cmd.Dir = append(s.environ(), "TMPDIR="+temporary, "DISPLAY=", "WAYLAND_DISPLAY="), s.home
	at := stage.NewTerminal(t, cmd)
	at.Reads("\n> ")
	at.Types("\x03")
	at.Ends(3)
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("it left %v (%v)", left, err)
	}
}
