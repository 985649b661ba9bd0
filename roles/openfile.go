package roles

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
)

// awsFileLimit is the size in bytes from which on a file is no AWS file.
const awsFileLimit = 5 << 20

// readAWSFile reads a regular file of at most awsFileLimit bytes. The kind of
// trouble is "" where there is none; with WarningBinary comes the content all
// the same. It does not wait for a writer at the other end of a FIFO.
func readAWSFile(path string) ([]byte, WarningKind) {
	// A look before opening: to open a device can have an effect of its own.
	info, err := os.Stat(path)
	if err != nil {
		return nil, awsFileTrouble(err)
	}
	if !info.Mode().IsRegular() {
		return nil, WarningNotFile
	}
	file, err := os.OpenFile(path, os.O_RDONLY|openWithoutWaiting, 0) // #nosec G304 -- the AWS files, where the person keeps them
	if err != nil {
		return nil, awsFileTrouble(err)
	}
	defer file.Close()
	// And one after it: the name may stand for another file by now.
	if info, err = file.Stat(); err != nil {
		return nil, awsFileTrouble(err)
	}
	switch {
	case !info.Mode().IsRegular():
		return nil, WarningNotFile
	case info.Size() > awsFileLimit:
		return nil, WarningTooLarge
	}
	// The room left over lets ReadFrom see the end of the file without growing.
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+2*bytes.MinRead))
	n, err := data.ReadFrom(io.LimitReader(file, awsFileLimit+1))
	switch {
	case err != nil:
		return nil, awsFileTrouble(err)
	case n > awsFileLimit:
		return nil, WarningTooLarge
	case bytes.IndexByte(data.Bytes(), 0) >= 0:
		return data.Bytes(), WarningBinary
	}
	return data.Bytes(), ""
}

func awsFileTrouble(err error) WarningKind {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return WarningMissing
	case isLinkLoop(err):
		return WarningLoop
	}
	return WarningUnreadable
}
