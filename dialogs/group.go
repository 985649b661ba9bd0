package dialogs

import "os"

// OwnGroup puts this process at the head of a process group of its own, so
// that its parent can end it together with its dialog without touching
// others. Call it first thing in a process that shows dialogs. On Windows,
// where a dialog is a window of the process itself, it does nothing.
func OwnGroup() error { return ownGroup() }

// EndTree ends a child of this process and all that it started within this
// process's group: whoever ends a shell alone leaves its commands behind. On
// Windows it ends the child alone. Any goroutine may call it.
func EndTree(p *os.Process) error { return endTree(p) }
