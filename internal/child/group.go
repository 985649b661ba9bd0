package child

import (
	"os"
	"os/exec"
)

// OwnGroup puts this process at the head of a process group of its own, so
// that its parent can end it together with its dialog without touching
// others. Call it first thing in a process that shows dialogs. On Windows,
// where a dialog is a window of the process itself, it does nothing.
func OwnGroup() error { return ownGroup() }

// EndTree ends a child of this process and all that it started within this
// process's group: whoever ends a shell alone leaves its commands behind. On
// Windows it ends the child alone. Any goroutine may call it.
func EndTree(p *os.Process) error { return endTree(p) }

// InGroup makes cmd the head of a process group of its own when it starts.
func InGroup(cmd *exec.Cmd) { inGroup(cmd) }

// KillGroup ends a process that was started [InGroup], with its group.
// Windows has no such groups: there it ends the process alone.
func KillGroup(p *os.Process) error { return killGroup(p) }
