package roles

import (
	"os"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// A file without permission, told also where root runs the tests.
func TestUnreadableFileLinux(t *testing.T) {
	f := awsFiles(t, "[profile good]\n"+roleLine+keyLines, "[secret]\n")
	must(t, os.Chmod(f.Credentials, 0))
	got := make(chan WarningKind)
	go func() {
		// Never unlocked: the thread, and with it the lack of rights, ends here.
		runtime.LockOSThread()
		if os.Geteuid() == 0 {
			unix.SetfsuidRetUid(65534)
		}
		_, trouble := readAWSFile(f.Credentials)
		got <- trouble
	}()
	// The directory may belong to root alone: then it is the way that is closed.
	if trouble := <-got; trouble != WarningUnreadable {
		t.Errorf("got %q, want %q", trouble, WarningUnreadable)
	}
}

// A file that opens well and then cannot be read.
func TestBrokenFileLinux(t *testing.T) {
	f := awsFiles(t, "[profile good]\n"+roleLine+keyLines, "")
	f.Credentials = "/proc/self/mem"
	l := readSoon(t, f)
	roleNamed(t, l, "good")
	if got := fatal(l); len(got) != 1 || got[0] != WarningUnreadable {
		t.Errorf("warned of %v, want %s", got, WarningUnreadable)
	}
}
