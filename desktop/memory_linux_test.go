package desktop

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func init() { roles["harden"] = playHarden }

// playHarden prints what is wrong after Harden.
func playHarden([]string) int {
	bad := func(format string, args ...any) { fmt.Printf(format+"\n", args...) }
	if err := Harden(); err != nil {
		bad("%v", err)
	}
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable != 0 {
		bad("dumpable %d, %v", dumpable, err)
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 {
		bad("core files of %d, %v", limit.Cur, err)
	}
	if _, err := os.ReadFile("/proc/net/tcp"); err != nil {
		bad("%v", err)
	}
	if _, err := os.ReadDir("/proc/self/fd"); err != nil {
		bad("%v", err)
	}
	if _, err := os.Readlink("/proc/self/exe"); err != nil {
		bad("%v", err)
	}
	if out, err := exec.Command("/bin/sh", "-c", "ulimit -c").Output(); err != nil || strings.TrimSpace(string(out)) != "0" {
		bad("core files of a child: %q, %v", out, err)
	}
	return 0
}

func TestHarden(t *testing.T) {
	p := start(t, "harden", nil)
	if got := p.rest(t); got != "" {
		t.Error(got)
	}
}

// The same as a user who is not root, to whom the files of /proc/self no
// longer belong.
func TestHardenAsUser(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("needs root to become another user; TestHarden covers this one")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test binary lies where only root can reach it.
	dir, err := os.MkdirTemp("/tmp", "halfday-test-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(dir, 0o755), os.WriteFile(dir+"/self", data, 0o755), os.Chmod(dir+"/self", 0o755)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(dir + "/self")
	cmd.Dir = "/"
	cmd.Env = []string{roleVariable + "=harden", raceExit}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

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
