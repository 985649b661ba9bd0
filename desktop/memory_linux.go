package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

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

func trim() error {
	program, err := os.Readlink("/proc/self/exe")
	maps, err2 := os.ReadFile("/proc/self/smaps")
	if err = errors.Join(err, err2); err == nil {
		for _, r := range unchanged(maps, program) {
			if _, _, e := unix.Syscall(unix.SYS_MADVISE, r.start, r.end-r.start, unix.MADV_DONTNEED); e != 0 {
				err = errors.Join(err, e)
			}
		}
	}
	if err != nil {
		return fmt.Errorf("trimming memory: %w", err)
	}
	return nil
}

// memory is a range of addresses.
type memory struct{ start, end uintptr }

// unchanged finds the mappings of a file in /proc/PID/smaps (proc_pid_smaps(5))
// that can be read again from the file as they are: nobody may write to them,
// and no page of them was changed, by a loader or a debugger, say.
func unchanged(smaps []byte, file string) (found []memory) {
	var r memory
	candidate := false
	for line := range bytes.Lines(smaps) {
		f := strings.Fields(string(line))
		switch {
		case len(f) == 0:
		case !strings.HasSuffix(f[0], ":"):
			r, candidate = memory{}, false
			// start-end permissions offset device inode path; only the path may
			// hold blanks.
			if len(f) < 6 || len(f[1]) != 4 || f[1][1] != '-' || f[1][3] != 'p' ||
				!strings.HasSuffix(strings.TrimRight(string(line), "\n"), " "+file) {
				continue
			}
			from, to, _ := strings.Cut(f[0], "-")
			start, err := strconv.ParseUint(from, 16, strconv.IntSize)
			end, err2 := strconv.ParseUint(to, 16, strconv.IntSize)
			if err == nil && err2 == nil && start < end {
				r, candidate = memory{uintptr(start), uintptr(end)}, true
			}
		case candidate && f[0] == "Anonymous:" && len(f) > 1 && f[1] == "0":
			found = append(found, r)
			candidate = false
		}
	}
	return found
}
