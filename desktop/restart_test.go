package desktop

import (
	"fmt"
	"os"
	"testing"
	"time"
)

func TestNextPause(t *testing.T) {
	before := time.Duration(0)
	for n := range 100 {
		pause := NextPause(n)
		if pause < before || pause <= 0 || pause > 10*time.Second {
			t.Fatalf("pause %d is %v after %v", n, pause, before)
		}
		before = pause
	}
	if got := NextPause(-1); got != NextPause(0) {
		t.Errorf("got %v", got)
	}
}

// Without a bus it goes on for sixty seconds, no longer.
func TestRestartsGiveUp(t *testing.T) {
	now := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	r, ran, began, restarts := Restarts{}, time.Hour, now, 0
	for {
		next, pause, ok := r.Next(now, ran)
		if !ok {
			break
		}
		now = now.Add(pause)
		r, ran = ReadRestarts(next.String()), 0
		if r.Count != next.Count || !r.Lost.Equal(next.Lost) {
			t.Fatalf("%v became %v on the way", next, r)
		}
		restarts++
	}
	if took := now.Sub(began); took != time.Minute {
		t.Errorf("gave up after %v", took)
	}
	if restarts < 8 || restarts > 12 {
		t.Errorf("%d restarts", restarts)
	}
}

func TestRestartsNext(t *testing.T) {
	now := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name      string
		r         Restarts
		ran       time.Duration
		wantCount int
		wantLost  time.Time
		wantOK    bool
	}{
		{"first loss", Restarts{}, time.Hour, 1, now, true},
		{"lost again soon: longer pauses, the minute anew", Restarts{Count: 3, Lost: now.Add(-50 * time.Second)}, time.Second, 4, now, true},
		{"lost again after long", Restarts{Count: 3}, 2 * time.Minute, 1, now, true},
		{"still without", Restarts{Count: 3, Lost: now.Add(-50 * time.Second)}, 0, 4, now.Add(-50 * time.Second), true},
		{"a minute without", Restarts{Count: 3, Lost: now.Add(-60 * time.Second)}, 0, 3, now.Add(-60 * time.Second), false},
		{"the clock was put back", Restarts{Count: 3, Lost: now.Add(time.Hour)}, 0, 4, now, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			next, pause, ok := tt.r.Next(now, tt.ran)
			if ok != tt.wantOK || next.Count != tt.wantCount || !next.Lost.Equal(tt.wantLost) {
				t.Errorf("got %+v, %v, want %d, %v, %v", next, ok, tt.wantCount, tt.wantLost, tt.wantOK)
			}
			if ok && (pause <= 0 || pause > 10*time.Second) {
				t.Errorf("pause %v", pause)
			}
		})
	}
}

func TestReadRestarts(t *testing.T) {
	for _, value := range []string{"", "x", "3", "@", "-1@5", "0@0", "x@5"} {
		if got := ReadRestarts(value); got != (Restarts{}) {
			t.Errorf("%q: got %+v", value, got)
		}
	}
	if got := ReadRestarts("2@x"); got.Count != 2 || !got.Lost.IsZero() {
		t.Errorf("got %+v", got)
	}
}

// playRestart starts itself anew twice.
func playRestart([]string) int {
	r := ReadRestarts(os.Getenv(RestartVariable))
	fmt.Println(os.Getpid(), r.Count, os.Args[1:])
	if r.Count == 2 {
		return 0
	}
	if err := Restart(Restarts{Count: r.Count + 1}); err != nil {
		fmt.Println(err)
	}
	return 1
}

func TestRestart(t *testing.T) {
	p := start(t, "restart", nil, "a b", "--c")
	want := ""
	for n := range 3 {
		want += fmt.Sprintf("%d %d [a b --c]\n", p.cmd.Process.Pid, n)
	}
	if got := p.rest(t) + "\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
