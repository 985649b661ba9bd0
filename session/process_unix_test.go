//go:build unix

package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"
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

func TestProcessesAndFilesComeBackToTheStart(t *testing.T) {
	// A shell, since a hundred test binaries with the race detector take long.
	r := newRealBroker(t, func(p string) Command {
		s := lasting(p, time.Now().UTC(), time.Hour)
		line, err := json.Marshal(Event{Kind: EventSignedIn, Session: &s})
		if err != nil {
			t.Error(err)
		}
		return Command{Path: "/bin/sh", Args: []string{"-c", `read -r request; printf '%s\n' "$0"`, string(line)}}
	})
	r.until("roles are known", func(s State) bool { return len(s.Roles) > 0 })
	before := openFiles(t)
	for range 100 / 8 {
		begin := time.Now().UTC()
		for i := range 8 {
			r.SignIn(fmt.Sprint("role", i), Wish{Again: true})
		}
		r.until("eight are signed in", func(s State) bool {
			return len(s.Sessions) == 8 && len(s.Attempts) == 0 && !slices.ContainsFunc(s.Sessions, func(x Session) bool { return x.SignedInAt.Before(begin) })
		})
	}
	r.quit()
	if after := openFiles(t); after > before {
		t.Errorf("%d open files, %d before", after, before)
	}
	wantNoChildren(t)
	if len(r.died) != 0 {
		t.Errorf("died: %s", <-r.died)
	}
}
