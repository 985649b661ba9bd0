package session

import (
	"log/slog"
	"sync"
	"time"
)

// saver writes the sessions, one save at a time, the latest state first: a
// state that a later one overtakes is never written. All but run belongs to
// the loop.
type saver struct {
	store *Store
	post  func(func())
	log   *slog.Logger
	jobs  chan job // capacity 1
	once  sync.Once

	asked, done int
	failed      bool                 // the last save did not work
	onDisk      map[string]time.Time // ends of the sessions in the last save that worked, by profile
}

type job struct {
	n        int
	sessions []Session // not written to again
	memory   Memory    // likewise
	saved    func(n int)
}

func newSaver(store *Store, loaded []Session, post func(func()), log *slog.Logger) *saver {
	return &saver{store: store, post: post, log: log, jobs: make(chan job, 1), onDisk: ends(loaded)}
}

func ends(sessions []Session) map[string]time.Time {
	m := make(map[string]time.Time, len(sessions))
	for _, s := range sessions {
		m[s.Profile] = s.Expires
	}
	return m
}

// next is the number of the next save; 0 where nothing is stored.
func (v *saver) next() int {
	if v == nil {
		return 0
	}
	return v.asked + 1
}

// ask begins a save and returns its number. When it, or one that overtook it,
// is done, saved runs on the loop.
func (v *saver) ask(sessions []Session, m Memory, saved func(n int)) int {
	v.asked++
	select {
	case <-v.jobs:
	default:
	}
	v.jobs <- job{v.asked, sessions, m, saved}
	return v.asked
}

// idle tells whether all that was asked for is done.
func (v *saver) idle() bool { return v.done == v.asked }

// lost tells whether a restart would forget the session.
func (v *saver) lost(s Session) bool { return v.failed && !v.onDisk[s.Profile].Equal(s.Expires) }

// close ends run after the save that is waiting.
func (v *saver) close() { v.once.Do(func() { close(v.jobs) }) }

// run writes until close.
func (v *saver) run() {
	for j := range v.jobs {
		err := v.store.Save(j.sessions, j.memory)
		v.post(func() {
			if err != nil && !v.failed {
				v.log.Error("sessions cannot be stored", "err", err)
			}
			if err == nil {
				v.onDisk = ends(j.sessions)
			}
			v.failed, v.done = err != nil, j.n
			j.saved(j.n)
		})
	}
}
