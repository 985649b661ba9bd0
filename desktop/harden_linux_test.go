package desktop

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
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
