package roles

import (
	"errors"
	"strconv"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// Who sends events never waits for who takes them.
func TestKeepEvents(t *testing.T) {
	event := func(n int) fsnotify.Event { return fsnotify.Event{Name: strconv.Itoa(n), Op: fsnotify.Write} }
	for name, c := range map[string]struct {
		sent   []fsnotify.Event
		errors int
		want   []fsnotify.Event
	}{
		"in their order":  {[]fsnotify.Event{event(1), event(2), event(1)}, 0, []fsnotify.Event{event(1), event(2), event(1)}},
		"again and again": {[]fsnotify.Event{event(1), event(1), event(1), event(2)}, 0, []fsnotify.Event{event(1), event(2)}},
		"errors":          {[]fsnotify.Event{event(1)}, 3, []fsnotify.Event{event(1), {}}},
		"more than it keeps": {func() (all []fsnotify.Event) {
			for n := range eventsMost + 2 {
				all = append(all, event(n))
			}
			return all
		}(), 0, []fsnotify.Event{{}, event(eventsMost + 1)}},
	} {
		t.Run(name, func(t *testing.T) {
			events, faults, to, ended := make(chan fsnotify.Event), make(chan error), make(chan fsnotify.Event), make(chan struct{})
			go func() { defer close(ended); keepEvents(events, faults, to) }()
			for _, e := range c.sent {
				events <- e
			}
			for range c.errors {
				faults <- errors.New("overflow")
			}
			for _, want := range c.want {
				if got := <-to; got != want {
					t.Errorf("got %v, want %v", got, want)
				}
			}
			close(events)
			<-ended
		})
	}
}
