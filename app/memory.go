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
	// idleAfter is how long the last change is past when the tray goes idle:
	// after a start the icon was sent a second time by then, and the desktop has
	// read the menu.
	idleAfter = 2 * time.Second
	// idleGrowth is by how many bytes memory may grow meanwhile until garbage is
	// collected.
	idleGrowth = 8 << 20
)

// goIdle makes the process small after the start, after the last sign-in under
// way has ended, and after changes while no session is shown.
func (a *app) goIdle() {
	debug.FreeOSMemory()
	if a.state == nil || len(a.state.Sessions) == 0 {
		// Go would collect garbage every two minutes, which wakes the process
		// some twenty times, though there is next to none.
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		debug.SetMemoryLimit(int64(m.Sys-m.HeapReleased) + idleGrowth) // #nosec G115 -- bytes that this process has
		debug.SetGCPercent(-1)
		a.idle = true
	}
	if err := desktop.Trim(); err != nil {
		a.log.Info("memory not trimmed", "error", err)
	}
}

// leaveIdle takes that back at a change from one state to the next, and sets the
// timer for the next goIdle where the change is an end of things.
func (a *app) leaveIdle(before *session.State, now session.State) {
	if a.idle {
		a.idle = false
		debug.SetGCPercent(100)
		debug.SetMemoryLimit(math.MaxInt64)
	}
	if endsActivity(before, now) {
		a.idleTimer.Reset(idleAfter)
	}
}

// endsActivity tells whether a change is an end of things: no sign-in is under
// way, and one was before or no session is shown. While sessions are shown,
// their time left changes every half minute.
func endsActivity(before *session.State, now session.State) bool {
	if len(now.Attempts) > 0 {
		return false
	}
	return len(now.Sessions) == 0 || before != nil && len(before.Attempts) > 0
}
