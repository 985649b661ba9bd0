package roles

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"halfday/internal/files"
)

// Files are the paths of the AWS files.
type Files struct{ Config, Credentials string }

// AWSFiles tells where the AWS files are: where AWS_CONFIG_FILE and
// AWS_SHARED_CREDENTIALS_FILE say, with ~ standing for home, else in .aws
// below home. It does not look whether they exist, nor whether a path is
// absolute.
func AWSFiles(getenv func(string) string, home string) Files {
	path := func(variable, name string) string {
		path := getenv(variable)
		switch {
		case path == "":
			path = filepath.Join(home, ".aws", name)
		case path == "~":
			path = home
		case strings.HasPrefix(path, "~/"), strings.HasPrefix(path, "~"+string(filepath.Separator)):
			path = filepath.Join(home, path[2:])
		}
		return path
	}
	return Files{
		Config:      path("AWS_CONFIG_FILE", "config"),
		Credentials: path("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
	}
}

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
