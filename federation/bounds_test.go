package federation

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/roles"
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

// Where no role was looked at, the line is told all the same, and at once.
func TestLoadCenterOutOfBounds(t *testing.T) {
	opts := Options{ConfigFile: filepath.Join(t.TempDir(), "config")}
	if err := os.WriteFile(opts.ConfigFile, []byte("[profile long]\nx = 1\n"+strings.Repeat(" longer\n", 600<<10)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := LoadCenter(t.Context(), roles.SSO{Session: "x", StartURL: "https://x.awsapps.com/start", Region: "eu-west-1"}, opts)
	if e, ok := errors.AsType[*Error](err); !ok || e.Kind != KindFilesBounds || e.Detail != opts.ConfigFile+":1003" {
		t.Errorf("got %v", err)
	}
}
