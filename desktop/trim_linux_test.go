package desktop

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

func TestUnchanged(t *testing.T) {
	const smaps = `00400000-00ad0000 r-xp 00000000 fe:00 11 /opt/half day/halfday
Size:               7000 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
00ad0000-011f0000 r--p 006d0000 fe:00 11 /opt/half day/halfday
Rss:                5000 kB
Anonymous:             0 kB
011f0000-01200000 r--p 00df0000 fe:00 11 /opt/half day/halfday
Anonymous:            16 kB
01200000-01260000 rw-p 00e00000 fe:00 11 /opt/half day/halfday
Anonymous:             0 kB
7f0000000000-7f0000001000 r--s 00000000 fe:00 11 /opt/half day/halfday
Anonymous:             0 kB
7f0000002000-7f0000003000 r--p 00000000 fe:00 12 /opt/another/halfday
Anonymous:             0 kB
7f0000004000-7f0000005000 r--p 00000000 00:00 0
Anonymous:             0 kB
7f0000006000-7f0000007000 r-xp 00000000 00:00 0 [vdso]
Anonymous:             0 kB
`
	got := unchanged([]byte(smaps), "/opt/half day/halfday")
	want := []memory{{0x400000, 0xad0000}, {0xad0000, 0x11f0000}}
	if !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
	if got := unchanged([]byte("nonsense\n\n-\nAnonymous: 0 kB\n"), "nonsense"); got != nil {
		t.Errorf("of nonsense: got %x", got)
	}
}

// residentFile is how much of the mapped files is in memory, in kB.
func residentFile(t *testing.T) int {
	t.Helper()
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`RssFile:\s+(\d+) kB`).FindSubmatch(b)
	if m == nil {
		t.Fatal("no RssFile in the status")
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTrim(t *testing.T) {
	before := residentFile(t)
	if err := Trim(); err != nil {
		t.Fatal(err)
	}
	if after := residentFile(t); after > before*3/4 {
		t.Errorf("%d kB of the files were resident before, %d kB after", before, after)
	}
}
