package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Store is the file of sessions, uses and lessons. It holds no secret. Its methods may be
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
}

// clone is a Memory of its own.
func (m Memory) clone() Memory { return Memory{maps.Clone(m.Uses), maps.Clone(m.Lessons)} }

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
	s := &Store{path: path, memory: Memory{make(Uses), make(Lessons)}}
	if err := privateDir(filepath.Dir(path)); err != nil {
		return s, nil, fmt.Errorf("opening the session store: %w", err)
	}
	s.sweep()
	data, err := s.read()
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
	s.memory = Memory{parseUses(data), parseLessons(data)}
	if dropped > 0 {
		log.Warn("sessions that cannot be were passed over", "sessions", dropped)
	}
	return s, s.loaded, nil
}

// privateDir makes sure that dir is a directory for this user only.
func privateDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("checking %s: not a directory", dir)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return os.Chmod(dir, 0o700) // #nosec G302 -- a directory
	}
	return nil
}

// read returns the file's content. The check by name keeps a FIFO from being
// opened, the one of the open file keeps the name from being changed between.
func (s *Store) read() ([]byte, error) {
	named, err := os.Lstat(s.path)
	if err != nil {
		return nil, err
	}
	if !named.Mode().IsRegular() {
		return nil, fmt.Errorf("reading %s: not a regular file", s.path)
	}
	f, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	opened, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !os.SameFile(named, opened) {
		return nil, fmt.Errorf("reading %s: changed while it was opened", s.path)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxStore+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxStore {
		return nil, fmt.Errorf("reading %s: over %d bytes", s.path, maxStore)
	}
	return data, nil
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
	}{storeVersion, sessions, m.Uses, m.Lessons}, "", "  ")
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

// tempPattern names the files that Save writes before it renames them.
func (s *Store) tempPattern() (prefix, suffix string) {
	return "." + filepath.Base(s.path) + "-", ".tmp"
}

// sweep removes what a Save left behind that was killed.
func (s *Store) sweep() {
	dir := filepath.Dir(s.path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	prefix, suffix := s.tempPattern()
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), prefix) && strings.HasSuffix(e.Name(), suffix) {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
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
	dir := filepath.Dir(s.path)
	if err := privateDir(dir); err != nil {
		return err
	}
	prefix, suffix := s.tempPattern()
	f, err := os.CreateTemp(dir, prefix+"*"+suffix) // 0600
	if err != nil {
		return err
	}
	if err := writeSynced(f, data); err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	if err := os.Rename(f.Name(), s.path); err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	syncDir(dir)
	return nil
}

func writeSynced(f *os.File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// syncDir makes the rename last. Not every file system can; the file is in
// its place in any case.
func syncDir(dir string) {
	// #nosec G304 -- our own folder
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
