package stories

import (
	"encoding/binary"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"halfday/tests/stage"
)

// A click opens each of the AWS files once, from the click to the console.
func TestAClickReadsTheAWSFilesOnce(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	a.Seen(dev)
	opened := map[string]func() int{}
	for _, name := range []string{"config", "credentials"} {
		opened[name] = countOpens(t, s.Path("home/.aws/"+name))
	}
	a.Click(dev)
	s.AwaitDialog(stage.EntryDialog, dev).Answer(code1)
	a.AwaitSession(dev)
	for name, times := range opened {
		if n := times(); n != 1 {
			t.Errorf("%s was opened %d times, want once", name, n)
		}
	}
}

// countOpens gives how often a file was opened since.
func countOpens(t *testing.T, path string) func() int {
	t.Helper()
	watch, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(watch) })
	// What follows its like is told as one event; the end of a reading comes between.
	if _, err := unix.InotifyAddWatch(watch, path, unix.IN_OPEN|unix.IN_CLOSE_NOWRITE); err != nil {
		t.Fatal(err)
	}
	return func() (opened int) {
		var events [100 * unix.SizeofInotifyEvent]byte
		n, _ := unix.Read(watch, events[:])
		for e := range slices.Chunk(events[:max(n, 0)], unix.SizeofInotifyEvent) {
			if binary.NativeEndian.Uint32(e[4:])&unix.IN_OPEN != 0 {
				opened++
			}
		}
		return opened
	}
}
