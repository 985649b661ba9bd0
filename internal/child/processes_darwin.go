package child

import (
	"syscall"

	"golang.org/x/sys/unix"
)

func processes() []process {
	group := syscall.Getpgrp()
	infos, _ := unix.SysctlKinfoProcSlice("kern.proc.pgrp", group)
	all := make([]process, len(infos))
	for i, info := range infos {
		all[i] = process{pid: int(info.Proc.P_pid), parent: int(info.Eproc.Ppid), group: group}
	}
	return all
}
