package federation

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// links opens connections that go nowhere and counts them.
type links struct {
	mu     sync.Mutex
	opened []string
	ended  int
	fail   map[string]error         // hosts that refuse
	hang   map[string]time.Duration // hosts that take so long, or until ctx ends
}

func (l *links) open(ctx context.Context, u *url.URL) (*link, error) {
	l.mu.Lock()
	hang, err := l.hang[u.Host], l.fail[u.Host]
	l.mu.Unlock()
	select {
	case <-time.After(hang):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.opened = append(l.opened, u.Host)
	var over error
	return &link{
		since: time.Now().Round(0),
		end: func() error {
			l.mu.Lock()
			defer l.mu.Unlock()
			if over == nil {
				l.ended++
				over = errors.New("closed")
			}
			return nil
		},
		broken: func() error { l.mu.Lock(); defer l.mu.Unlock(); return over },
	}, nil
}

func (l *links) counts() (opened, ended int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.opened), l.ended
}

func (l *links) set(host string, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fail[host] = err
}

// standing runs ways to hosts for as long as f does.
func standing(t *testing.T, ready int, hosts string, f func(*testing.T, *links, *ways)) {
	synctest.Test(t, func(t *testing.T) {
		l := &links{fail: map[string]error{}, hang: map[string]time.Duration{}}
		var all []*way
		for host := range strings.FieldsSeq(hosts) {
			all = append(all, &way{url: &url.URL{Scheme: "https", Host: host}})
		}
		w := newWays(l.open, ready, all...)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		run := func() { w.run(ctx); close(done) }
		defer func() { cancel(); <-done }()
		// What f sets before it sleeps for the first time holds from the start.
		go func() { time.Sleep(time.Nanosecond); run() }()
		f(t, l, w)
		cancel()
		<-done
		if opened, ended := l.counts(); opened != ended {
			t.Errorf("opened %d connections, ended %d", opened, ended)
		}
	})
}

// settle lets what is due now happen.
func settle() { time.Sleep(time.Millisecond); synctest.Wait() }

func TestWaysAreKeptReady(t *testing.T) {
	standing(t, 2, "a b c", func(t *testing.T, l *links, w *ways) {
		check := func(when, opened string, ended int) {
			t.Helper()
			settle()
			l.mu.Lock()
			defer l.mu.Unlock()
			slices.Sort(l.opened)
			if got := strings.Join(l.opened, ""); got != opened || l.ended != ended {
				t.Errorf("%s: opened %s, ended %d, want %s, %d", when, got, l.ended, opened, ended)
			}
		}
		check("start", "ab", 0)
		time.Sleep(freshFor)
		check("10 s", "aabb", 2)

		to, err := w.take(t.Context(), anyWay)
		if err != nil || to.url.Host != "a" {
			t.Fatalf("got %v, %v, want a", to, err)
		}
		time.Sleep(freshFor)
		check("lent", "aabbb", 3)
		to.link.since = time.Now().Round(0) // it was used
		w.give(to, nil)
		check("given back", "aabbb", 3)
		time.Sleep(freshFor + time.Second)
		check("10 s later", "aaabbbb", 5)

		to, _ = w.take(t.Context(), anyWay)
		w.give(to, errGarbled)
		check("one is shut", "aaabbbbc", 6)
		to, _ = w.take(t.Context(), anyWay)
		if to.url.Host != "b" {
			t.Errorf("took %s, want b", to.url.Host)
		}
		w.give(to, nil)
		time.Sleep(retryIn)
		check("and tried again", "aaaabbbbc", 6)
		to, _ = w.take(t.Context(), anyWay)
		if to.url.Host != "a" {
			t.Errorf("took %s, want a again", to.url.Host)
		}
		w.give(to, nil)

		time.Sleep(2 * warmFor)
		settle()
		n, ended := l.counts()
		if n != ended {
			t.Errorf("kept for longer than five minutes: opened %d, ended %d", n, ended)
		}
		to, _ = w.take(t.Context(), anyWay)
		if now, _ := l.counts(); to == nil || now == n {
			t.Error("not opened again when it is wanted")
		}
		w.give(to, nil)
	})
}

func TestWaysTakeTheFirstThatStands(t *testing.T) {
	refused := errors.New("refused")
	for _, tt := range []struct {
		name  string
		ready int
		fail  string
		hang  map[string]time.Duration
		typed time.Duration // between start and take
		want  string        // "": none
		took  time.Duration
	}{
		{"all well", 2, "", nil, time.Second, "a", 0},
		{"the first refuses", 2, "a", nil, time.Second, "b", 0},
		{"the first refuses, at once", 2, "a", nil, 0, "b", 0},
		{"the first is a black hole", 2, "a", map[string]time.Duration{"a": 5 * time.Second}, time.Second, "b", 0},
		{"the first is a black hole, at once", 2, "a", map[string]time.Duration{"a": 5 * time.Second}, 0, "b", headStart},
		{"the first is a moment later", 2, "", map[string]time.Duration{"a": headStart / 2}, 0, "a", headStart / 2},
		{"the first is slow", 2, "", map[string]time.Duration{"a": 3 * time.Second, "b": 2 * time.Second}, time.Second, "b", time.Second},
		{"two refuse", 2, "ab", nil, time.Second, "c", 0},
		{"a black hole and one that refuses", 2, "ab", map[string]time.Duration{"a": 5 * time.Second}, time.Second, "c", 0},
		{"two black holes", 2, "ab", map[string]time.Duration{"a": 5 * time.Second, "b": 5 * time.Second}, 0, "c", 5 * time.Second},
		{"all refuse", 2, "abc", nil, time.Second, "", 0},
		{"one at a time, all well", 1, "", nil, time.Second, "a", 0},
		{"one at a time, the first is slow", 1, "", map[string]time.Duration{"a": 3 * time.Second}, time.Second, "a", 2 * time.Second},
		{"one at a time, the first refuses", 1, "a", nil, time.Second, "b", 0},
		{"one at a time, a black hole", 1, "a", map[string]time.Duration{"a": 5 * time.Second}, time.Second, "b", 4 * time.Second},
		{"one at a time, the black hole is known", 1, "a", map[string]time.Duration{"a": 5 * time.Second}, 6 * time.Second, "b", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			standing(t, tt.ready, "a b c", func(t *testing.T, l *links, w *ways) {
				l.mu.Lock()
				for _, host := range tt.fail {
					l.fail[string(host)] = refused
				}
				l.hang = tt.hang
				l.mu.Unlock()
				if tt.typed > 0 {
					time.Sleep(tt.typed)
					synctest.Wait()
				}
				begun := time.Now()
				to, err := w.take(t.Context(), anyWay)
				took := time.Since(begun).Truncate(time.Millisecond)
				got := ""
				if to != nil {
					got = to.url.Host
					w.give(to, nil)
				}
				if got != tt.want || took != tt.took || err != nil {
					t.Errorf("got %q after %v, %v; want %q after %v", got, took, err, tt.want, tt.took)
				}
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				defer cancel()
				if first, err := w.shut(ctx); (err != nil) != (tt.want == "") || err != nil && first.url.Host != "a" {
					t.Errorf("shut: got %v", err)
				}
			})
		})
	}
}

func TestWaysComeBack(t *testing.T) {
	standing(t, 1, "a b", func(t *testing.T, l *links, w *ways) {
		l.set("a", errConnect)
		l.set("b", errGarbled)
		settle()
		if _, err := w.shut(t.Context()); err != errConnect {
			t.Errorf("got %v, want why the first is shut", err)
		}
		if to, err := w.take(t.Context(), anyWay); to != nil || err != nil {
			t.Errorf("got %v, %v, want none", to, err)
		}
		l.set("b", nil)
		w.again()
		to, _ := w.take(t.Context(), anyWay)
		if to == nil || to.url.Host != "b" {
			t.Fatalf("got %v, want b", to)
		}
		w.give(to, nil)
		// Out for good.
		if next := w.leave(to); next == nil || next.url.Host != "a" || w.leave(next) != nil {
			t.Errorf("left: got %v, want a to be the only one", next)
		}
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Second, errAnswer)
		defer cancel()
		l.mu.Lock()
		l.hang["a"] = time.Minute
		l.mu.Unlock()
		w.again()
		if to, err := w.take(ctx, anyWay); to != nil || err != errAnswer {
			t.Errorf("got %v, %v, want what ended the wait", to, err)
		}
	})
}

// TestWaysAfterSleep: a connection from before a laptop slept is not used.
func TestWaysAfterSleep(t *testing.T) {
	standing(t, 1, "a", func(t *testing.T, l *links, w *ways) {
		settle()
		w.mu.Lock()
		w.all[0].link.since = w.all[0].link.since.Add(-time.Hour)
		w.mu.Unlock()
		to, _ := w.take(t.Context(), anyWay)
		if n, _ := l.counts(); to == nil || n != 2 || time.Since(to.link.since) > time.Minute {
			t.Errorf("opened %d, want another", n)
		}
		w.give(to, nil)
	})
}
