package browser

import (
	"encoding/binary"
	"os"
	"slices"
	"testing"
)

// Otherwise foreign could tell nothing, and nobody would see it.
func TestMacOSShowsOurSockets(t *testing.T) {
	c, s, err := ends(connection(t))
	if err != nil {
		t.Fatal(err)
	}
	l := must(loadLibproc())
	if !l.holds(os.Getpid(), c, s) || !l.holds(os.Getpid(), s, c) {
		t.Error("it does not show both ends")
	}
	var pids []int
	for b := l.ours(); len(b) >= 4; b = b[4:] {
		pids = append(pids, int(binary.LittleEndian.Uint32(b)))
	}
	if !slices.Contains(pids, os.Getpid()) || slices.Contains(pids, 1) && os.Geteuid() != 0 {
		t.Errorf("not this user's processes: %v", pids)
	}
}
