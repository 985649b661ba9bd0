// Standin takes the place of programs that Halfday starts, and tells a
// benchmark when that happened. Called zenity it is a dialog: one that asks is
// answered after BENCH_PAUSE with a code that was not used before, any other
// is closed at once and not told of. Under any other name it is an opener of
// addresses.
//
// It must not do anything before it has read the clock.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

func main() {
	started := now()
	name := filepath.Base(os.Args[0])
	if name != "zenity" {
		tell("opener %d %s", started, os.Args[len(os.Args)-1])
		return
	}
	if !slices.Contains(os.Args, "--entry") {
		return
	}
	tell("dialog %d", started)
	pause, err := time.ParseDuration(os.Getenv("BENCH_PAUSE"))
	if err != nil {
		os.Exit(2)
	}
	time.Sleep(pause)
	answered := now()
	fmt.Printf("%06d\n", answered/int64(time.Millisecond)%1_000_000)
	tell("answer %d", answered)
}

// now is a clock that all processes share, in nanoseconds.
func now() int64 {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &t); err != nil {
		os.Exit(2)
	}
	return t.Nano()
}

// tell sends a datagram; package net would take longer to start.
func tell(format string, args ...any) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err == nil {
		err = unix.Sendto(fd, fmt.Appendf(nil, format, args...), 0, &unix.SockaddrUnix{Name: os.Getenv("BENCH_SOCKET")})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
