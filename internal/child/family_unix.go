//go:build unix

package child

import (
	"os"
	"os/exec"
	"syscall"
)

// Family is a process and what it starts: its process group.
type Family struct{ pgid int }

// Prepare makes cmd the head of a family when it starts.
func Prepare(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// Adopt is called right after the start, before the process can start anything.
func Adopt(p *os.Process) (Family, error) { return Family{p.Pid}, nil }

// Kill ends all of the group at once. A process that made a session of its
// own, like the one that opens the browser, is not in it.
func (f Family) Kill() { _ = syscall.Kill(-f.pgid, syscall.SIGKILL) }

// Release is called once the process has ended.
func (f Family) Release() {}

// AllowForeground does nothing: only Windows asks who may put a window in front.
func AllowForeground(int) {}
