package desktop

import (
	"fmt"

	"golang.org/x/sys/unix"
)

func harden() error {
	var limit unix.Rlimit
	err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	if err == nil {
		err = unix.Getrlimit(unix.RLIMIT_CORE, &limit)
	}
	if err == nil {
		// The hard limit stays: the browser is started from here, and is not ours.
		limit.Cur = 0
		err = unix.Setrlimit(unix.RLIMIT_CORE, &limit)
	}
	if err != nil {
		return fmt.Errorf("forbidding core files: %w", err)
	}
	return nil
}
