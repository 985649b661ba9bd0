package session

import "slices"

// saver writes what is remembered, one save at a time, the latest first: what a
// later one overtakes is never written. All but run belongs to the loop.
type saver struct {
	store *Store
	jobs  chan job // capacity 1

	asked, done int
	failed      bool      // the last save did not work
	onDisk      []Session // of the last save that worked
}

type job struct {
	n      int
	memory Memory // not written to again
}

func newSaver(store *Store) *saver {
	return &saver{store: store, jobs: make(chan job, 1), onDisk: store.loaded.Sessions}
}

// ask begins a save and returns its number.
func (v *saver) ask(m Memory) int {
	v.asked++
	select {
	case <-v.jobs:
	default:
	}
	v.jobs <- job{v.asked, m}
	return v.asked
}

// idle tells whether all that was asked for is done.
func (v *saver) idle() bool { return v.done == v.asked }

// lost tells whether a restart would forget the session.
func (v *saver) lost(s Session) bool {
	return v.failed && !slices.ContainsFunc(v.onDisk, func(d Session) bool { return d.Profile == s.Profile && d.Expires.Equal(s.Expires) })
}

// run writes until jobs is closed. done is told how a save ended, which may have
// overtaken others.
func (v *saver) run(done func(j job, err error)) {
	for j := range v.jobs {
		done(j, v.store.Save(j.memory))
	}
}
