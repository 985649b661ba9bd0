package app

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"testing"

	"halfday/page"
	"halfday/roles"
	"halfday/session"
)

// The page is told everything in one line, then what has changed: also that no
// role is left.
func TestThePageIsToldWhatChanges(t *testing.T) {
	d := newDoor("", "", "en", nil, slog.New(slog.DiscardHandler))
	r, w := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		d.talk(ctx, w)
		close(ended)
	}()
	lines := json.NewDecoder(r)
	some := &session.State{Roles: []roles.Role{{Profile: "dev"}, {Profile: "prod"}}}
	for _, tt := range []struct {
		what     string
		state    *session.State
		language string
		want     int // roles; -1: as before
	}{
		{"the first", some, "en", 2},
		{"another language", some, "ja", -1},
		{"no role left", &session.State{}, "ja", 0},
	} {
		d.show(tt.state, nil, tt.language)
		var line page.Line
		for line.State == nil {
			if err := lines.Decode(&line); err != nil {
				t.Fatal(err)
			}
		}
		got := -1
		if line.Roles != nil {
			got = len(*line.Roles)
		}
		if got != tt.want || line.Language != tt.language {
			t.Errorf("%s: %d roles in %s, want %d in %s", tt.what, got, line.Language, tt.want, tt.language)
		}
	}
	stop()
	<-ended
}
