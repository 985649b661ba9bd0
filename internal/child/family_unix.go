//go:build linux || darwin

package child

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func startDetached(command func() *exec.Cmd) (*exec.Cmd, error) {
	cmd := command()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd, cmd.Start()
}

// Family is a process and what it starts: its process group.
type Family struct{ pgid int }

// StartFamily starts cmd as the head of a family. On Windows it may put a window
// in front, and its own windows show.
func StartFamily(cmd *exec.Cmd) (Family, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return Family{}, err
	}
	return Family{cmd.Process.Pid}, nil
}

// Kill ends all of the group at once. A process that made a session of its
// own, like the one that opens the browser, is not in it.
func (f Family) Kill() { _ = syscall.Kill(-f.pgid, syscall.SIGKILL) }

// Release is called once the process has ended.
func (f Family) Release() {}

// AllowForeground does nothing: only Windows asks who may put a window in front.
func AllowForeground(int) {}

// OwnGroup puts this process at the head of a process group of its own, so
// that its parent can end it together with its dialog without touching
// others. Call it first thing in a process that shows dialogs. On Windows,
// where a dialog is a window of the process itself, it does nothing.
func OwnGroup() error {
	if syscall.Getpgrp() == os.Getpid() {
		return nil
	}
	if err := syscall.Setpgid(0, 0); err != nil {
		return fmt.Errorf("making a process group: %w", err)
	}
	return nil
}

func noWindow(*exec.Cmd) {}

// process is what GroupChildren needs to know of one.
type process struct{ pid, parent, group int }

// GroupChildren lists the processes that descend from this one and are in its
// process group. A browser's opener, in a session of its own, is not.
func GroupChildren() []int {
	return descendants(processes(), os.Getpid(), syscall.Getpgrp())
}

// EndTree ends a child of this process and all that it started within this
// process's group: whoever ends a shell alone leaves its commands behind. On
// Windows it ends the child alone. Any goroutine may call it.
func EndTree(p *os.Process) error {
	started := descendants(processes(), p.Pid, syscall.Getpgrp())
	err := p.Kill()
	for _, pid := range started {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	return err
}

// descendants lists those of all that descend from pid without leaving group.
func descendants(all []process, pid, group int) []int {
	var found []int
	for next := []int{pid}; len(next) > 0; next = next[1:] {
		for _, p := range all {
			if p.parent == next[0] && p.group == group && p.pid != pid {
				found = append(found, p.pid)
				next = append(next, p.pid)
			}
		}
	}
	return found
}
