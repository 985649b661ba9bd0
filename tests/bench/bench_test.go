//go:build bench && linux

package bench

import (
	"fmt"
	"os/exec"
	"testing"
	"time"

	"halfday/tests/stage"
)

const (
	benchRuns  = 20
	benchRoles = 10
	// roundTrip is that of a person some 5,000 km away from the region.
	roundTrip = 60 * time.Millisecond
	// typing is how long the stand-in for the dialog thinks.
	typing = time.Second
)

// TestFigures measures what Halfday promises, each figure beside what nobody
// can do without, in the same run and by turns, so that both meet the same
// load. It needs dbus-daemon. Run it with make bench.
func TestFigures(t *testing.T) {
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Fatal("dbus-daemon is not installed: sh tests/install.sh test")
	}
	before := machine()
	program, s := stage.Binary(t), buildStandins(t)
	var figures []figure
	for _, part := range []struct {
		name    string
		measure func(t *testing.T, program string, s standins) []figure
	}{
		{"lives", measureLives},
		{"clicks", measureClicks},
		{"doors", measureDoors},
		{"center", measureCenter},
		{"browser", measureBrowser},
		{"idle", measureIdle},
		{"profiles", measureProfiles},
	} {
		t.Run(part.name, func(t *testing.T) { figures = append(figures, part.measure(t, program, s)...) })
	}
	t.Logf("began on %s", before)
	table(t, figures)
}

// measureLives starts Halfday again and again, clicks on a role each time and
// signs in.
func measureLives(t *testing.T, program string, s standins) []figure {
	aws := startFarAWS(t, benchRoles, roundTrip)
	var start, bareStart, click, bareClick, version, signIn, answered, request, requests samples
	for i := range benchRuns {
		t.Run(fmt.Sprintf("life %d", i), func(t *testing.T) {
			bus := startBenchBus(t)
			role := roleName(i % benchRoles)

			h := newBenchHome(t, s, bus, "BENCH_PAUSE=0s")
			bare := h.start(s.baretray, append([]string{s.icon, "zenity"}, roleNames()...)...)
			icon := bus.awaitIcon()
			bareStart.took(between(bare.started, icon.at))
			line := bus.line(icon, role)
			time.Sleep(benchSettle)
			at := bus.click(icon, line)
			bareClick.took(between(at, h.await("dialog").at))
			h.await("answer")
			bare.end()

			one, two := aws.twoRequests(typing)
			request.took(one)
			requests.took(two)

			h = newBenchHome(t, s, bus, append(aws.env(), "BENCH_PAUSE="+typing.String())...)
			version.took(h.run(program, "version"))
			tray := h.start(program)
			icon = bus.awaitIcon()
			start.took(between(tray.started, icon.at))
			line = bus.line(icon, role)
			time.Sleep(benchSettle)
			at = bus.click(icon, line)
			click.took(between(at, h.await("dialog").at))
			answer := h.await("answer")
			signIn.took(between(answer.at, h.await("opener").at))
			target := h.await("answered")
			answered.took(between(answer.at, target.at))
			aws.leadsToConsole(target.rest, role)
			tray.end()
		})
		if t.Failed() {
			t.FailNow()
		}
	}
	const once, twice = roundTrip + 40*time.Millisecond, 2*roundTrip + 40*time.Millisecond
	figures := []figure{
		{"code typed → opener executed, 60 ms round trips", "ms", float64(once.Milliseconds()), signIn},
		{"  floor: a warm request", "ms", 0, request},
		{"code typed → login URL answered to it, 60 ms round trips", "ms", float64(twice.Milliseconds()), answered},
		{"  floor: two warm requests", "ms", 0, requests},
	}
	figures = append(figures, measureShell(t, s)...)
	return append(figures, []figure{
		{"click → dialog executed, hosts in AWS's place", "ms", 60, click},
		{"  floor: bare tray executes it", "ms", 0, bareClick},
		{"  start and end of halfday version", "ms", 0, version},
		{"process start → icon registered, 10 roles", "ms", 60, start},
		{"  floor: bare tray, 10 entries", "ms", 0, bareStart},
	}...)
}

// benchSettle is a pause in which a tray comes to rest before it is clicked:
// systray draws its menu a second time 150 ms after the first.
const benchSettle = 400 * time.Millisecond

func roleNames() (names []string) {
	for i := range benchRoles {
		names = append(names, roleName(i))
	}
	return names
}

const (
	idleRuns = 3
	idleTime = time.Minute
	// idleAfter is when a program that has just started is idle, and watchedAfter
	// when one is that has signed in: it looks for 10 s who asks for the page.
	idleAfter    = 3 * time.Second
	watchedAfter = 20 * time.Second
)

// measureIdle lets some Halfdays and as many bare trays do nothing, all in
// the same minute, each on a bus of its own. Some of the Halfdays have just
// started; others have had sign-ins, whose sessions were forgotten.
func measureIdle(t *testing.T, program string, s standins) []figure {
	const fresh, used, bare = 0, 1, 2
	aws := startFarAWS(t, benchRoles, 0)
	var all [3][]*benchProcess
	for range idleRuns {
		for kind := range all {
			bus := startBenchBus(t)
			h := newBenchHome(t, s, bus, append(aws.env(), "BENCH_PAUSE=100ms")...)
			var p *benchProcess
			if kind == bare {
				p = h.start(s.baretray, append([]string{s.icon, "zenity"}, roleNames()...)...)
			} else {
				p = h.start(program)
			}
			icon := bus.awaitIcon()
			bus.line(icon, roleName(benchRoles-1)) // a panel reads the menu
			if kind == used {
				for i := range 5 {
					signInAndForget(aws, bus, h, icon, roleName(i))
				}
			}
			all[kind] = append(all[kind], p)
		}
	}
	time.Sleep(watchedAfter)
	before := map[*benchProcess]usage{}
	for _, of := range all {
		for _, p := range of {
			before[p] = p.usage()
		}
	}
	time.Sleep(idleTime)
	var resident, anonymous, wakeups, cpu [3]samples
	for kind, of := range all {
		for _, p := range of {
			u := p.usage()
			w, c := u.since(before[p])
			resident[kind].add(u.resident)
			anonymous[kind].add(u.anonymous)
			wakeups[kind].add(w)
			cpu[kind].add(c)
		}
	}
	var figures []figure
	for _, f := range []struct {
		what, unit string
		limit      float64
		got        [3]samples
	}{
		{"resident", "MB", 15, resident},
		{"anonymous part of it", "MB", 5, anonymous},
		{"wake-ups", "", 10, wakeups},
		{"CPU", "ms", 5, cpu},
	} {
		figures = append(figures,
			figure{"idle for 60 s: " + f.what, f.unit, f.limit, f.got[fresh]},
			figure{"  after five sign-ins", f.unit, f.limit, f.got[used]},
			figure{"  floor: bare tray", f.unit, 0, f.got[bare]})
	}
	return figures
}
