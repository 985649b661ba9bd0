package child

// AllowForeground lets another process put a window in front. Windows gives
// that right only to whom a process hands it that has it itself, as the one
// has that the person used last. Elsewhere it does nothing. Any goroutine may
// call it.
func AllowForeground(pid int) { allowForeground(pid) }
