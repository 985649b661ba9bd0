package child

import (
	"os"
	"slices"
	"syscall"
	"testing"
)

func TestDescendants(t *testing.T) {
	all := []process{
		{10, 1, 10}, {11, 10, 10}, {12, 11, 10}, // a dialog and its child
		{13, 10, 13}, {14, 13, 13}, // an opener in a session of its own
		{20, 1, 10}, // another in the same group, not ours
		{21, 1, 21},
	}
	if got, want := descendants(all, 10, 10), []int{11, 12}; !slices.Equal(got, want) {
		t.Errorf("descendants = %v, want %v", got, want)
	}
	if got := descendants(processes(), os.Getpid(), syscall.Getpgrp()); len(got) != 0 {
		t.Errorf("this test has children: %v", got)
	}
	var me bool
	for _, p := range processes() {
		me = me || p == process{os.Getpid(), os.Getppid(), syscall.Getpgrp()}
	}
	if !me {
		t.Error("this process is not in the list")
	}
}

func FuzzParseStat(f *testing.F) {
	f.Add("12 (a) b) S 3 4 5 0")
	f.Add("12 (zenity) S 3 4")
	f.Add("12 () ")
	f.Add(")")
	f.Fuzz(func(t *testing.T, s string) { parseStat(s) })
}
