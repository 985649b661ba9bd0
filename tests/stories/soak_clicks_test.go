//go:build linux

package tests

import (
	"errors"
	"fmt"
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
)

// TestSoakClicks: a thousand clicks a second, anywhere in the menu, while the
// config file is written ten times a second. Then everything works as before.
func TestSoakClicks(t *testing.T) {
	t.Parallel()
	s := newLogin(t, set{})
	racing(t, s)
	a := s.open()
	config := s.path("aws/config")
	whole := s.read(config)
	rnd := rand.New(rand.NewPCG(3, 4))

	var lines atomic.Pointer[[]int32]
	over := make(chan struct{})
	var clicks int
	var work sync.WaitGroup
	work.Go(func() {
		rnd := rand.New(rand.NewPCG(5, 6))
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for begun := time.Now(); time.Since(begun) < soakClicks; {
			select {
			case <-over:
				return
			case <-tick.C:
			}
			ids := lines.Load()
			// A busy machine misses ticks; a few at once make up for it.
			for i := 0; i < 3 && ids != nil && len(*ids) > 0 && clicks < int(time.Since(begun)/time.Millisecond); i++ {
				id := (*ids)[rnd.IntN(len(*ids))]
				a.menu.Go("com.canonical.dbusmenu.Event", dbus.FlagNoReplyExpected, nil, id, "clicked", dbus.MakeVariant(""), uint32(0))
				clicks++
			}
		}
	})
	var edits int
	work.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-over:
				return
			case <-tick.C:
			}
			edits++
			if err := errors.Join(os.WriteFile(config+".new", []byte(someConfig(whole, edits)), 0o600), os.Rename(config+".new", config)); err != nil {
				t.Error(err)
			}
		}
	})
	done := map[*window]bool{}
	for end := time.Now().Add(soakClicks); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		select {
		case <-a.ended:
			t.Fatalf("the tray ended: %v\n%s", a.cmd.ProcessState, a.stderr.String())
		default:
		}
		ids := a.clickable()
		lines.Store(&ids)
		s.answerAll(done, rnd)
	}
	close(over)
	work.Wait()
	s.write(config, whole)
	t.Logf("%d clicks, %d edits, %d dialogs, %d sign-ins, %d pages", clicks, edits, len(done), s.asked(demo.ActionAssumeRole), len(s.props.visited()))
	// The long form has to be the storm that was promised; the short one only
	// says that there was one, on however busy a machine.
	share := 10
	if soakClicks >= 10*time.Second {
		share = 2
	}
	if clicks < int(soakClicks/time.Millisecond)/share || edits < int(soakClicks/time.Second)*10/share {
		t.Errorf("%d clicks and %d edits are not what was meant", clicks, edits)
	}

	// What was begun ends, and no line stays as it was. Behind a dialog another
	// one may wait.
	a.awaitMenu("every role, and none under way", func(l []entry) bool {
		s.answerAll(done, rnd)
		roles, busy := 0, len(s.props.open()) > 0 || len(s.processes()) > 1
		walk(l, func(_ []string, e entry) {
			if slices.Contains([]string{dev, prod, "billing-audit"}, e.label) {
				roles++
			}
			busy = busy || e.label == s.words.Menu.CancelSignIn
		})
		for _, role := range []string{dev, prod, "billing-audit"} {
			if _, ok := running(l, role); ok {
				roles++
			}
		}
		return roles >= 3 && !busy
	})
	if took := a.quit(); took > 5*time.Second {
		t.Errorf("quitting took %v", took)
	}
	s.awaitNoProcess()
}

// racing gives the story a program that notices races, where one can be built.
func racing(t *testing.T, s *login) {
	t.Helper()
	if soakClicks < 10*time.Second {
		return // building it takes longer than the story
	}
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Log("no gcc: races go unnoticed")
		return
	}
	path := s.path("our program/racing")
	build := exec.Command("go", "build", "-race", "-o", path, ".")
	build.Dir, build.Env = "..", append(os.Environ(), "CGO_ENABLED=1")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	s.must(os.Rename(path, s.program))
	known, err := os.ReadFile("../tray/testdata/races.txt")
	s.must(err)
	s.write(s.path("races.txt"), string(known))
	s.env = append(s.env, "GORACE=atexit_sleep_ms=0 suppressions="+s.path("races.txt"))
}

// clickable are all lines but the one that ends the story.
func (a *app) clickable() []int32 {
	var ids []int32
	walk(a.lines(), func(_ []string, e entry) {
		if e.enabled && !e.submenu && e.label != a.words.Menu.Quit {
			ids = append(ids, e.id)
		}
	})
	return ids
}

// answerAll answers what is on the screen, as it comes.
func (s *login) answerAll(done map[*window]bool, rnd *rand.Rand) {
	s.t.Helper()
	for _, d := range s.props.open() {
		if done[d] {
			continue
		}
		done[d] = true
		if slices.Contains(d.args, entryDialog) && rnd.IntN(2) == 0 {
			d.say(cue{Out: s.code()})
		} else {
			d.say(cue{Code: 1})
		}
	}
}

// say ends a dialog that may be gone already.
func (d *window) say(c cue) {
	line := fmt.Sprintf(`{"Out":%q,"Code":%d}`+"\n", c.Out, c.Code)
	_, _ = d.conn.Write([]byte(line))
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
