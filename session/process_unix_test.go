//go:build unix

package session

import (
	"errors"
	"os"
	"syscall"
	"testing"
)

func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// wantNoChildren fails where a child runs or was not waited for.
func wantNoChildren(t *testing.T) {
	t.Helper()
	if pid, err := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); !errors.Is(err, syscall.ECHILD) {
		t.Errorf("child %d is left: %v", pid, err)
	}
}
