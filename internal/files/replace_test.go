package files

import (
	"errors"
	"testing"
	"time"
)

func TestPersist(t *testing.T) {
	busy, gone := errors.New("in use"), errors.New("gone")
	passes := func(err error) bool { return err == busy }
	for _, tt := range []struct {
		name    string
		limit   time.Duration
		answers []error
		want    error
		tries   int
	}{
		{"at once", time.Hour, []error{nil}, nil, 1},
		{"after a while", time.Hour, []error{busy, busy, nil}, nil, 3},
		{"another error", time.Hour, []error{gone}, gone, 1},
		{"another error later", time.Hour, []error{busy, gone}, gone, 2},
		{"for too long", 0, []error{busy}, busy, 1},
	} {
		tries := 0
		err := persist(tt.limit, func() error { tries++; return tt.answers[tries-1] }, passes)
		if err != tt.want || tries != tt.tries {
			t.Errorf("%s: got %v after %d tries, want %v after %d", tt.name, err, tries, tt.want, tt.tries)
		}
	}
}
