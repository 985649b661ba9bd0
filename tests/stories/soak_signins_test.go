//go:build linux && soak

package stories

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// endurance is one run of the tray with many sign-ins, one in five of which
// fails in some way.
type endurance struct {
	*stage.App
	rnd     *rand.Rand
	entries int            // questions for a code that were answered in some way
	ways    map[string]int // how sign-ins were made to fail

	mu    sync.Mutex
	plans map[string]fakeaws.Kind // by code
}

// awsFaults are what AWS does to some codes.
var awsFaults = []fakeaws.Kind{
	fakeaws.AccessDenied, fakeaws.Throttled, fakeaws.CaptiveHTML, fakeaws.ResetAfter, fakeaws.WrongCode, fakeaws.UnknownKey, fakeaws.Huge,
}

func (e *endurance) fault(entry fakeaws.Entry) fakeaws.Fault {
	e.mu.Lock()
	defer e.mu.Unlock()
	if kind, ok := e.plans[string(entry.TokenCode)]; ok && entry.Action == demo.ActionAssumeRole {
		return fakeaws.Fault{Kind: kind, Size: 100_000}
	}
	return fakeaws.Fault{}
}

func newEndurance(t *testing.T) *endurance {
	t.Helper()
	e := &endurance{rnd: rand.New(rand.NewPCG(1, 2)), ways: map[string]int{}, plans: map[string]fakeaws.Kind{}}
	var roles []demo.Role
	for i := range soakRoles {
		name := fmt.Sprintf("team-%02d", i)
		roles = append(roles, demo.Role{Profile: name, ARN: "arn:aws:iam::111122223333:role/" + name, MFA: true})
	}
	s := stage.New(t, stage.Set{Roles: roles, Fault: e.fault})
	e.App = s.Open()
	return e
}

// TestSoakSignIns: many sign-ins in one run leave nothing behind in the tray.
func TestSoakSignIns(t *testing.T) {
	t.Parallel()
	e := newEndurance(t)
	e.round(5) // what is made once and stays
	before := e.burden()
	for e.entries < soakSignIns {
		e.round(soakRoles)
	}
	after := e.burden()
	t.Logf("%d sign-ins, failed on purpose: %v", e.entries, e.ways)
	t.Logf("before: %v", before)
	t.Logf("after:  %v", after)
	if len(after.files) > len(before.files) {
		t.Errorf("open files %q, before it were %q", after.files, before.files)
	}
	if after.threads > before.threads+32 { // Go keeps those that once waited for a process each
		t.Errorf("%d threads, before it were %d", after.threads, before.threads)
	}
	if len(after.children) > 0 {
		t.Errorf("children that stayed: %q", after.children)
	}
	if grown := after.memory - before.memory; grown > 10<<10 {
		t.Errorf("%d KiB more memory", grown)
	}

	// A tray that has just been started has as many goroutines, but for those of
	// the lines of the menu, which are kept for the next time.
	grown := e.goroutines()
	e.App = e.Open()
	e.AwaitMenu("the sessions of before", func(l []stage.Entry) bool { return len(l) > 0 })
	if fresh := e.goroutines(); grown > fresh+2 {
		t.Errorf("%d goroutines, after a fresh start %d", grown, fresh)
	}
}

// round clicks on so many roles at once and sees their sign-ins to the end.
func (e *endurance) round(roles int) {
	e.T.Helper()
	var ids []int32
	e.AwaitMenu("the roles", func(lines []stage.Entry) bool {
		ids = e.targets(lines)
		return len(ids) == soakRoles
	})
	time.Sleep(stage.Look)
	for _, id := range ids[:roles] {
		e.ClickID(id)
	}
	done := map[*stage.Window]bool{}
	e.Await("the end of the sign-ins", func() bool {
		open := e.Props.Open()
		for _, d := range open {
			if !done[d] {
				done[d] = true
				e.treat(d)
			}
		}
		// The dialog of the next role may be about to show.
		return len(open) == 0 && len(done) > 0 && !e.underWay() && len(e.Processes()) == 1
	})
}

// targets are the lines that begin a sign-in with a code, one for each role.
func (e *endurance) targets(lines []stage.Entry) []int32 {
	of := map[string]int32{}
	stage.Walk(lines, func(above []string, one stage.Entry) {
		switch {
		case one.Label == e.Words.Menu.SignInNewCode && len(above) > 0:
			// The role is also in the list of all, where a click asks for no code.
			role, _, _ := strings.Cut(above[len(above)-1], " ")
			of[role] = one.ID
		case strings.HasPrefix(one.Label, "team-") && !one.Submenu && one.Enabled && of[one.Label] == 0:
			of[one.Label] = one.ID
		}
	})
	return slices.Sorted(maps.Values(of))
}

// underWay tells whether the menu shows a sign-in that has not ended.
func (e *endurance) underWay() bool {
	found := false
	stage.Walk(e.Lines(), func(_ []string, one stage.Entry) {
		found = found || one.Label == e.Words.Menu.CancelSignIn
	})
	return found
}

// treat does with a dialog what a person might.
func (e *endurance) treat(d *stage.Window) {
	e.T.Helper()
	if !slices.Contains(d.Args, stage.EntryDialog) {
		time.Sleep(time.Until(d.Since.Add(stage.Look))) // else it looks like a crash of the dialog program
		d.Ok()
		return
	}
	e.entries++
	if e.rnd.IntN(5) > 0 {
		d.Answer(e.Code())
		return
	}
	switch way := e.rnd.IntN(4); way {
	case 0:
		e.ways["cancelled"]++
		d.Cancel()
	case 1:
		e.ways["dialog crashed"]++
		d.End(stage.Cue{Code: 255})
	case 2:
		e.ways["killed"]++
		e.killAsker()
		d.AwaitGone()
	default:
		code, kind := e.Code(), awsFaults[e.rnd.IntN(len(awsFaults))]
		e.mu.Lock()
		e.plans[code] = kind
		e.mu.Unlock()
		e.ways[string(kind)]++
		d.Answer(code)
	}
}

// killAsker kills the sign-in process that shows the question for the code.
func (e *endurance) killAsker() {
	e.T.Helper()
	for pid, line := range e.Processes() {
		if strings.Contains(line, stage.EntryDialog) {
			if stat := statOf(pid); len(stat) > 1 {
				parent, err := strconv.Atoi(stat[1])
				e.Must(err)
				e.Must(syscall.Kill(parent, syscall.SIGKILL))
				return
			}
		}
	}
	e.T.Fatal("nobody asks")
}

// statOf gives state, parent and so on of a process, nil where it is gone.
func statOf(pid string) []string {
	data, _ := os.ReadFile("/proc/" + pid + "/stat")
	_, rest, _ := strings.Cut(string(data), ") ")
	return strings.Fields(rest)
}

// burden is what a process costs the system.
type burden struct {
	files    []string
	threads  int
	memory   int // resident, in KiB
	children []string
}

func (b burden) String() string {
	return fmt.Sprintf("%d files, %d threads, %d KiB, %d children", len(b.files), b.threads, b.memory, len(b.children))
}

// burden measures the tray, zombies among its children included.
func (e *endurance) burden() burden {
	e.T.Helper()
	own := strconv.Itoa(e.Cmd.Process.Pid)
	var b burden
	e.Await("the end of every child", func() bool {
		b.children = nil
		stats, err := filepath.Glob("/proc/[0-9]*/stat")
		e.Must(err)
		for _, name := range stats {
			pid := filepath.Base(filepath.Dir(name))
			if stat := statOf(pid); len(stat) > 1 && stat[1] == own {
				b.children = append(b.children, pid+" "+stat[0])
			}
		}
		return len(b.children) == 0
	})
	files, err := os.ReadDir("/proc/" + own + "/fd")
	if err != nil { // the tray keeps others out; root alone sees them
		e.T.Logf("open files were not counted: %v", err)
	}
	for _, f := range files {
		link, _ := os.Readlink("/proc/" + own + "/fd/" + f.Name())
		if filepath.Base(link) != "halfday.log" { // opened for the first line
			b.files = append(b.files, link)
		}
	}
	for line := range strings.Lines(e.Read("/proc/" + own + "/status")) {
		name, value, _ := strings.Cut(line, ":")
		number, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		switch name {
		case "Threads":
			b.threads = number
		case "VmRSS":
			b.memory = number
		}
	}
	return b
}

// goroutines ends the tray and counts those that it had.
func (e *endurance) goroutines() int {
	e.T.Helper()
	e.Must(e.Cmd.Process.Signal(syscall.SIGQUIT))
	select {
	case <-e.Ended:
	case <-time.After(stage.Longest):
		e.T.Fatal("the tray does not end")
	}
	n := 0
	for i, stack := range strings.Split(e.Stderr.String(), "\ngoroutine ") {
		if i > 0 && !strings.Contains(stack, "halfday/tray.") && !strings.Contains(stack, "fyne.io/systray") {
			n++
		}
	}
	if n < 5 {
		e.T.Fatalf("%d goroutines in\n%s", n, e.Stderr.String())
	}
	return n
}
