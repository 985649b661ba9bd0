//go:build !windows

package child

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

func TestRun(t *testing.T) {
	t.Setenv("AWS_SECRET_ACCESS_KEY", "s")
	for script, want := range map[string]struct{ out, said string }{
		`echo 1; echo Touch >&2; echo "$AWS_SECRET_ACCESS_KEY"; cat`: {out: "1\n\n", said: "Touch"},
		`printf 'a\nb\r\n\n' >&2`:                                    {said: "b"},
		`head -c 100000 /dev/zero | tr '\0' x`:                       {out: strings.Repeat("x", 64<<10)},
	} {
		var said atomic.Value
		said.Store("")
		out, err := Run(t.Context(), []string{"sh", "-c", script}, func(l string) { said.Store(l) })
		if err != nil || string(out) != want.out || said.Load() != want.said {
			t.Errorf("%s: got %.80q, %v, said %q", script, out, err, said.Load())
		}
	}
	nobody := func(string) {}
	if _, err := Run(t.Context(), []string{"no-such-program-here"}, nobody); !errors.Is(err, ErrNotStarted) {
		t.Errorf("got %v", err)
	}
	if _, err := Run(t.Context(), []string{"sh", "-c", "exit 3"}, nobody); err == nil || errors.Is(err, ErrNotStarted) {
		t.Errorf("got %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	if _, err := Run(ctx, []string{"sh", "-c", "echo x >&2; sleep 1000; echo"}, func(string) { stop() }); err == nil {
		t.Error("the end of ctx does not end it")
	}
}
