//go:build linux || darwin

package dialogs

import (
	"context"
	"sync"
	"syscall"
	"time"

	"halfday/internal/child"
)

// endPause is how long a dialog gets to end.
const endPause = 200 * time.Millisecond

// endWith runs show, which waits for a dialog program, and ends the program
// and what it started when ctx ends. The program stays in the group of this
// process, so that it also ends with that.
func endWith(ctx context.Context, show func()) {
	shown := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		select {
		case <-shown:
			return
		case <-ctx.Done():
		}
		// Again and again, since the program may just be starting.
		for sig := syscall.SIGTERM; ; sig = syscall.SIGKILL {
			for _, pid := range child.GroupChildren() {
				syscall.Kill(pid, sig)
			}
			select {
			case <-shown:
				return
			case <-time.After(endPause):
			}
		}
	})
	show()
	close(shown)
	watch.Wait()
}
