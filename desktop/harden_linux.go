package desktop

import (
	"fmt"

	"golang.org/x/sys/unix"
)

func harden() error {
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("forbidding core files: %w", err)
	}
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil {
		return fmt.Errorf("forbidding core files: %w", err)
	}
	// The hard limit stays: the browser is started from here, and is not ours.
	limit.Cur = 0
	if err := unix.Setrlimit(unix.RLIMIT_CORE, &limit); err != nil {
		return fmt.Errorf("forbidding core files: %w", err)
	}
	return nil
}
