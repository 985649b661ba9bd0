package federation

import (
	"context"
	"errors"
	"testing"
)

func TestWithin(t *testing.T) {
	never := make(chan struct{})
	defer close(never)
	wait := func() error { <-never; return nil }
	if err := within(t.Context(), 1, wait); KindOf(err) != KindFilesBounds {
		t.Errorf("after the limit: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := within(ctx, loadLimit, wait); KindOf(err) != KindCanceled {
		t.Errorf("after the end: %v", err)
	}
	own := errors.New("own")
	if err := within(t.Context(), loadLimit, func() error { return own }); !errors.Is(err, own) {
		t.Errorf("got %v", err)
	}
}
