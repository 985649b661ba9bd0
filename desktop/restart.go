package desktop

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// RestartVariable is the environment variable in which a process that starts
// itself anew tells its successor about that.
const RestartVariable = "HALFDAY_RESTART"

const (
	restartLimit = time.Minute // without a session bus, then it is over
	stableTime   = time.Minute // with one, then the pauses begin anew
)

// Restarts is what a process knows of the restarts that led to it. The zero
// value belongs to a process that a person or a session started.
type Restarts struct {
	Count int       // restarts without a stable time between them
	Lost  time.Time // since when there is no session bus; zero where there was one
}

// ReadRestarts reads the variable's value. What cannot be read counts as none.
func ReadRestarts(value string) Restarts {
	count, lost, ok := strings.Cut(value, "@")
	n, err := strconv.Atoi(count)
	if !ok || err != nil || n < 1 {
		return Restarts{}
	}
	r := Restarts{Count: n}
	if ms, err := strconv.ParseInt(lost, 10, 64); err == nil && ms > 0 {
		r.Lost = time.UnixMilli(ms)
	}
	return r
}

// String is what ReadRestarts reads.
func (r Restarts) String() string {
	var lost int64
	if !r.Lost.IsZero() {
		lost = r.Lost.UnixMilli()
	}
	return strconv.Itoa(r.Count) + "@" + strconv.FormatInt(lost, 10)
}

// Next decides what follows when there is no session bus now: start anew
// after pause, with next as the Restarts of the successor, or give up
// where ok is false. ran is how long this process had a bus, 0 where it
// had none.
func (r Restarts) Next(now time.Time, ran time.Duration) (next Restarts, pause time.Duration, ok bool) {
	if ran >= stableTime {
		r.Count = 0
	}
	if ran > 0 || r.Lost.IsZero() || r.Lost.After(now) {
		r.Lost = now
	}
	left := restartLimit - now.Sub(r.Lost)
	if left <= 0 {
		return r, 0, false
	}
	pause = min(NextPause(r.Count), left)
	r.Count++
	return r, pause, true
}

// NextPause is how long to wait before restart n, counted from 0: a quarter of
// a second, then twice as long each time, at most ten seconds.
func NextPause(n int) time.Duration {
	const first, most = 250 * time.Millisecond, 10 * time.Second
	if n > 10 {
		return most
	}
	return min(first<<max(n, 0), most)
}

// Restart starts this program anew with the same arguments, and returns only
// an error. Elsewhere than on Windows the new one takes this process's place
// and number; on Windows it is another process, and this one exits 0.
// Before it, the caller ends and waits for every child process and closes the
// Instance and the log: the new program knows nothing of them.
func Restart(r Restarts) error {
	path, err := Executable()
	if err != nil {
		return fmt.Errorf("starting anew: %w", err)
	}
	env := make([]string, 0, len(os.Environ())+1)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, RestartVariable+"=") {
			env = append(env, v)
		}
	}
	env = append(env, RestartVariable+"="+r.String())
	return fmt.Errorf("starting anew: %w", restart(path, os.Args, env))
}

// Executable is the path by which to start Halfday again: the AppImage where
// it runs from one, whose contents are mounted elsewhere each time.
func Executable() (string, error) {
	return executable(os.Getenv, os.Executable)
}
