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
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

func main() {
	started := now()
	// Halfday's own dialogs are called app.halfday.Halfday.
	name := filepath.Base(os.Args[0])
	if name != "zenity" && name != "app.halfday.Halfday" {
		address := os.Args[len(os.Args)-1]
		tell("opener %d %s", started, address)
		if strings.HasPrefix(address, "http:") && os.Getenv("BENCH_FETCH") != "no" {
			target := fetch(address)
			tell("answered %d %s", now(), target)
		}
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

// fetch tells where http://127.0.0.1:PORT/PATH leads.
func fetch(address string) string {
	host, path, _ := strings.Cut(strings.TrimPrefix(address, "http://"), "/")
	_, digits, _ := strings.Cut(host, ":")
	port, err := strconv.Atoi(digits)
	var fd int
	if err == nil {
		fd, err = unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	}
	if err == nil {
		err = unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}})
	}
	if err == nil {
		_, err = unix.Write(fd, []byte("GET /"+path+" HTTP/1.1\r\nHost: "+host+"\r\n\r\n"))
	}
	var answer []byte
	for b := make([]byte, 64<<10); err == nil; {
		var n int
		if n, err = unix.Read(fd, b); n <= 0 {
			break
		}
		answer = append(answer, b[:n]...)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	_, after, _ := strings.Cut(string(answer), "Location: ")
	target, _, _ := strings.Cut(after, "\r\n")
	return target
}
