package federation

import (
	"context"
	"os"
	"time"
)

// loadLimit is how long reading the AWS files for one role may take.
const loadLimit = 20 * time.Second

// within runs f, with an error where that takes longer than the limit or ctx
// ends. f then goes on by itself and comes to nothing: it must not start
// anything. Its environment is read while it runs.
func within(ctx context.Context, limit time.Duration, f func() error) error {
	const op = "reading the AWS files"
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return &Error{Kind: KindFilesBounds, Op: op, Detail: limit.String()}
	case <-ctx.Done():
		return &Error{Kind: KindCanceled, Op: op, Err: context.Canceled}
	}
}

// maxFile is the size, in bytes, over which a shared file is not read.
const maxFile = 5 << 20

// checkFiles refuses shared files that the SDK would read to no end, as a device,
// or would wait for, as for a FIFO. What is in them package roles has seen: with
// files that are out of bounds no role works. One that is not there, or cannot be
// read, the SDK tells of.
func (s *SignIn) checkFiles() error {
	for _, path := range []string{s.opts.ConfigFile, s.opts.CredentialsFile} {
		if info, err := os.Stat(path); err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile) {
			return &Error{Kind: KindConfig, Op: "reading the AWS files", Detail: clean(path, 200)}
		}
	}
	return nil
}
