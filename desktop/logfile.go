package desktop

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"halfday/internal/files"

	"gopkg.in/natefinch/lumberjack.v2"
)

// LogFile is the log in a state directory: this file and one predecessor.
func LogFile(state string) string { return filepath.Join(state, "halfday.log") }

// OpenLog opens the log in the state directory, which it makes private: at
// most 1 MiB, and one predecessor. With verbose not nil, all that and more
// goes there too. The logger is for any goroutine; the Closer closes the file.
//
// To have what libraries write with package log, give the logger to
// slog.SetDefault: package systray reports its errors in no other way.
func OpenLog(state string, verbose io.Writer) (*slog.Logger, io.Closer, error) {
	if err := files.PrivateDir(state); err != nil {
		return nil, nil, fmt.Errorf("opening the log: %w", err)
	}
	path := LogFile(state)
	// The library keeps the permissions of a file that is there.
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600) // #nosec G304 -- our own file
	if err == nil {
		err = errors.Join(file.Chmod(0o600), file.Close())
	}
	if err != nil {
		return nil, nil, fmt.Errorf("opening the log: %w", err)
	}
	out := &lumberjack.Logger{Filename: path, MaxSize: 1, MaxBackups: 1}
	options := slog.HandlerOptions{Level: slog.LevelInfo, ReplaceAttr: guard}
	var handler slog.Handler = slog.NewTextHandler(out, &options)
	if verbose != nil {
		more := options
		more.Level = slog.LevelDebug
		handler = slog.NewMultiHandler(handler, slog.NewTextHandler(verbose, &more))
	}
	return slog.New(handler), out, nil
}
