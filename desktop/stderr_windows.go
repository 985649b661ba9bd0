package desktop

import "golang.org/x/sys/windows"

func stderrSeen() bool {
	h, err := windows.GetStdHandle(windows.STD_ERROR_HANDLE)
	return err == nil && h != 0 && h != windows.InvalidHandle
}
