//go:build linux || darwin

package child

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func ownGroup() error {
	if syscall.Getpgrp() == os.Getpid() {
		return nil
	}
	if err := syscall.Setpgid(0, 0); err != nil {
		return fmt.Errorf("making a process group: %w", err)
	}
	return nil
}

func inGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func noWindow(*exec.Cmd) {}

func killGroup(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGKILL) }

// process is what groupChildren needs to know of one.
type process struct{ pid, parent, group int }

// groupChildren lists the processes that descend from this one and are in its
// process group. A browser's opener, in a session of its own, is not.
func GroupChildren() []int {
	return descendants(processes(), os.Getpid(), syscall.Getpgrp())
}

func endTree(p *os.Process) error {
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
