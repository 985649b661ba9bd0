//go:build unix

package session

import (
	"os"
	"os/exec"
	"syscall"
)

// family is a process and what it starts: its process group.
type family struct{ pgid int }

func prepare(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func adopt(p *os.Process) (family, error) { return family{p.Pid}, nil }

// kill ends all of the group at once. A process that made a session of its
// own, like the one that opens the browser, is not in it.
func (f family) kill() { _ = syscall.Kill(-f.pgid, syscall.SIGKILL) }

func (f family) release() {}
