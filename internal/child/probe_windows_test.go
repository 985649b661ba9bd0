package child

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// TestMain also plays the process that shows a dialog.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "show-window" {
		showWindow()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// showWindow prints with what this process was started, and whether its first
// window shows.
func showWindow() {
	runtime.LockOSThread()
	const style, normal = 0x80c80000, 1 // WS_POPUPWINDOW, WS_CAPTION; SW_NORMAL
	user := windows.NewLazySystemDLL("user32.dll")
	var info windows.StartupInfo
	_, _, _ = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetStartupInfoW").Call(uintptr(unsafe.Pointer(&info)))
	class, _ := windows.UTF16PtrFromString("STATIC")
	window, _, _ := user.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(class)), 0, style, 0, 0, 200, 100, 0, 0, 0, 0)
	_, _, _ = user.NewProc("ShowWindow").Call(window, normal)
	visible, _, _ := user.NewProc("IsWindowVisible").Call(window)
	fmt.Printf("told how to show: %v, visible: %v\n", info.Flags&windows.STARTF_USESHOWWINDOW != 0, visible != 0)
}

// The first window of a child shows. Windows would hide it in one that was
// started hidden; Wine does not, and tells alone with what it was started.
func TestProbeChildShowsItsWindow(t *testing.T) {
	cmd := exec.Command(os.Args[0], "show-window")
	noWindow(cmd)
	out, err := cmd.Output()
	if got, want := string(out), "told how to show: false, visible: true\n"; err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}
