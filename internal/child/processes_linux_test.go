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

func TestParseStat(t *testing.T) {
	for stat, want := range map[string][3]int{
		"1 (init) S 0 1 1 0 -1":               {1, 0, 1},
		"42 (a) b) (c) S 7 42 9 0 -1 4194560": {42, 7, 9},
		"42 (\n) R 1 2 3":                     {42, 1, 3},
	} {
		if p, session, ok := parseStat(stat); !ok || [3]int{p.pid, p.parent, session} != want {
			t.Errorf("%q: %v, %d, %v, want %v", stat, p, session, ok, want)
		}
	}
	for _, bad := range []string{"", "1", "1 (x", "1 (x)", "1 (x) S 1 2", "1 (x) S a 2 3", "1 (x) S 1 2 b"} {
		if got, _, ok := parseStat(bad); ok {
			t.Errorf("%q is %v", bad, got)
		}
	}
}

func FuzzParseStat(f *testing.F) {
	f.Add("12 (a) b) S 3 4 5 0")
	f.Add("12 (zenity) S 3 4")
	f.Add("12 () ")
	f.Add(")")
	f.Add("42 (a) b) (c) S 7 42 9 0 -1 4194560")
	f.Fuzz(func(t *testing.T, s string) { parseStat(s) })
}
