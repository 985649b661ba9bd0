package child

import "golang.org/x/sys/windows"

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

func allowForeground(pid int) { _, _, _ = allowSetForegroundWindow.Call(uintptr(pid)) }
