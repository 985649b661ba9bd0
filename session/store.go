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
	"time"

	"halfday/internal/files"
)

// Store is the file of sessions, uses, lessons and pages. It holds no secret. Its methods may be
// called from any goroutine, one at a time.
type Store struct {
	path   string
	loaded []Session
	memory Memory // as loaded
}

// Memory is what is remembered of the roles beside their sessions.
type Memory struct {
	Uses    Uses
	Lessons Lessons
	Pages   Pages // not written to again
}

// clone is a Memory of its own.
func (m Memory) clone() Memory { return Memory{maps.Clone(m.Uses), maps.Clone(m.Lessons), m.Pages} }

// The format of the file.
const (
	storeVersion = 1
	maxStore     = 1 << 20
)

type storeFile struct {
	Version  int               `json:"version"`
	Sessions []json.RawMessage `json:"sessions"`
}

// OpenStore reads the sessions in the file at path, which need not exist. A
// file that cannot be used is renamed to path + ".bad", with a line in the
// log; entries that cannot be are passed over. Symbolic links are not
// followed.
//
// The error says why nothing can be stored for now. The Store works in any
// case: Save tries anew.
func OpenStore(path string, log *slog.Logger) (*Store, []Session, error) {
	s := &Store{path: path, memory: Memory{make(Uses), make(Lessons), nil}}
	if err := files.PrivateDir(filepath.Dir(path)); err != nil {
		return s, nil, fmt.Errorf("opening the session store: %w", err)
	}
	files.Sweep(path)
	data, err := files.ReadOwn(path, maxStore)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil, nil
	}
	dropped := 0
	if err == nil {
		s.loaded, dropped, err = parseStore(data)
	}
	if err != nil {
		log.Warn("the session store is not usable and was moved aside", "err", err)
		if err := s.moveAside(); err != nil {
			return s, nil, fmt.Errorf("opening the session store: %w", err)
		}
		return s, nil, nil
	}
	s.memory = Memory{parseUses(data), parseLessons(data), parsePages(data)}
	if dropped > 0 {
		log.Warn("sessions that cannot be were passed over", "sessions", dropped)
	}
	return s, s.loaded, nil
}

// parseStore reads the content of the file. Of two sessions of one profile
// the one that ends later counts.
func parseStore(data []byte) (sessions []Session, dropped int, err error) {
	var f storeFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, 0, fmt.Errorf("parsing the session store: %w", err)
	}
	if f.Version != storeVersion {
		return nil, 0, fmt.Errorf("parsing the session store: version %d, not %d", f.Version, storeVersion)
	}
	at := make(map[string]int)
	for _, raw := range f.Sessions {
		var s Session
		if json.Unmarshal(raw, &s) != nil || s.checkStored() != nil {
			dropped++
			continue
		}
		s.SignedInAt, s.Expires, s.SnoozedUntil = s.SignedInAt.UTC(), s.Expires.UTC(), s.SnoozedUntil.UTC()
		i, double := at[s.Profile]
		switch {
		case !double:
			at[s.Profile] = len(sessions)
			sessions = append(sessions, s)
		case s.Expires.After(sessions[i].Expires):
			sessions[i] = s
			dropped++
		default:
			dropped++
		}
	}
	return sessions, dropped, nil
}

var errTooLarge = fmt.Errorf("formatting the session store: over %d bytes", maxStore)

// formatStore returns the content of the file.
func formatStore(sessions []Session, m Memory) ([]byte, error) {
	if sessions == nil {
		sessions = []Session{}
	}
	data, err := json.MarshalIndent(struct {
		Version  int       `json:"version"`
		Sessions []Session `json:"sessions"`
		Uses     Uses      `json:"uses,omitempty"`
		Lessons  Lessons   `json:"lessons,omitempty"`
		Pages    Pages     `json:"pages,omitempty"`
	}{storeVersion, sessions, m.Uses, m.Lessons, m.Pages}, "", "  ")
	if err != nil {
		return nil, err
	}
	if len(data) > maxStore {
		return nil, errTooLarge
	}
	return data, nil
}

// checkStored returns why a session of the file cannot be one.
func (s Session) checkStored() error {
	if err := s.check(); err != nil {
		return err
	}
	for _, r := range s.Reminded {
		if r < 0 || r > int(24*time.Hour/time.Second) {
			return errors.New("checking a session: impossible reminder")
		}
	}
	if !s.SnoozedUntil.IsZero() && (s.SnoozedUntil.Before(s.SignedInAt) || s.SnoozedUntil.Sub(s.Expires) > 2*showEnded) {
		return errors.New("checking a session: impossible snooze")
	}
	return nil
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
func (s *Store) Save(sessions []Session, m Memory) error {
	if err := s.save(sessions, m); err != nil {
		return fmt.Errorf("saving the sessions: %w", err)
	}
	return nil
}

func (s *Store) save(sessions []Session, m Memory) error {
	data, err := formatStore(sessions, m)
	if err != nil {
		return err
	}
	if err := files.PrivateDir(filepath.Dir(s.path)); err != nil {
		return err
	}
	return files.Replace(s.path, data)
}
