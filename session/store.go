package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"halfday/internal/files"
)

// Store is the file of what is remembered over restarts. It holds no secret.
// Its methods may be called from any goroutine, one at a time.
type Store struct {
	path   string
	loaded Memory
}

// Memory is what is remembered over restarts, as the file has it.
type Memory struct {
	Sessions []Session `json:"sessions"`
	Uses     Uses      `json:"uses,omitempty"`
	Lessons  Lessons   `json:"lessons,omitempty"`
	Pages    Pages     `json:"pages,omitempty"` // not written to again
}

// clone is a Memory of its own, to be written to.
func (m Memory) clone() Memory {
	c := Memory{slices.Clone(m.Sessions), make(Uses), make(Lessons), m.Pages}
	maps.Copy(c.Uses, m.Uses)
	maps.Copy(c.Lessons, m.Lessons)
	return c
}

// The format of the file.
const (
	storeVersion = 1
	maxStore     = 1 << 20
)

// OpenStore reads the file at path, which need not exist. A file that cannot be
// used is renamed to path + ".bad", with a line in the log; entries that cannot
// be are passed over. Symbolic links are not followed.
//
// The error says why nothing can be stored for now. The Store works in any
// case: Save tries anew.
func OpenStore(path string, log *slog.Logger) (*Store, error) {
	s := &Store{path: path}
	if err := files.PrivateDir(filepath.Dir(path)); err != nil {
		return s, fmt.Errorf("opening the session store: %w", err)
	}
	files.Sweep(path)
	data, err := files.ReadOwn(path, maxStore)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	dropped := 0
	if err == nil {
		s.loaded, dropped, err = parseStore(data)
	}
	if err != nil {
		log.Warn("the session store is not usable and was moved aside", "err", err)
		if err := s.moveAside(); err != nil {
			return s, fmt.Errorf("opening the session store: %w", err)
		}
	}
	if dropped > 0 {
		log.Warn("sessions that cannot be were passed over", "sessions", dropped)
	}
	return s, nil
}

// ReadMemory reads the store's file at path, of which it changes nothing. Where
// the file cannot be used nothing is remembered.
func ReadMemory(path string) Memory {
	data, _ := files.ReadOwn(path, maxStore)
	m, _, _ := parseStore(data)
	return m
}

// Remember adds to the store's file at path what a sign-in has taught and which
// page it showed; nil and zero for neither. Who calls it holds what keeps a Broker with
// this store from running.
func Remember(path, profile string, l *Lesson, p Page) error {
	s, err := OpenStore(path, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	m := s.loaded.clone()
	if l != nil && !m.Lessons.learn(profile, *l) {
		return errors.New("keeping a lesson: not usable")
	}
	m.Pages = m.Pages.add(profile, p)
	return s.Save(m)
}

// parseStore reads the content of the file. Of two sessions of one profile
// the one that ends later counts. dropped counts sessions that are not usable;
// the rest is not worth a word: it will be learned again.
func parseStore(data []byte) (m Memory, dropped int, err error) {
	var f struct {
		Version              int
		Sessions             []json.RawMessage
		Uses, Lessons, Pages json.RawMessage
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return Memory{}, 0, fmt.Errorf("parsing the session store: %w", err)
	}
	if f.Version != storeVersion {
		return Memory{}, 0, fmt.Errorf("parsing the session store: version %d, not %d", f.Version, storeVersion)
	}
	m = Memory{}.clone()
	at := make(map[string]int)
	for _, raw := range f.Sessions {
		s, ok := decode[Session](raw)
		if !ok || s.check() != nil {
			continue
		}
		s.SignedInAt, s.Expires, s.SnoozedUntil = s.SignedInAt.UTC(), s.Expires.UTC(), s.SnoozedUntil.UTC()
		if i, double := at[s.Profile]; !double {
			at[s.Profile] = len(m.Sessions)
			m.Sessions = append(m.Sessions, s)
		} else if s.Expires.After(m.Sessions[i].Expires) {
			m.Sessions[i] = s
		}
	}
	uses, _ := decode[map[string]json.RawMessage](f.Uses)
	for profile, raw := range uses {
		if used, ok := decode[time.Time](raw); ok && canKeep(profile) && plausible(used) {
			m.Uses[profile] = used.UTC()
		}
	}
	lessons, _ := decode[map[string]json.RawMessage](f.Lessons)
	for profile, raw := range lessons {
		if l, ok := decode[Lesson](raw); ok {
			m.Lessons.learn(profile, l)
		}
	}
	pages, _ := decode[[]json.RawMessage](f.Pages)
	for _, raw := range slices.Backward(pages) {
		if u, ok := decode[UsedPage](raw); ok {
			m.Pages = m.Pages.add(u.Profile, u.Page)
		}
	}
	return m, len(f.Sessions) - len(m.Sessions), nil
}

// decode reads a value of the file; not ok where it is no T.
func decode[T any](data json.RawMessage) (v T, ok bool) {
	ok = json.Unmarshal(data, &v) == nil
	return v, ok
}

var errTooLarge = fmt.Errorf("formatting the session store: over %d bytes", maxStore)

// formatStore returns the content of the file.
func formatStore(m Memory) ([]byte, error) {
	if m.Sessions == nil {
		m.Sessions = []Session{}
	}
	data, err := json.MarshalIndent(struct {
		Version int `json:"version"`
		Memory
	}{storeVersion, m}, "", "  ")
	if err == nil && len(data) > maxStore {
		return nil, errTooLarge
	}
	return data, err
}

// moveAside keeps a file that cannot be used, in the place of an earlier one.
func (s *Store) moveAside() error {
	bad := s.path + ".bad"
	if err := os.Remove(bad); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(s.path, bad)
}

// Save replaces the file. After a crash at any moment there is the file of
// before or the new one, whole.
func (s *Store) Save(m Memory) error {
	data, err := formatStore(m)
	if err == nil {
		err = files.PrivateDir(filepath.Dir(s.path))
	}
	if err == nil {
		err = files.Replace(s.path, data)
	}
	if err != nil {
		return fmt.Errorf("saving the sessions: %w", err)
	}
	return nil
}
