//go:build macsim

package stories

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// On macOS dialogs belong to the main thread, which package main has.
func init() { runtime.LockOSThread() }

var onMain = make(chan func())

func TestMain(m *testing.M) {
	if play, ok := children[os.Args[min(1, len(os.Args)-1)]]; ok {
		os.Exit(play())
	}
	bin, err := filepath.Abs("testdata/bin") // osascript
	if err != nil {
		panic(err)
	}
	os.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	code := make(chan int)
	go func() { code <- m.Run() }()
	for {
		select {
		case f := <-onMain:
			f()
		case c := <-code:
			os.Exit(c)
		}
	}
}

// mainThread runs f on the main thread, as the processes that show dialogs do.
func mainThread(f func()) {
	done := make(chan struct{})
	onMain <- func() {
		defer close(done)
		f()
	}
	<-done
}
