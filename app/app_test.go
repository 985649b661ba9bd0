package app

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestHostMissing(t *testing.T) {
	never := time.Duration(1<<63 - 1)
	for _, test := range []struct {
		name   string
		comes  time.Duration // when there is a host
		quits  time.Duration // when the tray ends
		broken bool          // the bus does not answer
		want   bool
		after  time.Duration
	}{
		{"there at once", 0, never, false, false, 0},
		{"comes at login", hostPatience - 1, never, false, false, hostPatience},
		{"never comes", never, never, false, true, hostPatience},
		{"the person quits", never, time.Second, false, false, time.Second},
		{"the bus is gone", never, never, true, false, hostPatience},
	} {
		synctest.Test(t, func(t *testing.T) {
			begin := time.Now()
			ctx, stop := context.WithTimeout(t.Context(), test.quits)
			defer stop()
			got := hostMissing(ctx, func(context.Context) (bool, error) {
				if test.broken {
					return false, errors.New("no answer")
				}
				return time.Since(begin) >= test.comes, nil
			})
			if after := time.Since(begin); got != test.want || after != test.after {
				t.Errorf("%s: got %v after %v, want %v after %v", test.name, got, after, test.want, test.after)
			}
		})
	}
}
