//go:build linux && soak

package stories

import (
	"errors"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/demo"
	"halfday/tests/stage"
)

// TestSoakClicks: a thousand clicks a second, anywhere in the menu, while the
// config file is written ten times a second. Then everything works as before.
func TestSoakClicks(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	racing(t, s)
	a := s.Open()
	config := s.Path("aws/config")
	whole := s.Read(config)
	rnd := rand.New(rand.NewPCG(3, 4))

	var lines atomic.Pointer[[]int32]
	over := make(chan struct{})
	var clicks int
	var work sync.WaitGroup
	work.Go(func() {
		rnd, begun := rand.New(rand.NewPCG(5, 6)), time.Now()
		every(time.Millisecond, over, func() {
			if time.Since(begun) > soakClicks {
				return // the storm is over, however long the last look at the menu takes
			}
			ids := lines.Load()
			// A busy machine misses ticks; a few at once make up for it.
			for i := 0; i < 3 && ids != nil && len(*ids) > 0 && clicks < int(time.Since(begun)/time.Millisecond); i++ {
				id := (*ids)[rnd.IntN(len(*ids))]
				a.Menu.Go("com.canonical.dbusmenu.Event", dbus.FlagNoReplyExpected, nil, id, "clicked", dbus.MakeVariant(""), uint32(0))
				clicks++
			}
		})
	})
	var edits int
	work.Go(func() {
		every(100*time.Millisecond, over, func() {
			edits++
			if err := errors.Join(os.WriteFile(config+".new", []byte(someConfig(whole, edits)), 0o600), os.Rename(config+".new", config)); err != nil {
				t.Error(err)
			}
		})
	})
	done := map[*stage.Window]bool{}
	for end := time.Now().Add(soakClicks); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		select {
		case <-a.Ended:
			t.Fatalf("the tray ended: %v\n%s", a.Cmd.ProcessState, a.Stderr.String())
		default:
		}
		ids := a.Clickable()
		lines.Store(&ids)
		answerAll(s, done, rnd)
	}
	close(over)
	work.Wait()
	s.Write(config, whole)
	if clicks == 0 || edits == 0 {
		t.Errorf("%d clicks and %d edits are no storm", clicks, edits)
	}
	t.Logf("%d clicks, %d edits, %d dialogs, %d sign-ins, %d pages", clicks, edits, len(done), s.Asked(demo.ActionAssumeRole), len(s.Props.Visited()))

	// What was begun ends, and no line stays as it was. Behind a dialog another
	// one may wait.
	a.AwaitMenu("every role, and none under way", func(l []stage.Entry) bool {
		answerAll(s, done, rnd)
		working := s.Processes()
		maps.DeleteFunc(working, func(_, line string) bool { return strings.Contains(line, " __page") }) // which stays for ten minutes
		roles, busy := 0, len(s.Props.Open()) > 0 || len(working) > 1
		stage.Walk(l, func(_ []string, e stage.Entry) {
			if slices.Contains([]string{dev, prod, "billing-audit"}, e.Label) {
				roles++
			}
			busy = busy || e.Label == s.Words.Menu.CancelSignIn
		})
		for _, role := range []string{dev, prod, "billing-audit"} {
			if _, ok := stage.Running(l, role); ok {
				roles++
			}
		}
		return roles >= 3 && !busy
	})
	a.Quit()
	s.AwaitNoProcess()
}

// every does something again and again, until over is closed.
func every(d time.Duration, over <-chan struct{}, do func()) {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-over:
			return
		case <-tick.C:
			do()
		}
	}
}

// racing gives the story a program that notices races, where one can be built.
func racing(t *testing.T, s *stage.Stage) {
	t.Helper()
	if soakClicks < 10*time.Second {
		return // building it takes longer than the story
	}
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Log("no gcc: races go unnoticed")
		return
	}
	path := s.Path("our program/racing")
	build := exec.Command("go", "build", "-race", "-o", path, ".")
	build.Dir, build.Env = "../..", append(os.Environ(), "CGO_ENABLED=1")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	s.Must(os.Rename(path, s.Program))
}

// answerAll answers what is on the screen, as it comes.
func answerAll(s *stage.Stage, done map[*stage.Window]bool, rnd *rand.Rand) {
	s.T.Helper()
	for _, d := range s.Props.Open() {
		if done[d] {
			continue
		}
		done[d] = true
		if slices.Contains(d.Args, stage.EntryDialog) && rnd.IntN(2) == 0 {
			d.Say(stage.Cue{Out: s.Code()})
		} else {
			d.Say(stage.Cue{Code: 1})
		}
	}
}

// someConfig is a config file in one of the states that an editor leaves.
func someConfig(whole string, n int) string {
	sections := strings.SplitAfter(whole, "\n\n")
	switch n % 5 {
	case 0:
		return strings.Join(sections[:len(sections)-1], "")
	case 1:
		return whole[:len(whole)/2]
	case 2:
		return whole + "\n[profile another]\nrole_arn = arn:aws:iam::111122223333:role/another\nsource_profile = nobody\n"
	case 3:
		return "garbage\x00\n" + whole
	}
	return whole
}
