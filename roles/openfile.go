package roles

import (
	"bytes"
	"errors"
	"io/fs"

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
	case err != nil:
		return nil, awsFileTrouble(err)
	case bytes.IndexByte(data, 0) >= 0:
		return data, WarningBinary
	}
	return data, ""
}

func awsFileTrouble(err error) WarningKind {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return WarningMissing
	case errors.Is(err, files.ErrNotRegular):
		return WarningNotFile
	case errors.Is(err, files.ErrTooLarge):
		return WarningTooLarge
	case isLinkLoop(err):
		return WarningLoop
	}
	return WarningUnreadable
}
