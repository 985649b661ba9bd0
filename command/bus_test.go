package command

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

func TestAwaitBus(t *testing.T) {
	const never = time.Hour
	for _, test := range []struct {
		name  string
		comes time.Duration // when there is a bus
		quits time.Duration // when the person gives up
		takes time.Duration
		found bool
	}{
		{"there at once", 0, never, 0, true},
		{"comes at login", 700 * time.Millisecond, never, time.Second, true},

		{"never comes", never, never, busLimit, false},
		{"is not waited for", never, time.Second, time.Second, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			ctx, stop := context.WithTimeout(t.Context(), test.quits)
			defer stop()
			err := awaitBus(ctx, func(context.Context) error {
				if time.Since(begin) < test.comes {
					return errors.New("no bus")
				}
				return nil
			}, slog.New(slog.DiscardHandler))
			if got := time.Since(begin); got != test.takes || (err == nil) != test.found {
				t.Errorf("%s: %v after %v", test.name, err, got)
			}
		})
	}
}

func TestAgain(t *testing.T) {
	a, err := parseTray([]string{"--demo", "-v", "--page", "-remind", "90m"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := parseTray(a.again())
	if err != nil {
		t.Fatal(err)
	}
	if a.page = false; again != a {
		t.Errorf("got %+v, want %+v", again, a)
	}
}
