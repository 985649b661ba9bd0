package roles

import (
	"bytes"
	"errors"
	"io/fs"
	"syscall"

	"halfday/internal/files"
)

// awsFileLimit is the size in bytes from which on a file is no AWS file.
const awsFileLimit = 5 << 20

// readAWSFile reads a regular file of at most awsFileLimit bytes. The kind of
// trouble is "" where there is none; with WarningBinary comes the content all
// the same.
func readAWSFile(path string) ([]byte, WarningKind) {
	data, err := files.Read(path, awsFileLimit)
	switch {
	case err == nil && bytes.IndexByte(data, 0) >= 0:
		return data, WarningBinary
	case err == nil:
		return data, ""
	case errors.Is(err, fs.ErrNotExist):
		return nil, WarningMissing
	case errors.Is(err, files.ErrNotRegular):
		return nil, WarningNotFile
	case errors.Is(err, files.ErrTooLarge):
		return nil, WarningTooLarge
	case errors.Is(err, syscall.ELOOP), errors.Is(err, loopOnWindows), errors.Is(err, noAccessOnWindows):
		return nil, WarningLoop
	}
	return nil, WarningUnreadable
}

// How Windows tells of a loop of links (ERROR_CANT_RESOLVE_FILENAME and
// ERROR_CANT_ACCESS_FILE). No other system has errors of these numbers.
const (
	loopOnWindows     = syscall.Errno(1921)
	noAccessOnWindows = syscall.Errno(1920)
)
