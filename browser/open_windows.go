package browser

import (
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// openURL opens an address in the system's default browser. The process ends
// soon after, and has no messages to wait for: Windows then wants to be told to
// do all of it at once, from a thread that is ready for the shell's extensions.
// https://learn.microsoft.com/en-us/windows/win32/api/shellapi/ns-shellapi-shellexecuteinfow
func openURL(address string) error {
	const (
		noAsync, noUI = 0x100, 0x400 // SEE_MASK_NOASYNC, SEE_MASK_FLAG_NO_UI: the error is ours to show
		apartment     = windows.COINIT_APARTMENTTHREADED | windows.COINIT_DISABLE_OLE1DDE
	)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if windows.CoInitializeEx(0, apartment) == nil {
		defer windows.CoUninitialize()
	}
	verb, err1 := windows.UTF16PtrFromString("open")
	file, err2 := windows.UTF16PtrFromString(address)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	info := shellExecuteInfo{mask: noAsync | noUI, verb: verb, file: file, show: windows.SW_SHOWNORMAL}
	info.size = uint32(unsafe.Sizeof(info))
	ok, _, err := windows.NewLazySystemDLL("shell32.dll").NewProc("ShellExecuteExW").Call(uintptr(unsafe.Pointer(&info))) // #nosec G103 -- the system call takes a pointer
	switch {
	case ok != 0:
		return nil
	case errors.Is(err, windows.ERROR_NO_ASSOCIATION):
		return fmt.Errorf("opening an address: %w", fs.ErrNotExist)
	}
	return fmt.Errorf("opening an address: %w", err)
}

// shellExecuteInfo is SHELLEXECUTEINFOW.
type shellExecuteInfo struct {
	size, mask                        uint32
	window                            uintptr
	verb, file, parameters, directory *uint16
	show                              int32
	instance, idList                  uintptr
	class                             *uint16
	classKey                          uintptr
	hotKey                            uint32
	iconOrMonitor, process            uintptr
}

// openFile opens a file in the text editor: ~/.aws/config has no extension,
// and Windows finds no program for that by itself.
func openFile(path string) error { return exec.Command("notepad.exe", path).Run() }
