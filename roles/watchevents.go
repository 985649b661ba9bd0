package roles

import "github.com/fsnotify/fsnotify"

// eventsMost is how many events wait at most. More are as good as lost ones.
const eventsMost = 1000

// keepEvents takes events and errors at any time, hands the events on when somebody
// asks, each once where it comes again and again, and an event without a name for
// what was lost. It ends when events or errors close.
//
// On Windows, fsnotify's Add and Close wait for the goroutine that sends events:
// who calls them cannot be who takes those.
func keepEvents(events <-chan fsnotify.Event, errors <-chan error, to chan<- fsnotify.Event) {
	var waiting []fsnotify.Event
	keep := func(e fsnotify.Event) {
		switch n := len(waiting); {
		case n > 0 && waiting[n-1] == e:
		case n < eventsMost:
			waiting = append(waiting, e)
		default:
			waiting = append(waiting[:0], fsnotify.Event{})
		}
	}
	for {
		var next fsnotify.Event
		var out chan<- fsnotify.Event
		if len(waiting) > 0 {
			next, out = waiting[0], to
		}
		select {
		case e, ok := <-events:
			if !ok {
				return
			}
			keep(e)
		case _, ok := <-errors:
			if !ok {
				return
			}
			keep(fsnotify.Event{})
		case out <- next:
			waiting = waiting[1:]
		}
	}
}
