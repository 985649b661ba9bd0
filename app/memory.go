package app

import (
	"math"
	"runtime"
	"runtime/debug"
	"time"

	"halfday/desktop"
	"halfday/session"
)

const (
	// calmTime is how long the last change is past when the tray comes to rest:
	// after a start the icon was sent a second time by then, and the desktop has
	// read the menu.
	calmTime = 2 * time.Second
	// restRoom is by how many bytes memory may grow at rest until garbage is
	// collected.
	restRoom = 8 << 20
)

// rest makes the process small after the start, after the last sign-in under
// way has ended, and after changes while no session is shown.
func (a *app) rest() {
	debug.FreeOSMemory()
	if a.state == nil || len(a.state.Sessions) == 0 {
		// Go would collect garbage every two minutes, which wakes the process
		// some twenty times, though there is next to none.
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		debug.SetMemoryLimit(int64(m.Sys-m.HeapReleased) + restRoom) // #nosec G115 -- bytes that this process has
		debug.SetGCPercent(-1)
		a.resting = true
	}
	if err := desktop.Trim(); err != nil {
		a.log.Info("memory not trimmed", "error", err)
	}
}

// stir ends the rest at a change from one state to the next, and asks for
// another where that calms things.
func (a *app) stir(before *session.State, now session.State) {
	if a.resting {
		a.resting = false
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	}
	if calms(before, now) {
		a.calm.Reset(calmTime)
	}
}

// calms tells whether a change is an end of things: no sign-in is under way,
// and one was before or no session is shown. While sessions are shown, their
// time left changes every half minute.
func calms(before *session.State, now session.State) bool {
	if len(now.Attempts) > 0 {
		return false
	}
	return len(now.Sessions) == 0 || before != nil && len(before.Attempts) > 0
}
