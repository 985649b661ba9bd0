package modes

import (
	"bufio"
	"os"
	"os/exec"
	"sync"
	"testing"
)

// StartBus starts a session bus for this test alone, at a socket, which an earlier
// one may have left. end ends it before the test does. Where there is no program
// for it the test is skipped, or fails with HALFDAY_TEST_DESKTOP=1.
func StartBus(t testing.TB, socket string) (address string, end func()) {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
			t.Fatal("no dbus-daemon")
		}
		t.Skip("no dbus-daemon: the stories on a bus are not told")
	}
	os.Remove(socket)
	address = "unix:path=" + socket
	daemon := exec.Command(program, "--session", "--nofork", "--nopidfile", "--print-address=1", "--address="+address)
	out, err := daemon.StdoutPipe()
	if err == nil {
		err = daemon.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	end = sync.OnceFunc(func() { daemon.Process.Kill(); daemon.Wait() })
	t.Cleanup(end)
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal("dbus-daemon names no address: ", err)
	}
	return address, end
}
