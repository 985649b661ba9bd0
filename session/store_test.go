package session

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"halfday/tests/modes"
)

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func openStore(t *testing.T, path string) *Store {
	t.Helper()
	s, err := OpenStore(path, quiet())
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	return s
}

// parsed is what the content of a store's file says.
func parsed(t *testing.T, content string) Memory {
	t.Helper()
	m, _, err := parseStore([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestStoreRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "halfday", "sessions.json")
	s := openStore(t, path)
	if got := s.loaded.Sessions; len(got) != 0 {
		t.Fatalf("a new store has %d sessions", len(got))
	}
	prod := lasting("prod", noon, 12*time.Hour)
	prod.Reminded = []int{900}
	prod.SnoozedUntil = prod.Expires.Add(-time.Minute)
	want := []Session{prod, lasting(`odd "<&_\ name`, noon, time.Hour)}
	if err := s.Save(Memory{Sessions: want}); err != nil {
		t.Fatal(err)
	}
	got := openStore(t, path).loaded.Sessions
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sessions (-want +got):\n%s", diff)
	}
	for name, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700 | os.ModeDir} {
		if info, err := os.Stat(name); err != nil || info.Mode() != modes.Seen(mode) {
			t.Errorf("%s: %v, want %v", name, info.Mode(), mode)
		}
	}
	if err := s.Save(Memory{}); err != nil {
		t.Fatal(err)
	}
	if got := openStore(t, path).loaded.Sessions; len(got) != 0 {
		t.Errorf("%d sessions after saving none", len(got))
	}
}

func TestStoreMovesBadFilesAside(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "garbage": "\x00\x01", "cut off": `{"version":1,"sessions":[{"profile":"pr`,
		"newer": `{"version":2,"sessions":[]}`, "no version": `{}`, "two values": `{"version":1}{"version":1}`,
		"oversized": `{"version":1,"sessions":[]}` + strings.Repeat(" ", maxStore),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "sessions.json")
			for p, c := range map[string]string{path: content, path + ".bad": "older"} {
				if err := os.WriteFile(p, []byte(c), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			var log bytes.Buffer
			s, err := OpenStore(path, slog.New(slog.NewTextHandler(&log, nil)))
			if err != nil || len(s.loaded.Sessions) != 0 {
				t.Fatalf("%d sessions, %v", len(s.loaded.Sessions), err)
			}
			if n := strings.Count(log.String(), "\n"); n != 1 {
				t.Errorf("%d log lines, want 1", n)
			}
			if got, _ := os.ReadFile(path + ".bad"); string(got) != content {
				t.Errorf("the bad file holds %d bytes, want the %d of the store", len(got), len(content))
			}
			if err := s.Save(Memory{Sessions: []Session{lasting("prod", noon, time.Hour)}}); err != nil {
				t.Fatal(err)
			}
			if got := openStore(t, path).loaded.Sessions; len(got) != 1 {
				t.Errorf("%d sessions after a clean start and a save, want 1", len(got))
			}
		})
	}
}

func TestStoreKeepsGoodEntries(t *testing.T) {
	entry := func(profile, from, to, more string) string {
		return fmt.Sprintf(`{"profile":%q,"signed_in_at":%q,"expires":%q%s}`, profile, from, to, more)
	}
	const from, to = "2026-03-02T12:00:00Z", "2026-03-02T23:00:00+01:00"
	entries := []string{
		entry("good", from, to, ""), entry("", from, to, ""), entry("back", to, from, ""),
		entry("long", from, "2026-03-03T12:00:00Z", ""), entry("old", "0001-01-01T00:00:00Z", "0001-01-01T01:00:00Z", ""),
		entry("text", "yesterday", to, ""), `7`, `null`,
		entry("reminded", from, to, `,"reminded":[-1]`), entry("snoozed", from, to, `,"snoozed_until":"2036-03-02T12:00:00Z"`),
		entry("console", from, to, `,"console":"file:///etc/passwd"`), entry("plain", from, to, `,"console":"http://example.com/"`),
		entry("user", from, to, `,"console":"https://aws.amazon.com@example.com/"`),
		entry("demo", from, to, `,"console":"http://127.0.0.1:8000/console"`),
		entry("good", from, "2026-03-02T23:30:00Z", ""),
	}
	data := `{"version":1,"sessions":[` + strings.Join(entries, ",") + `]}`
	m, dropped, err := parseStore([]byte(data))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range m.Sessions {
		names = append(names, s.Profile+" "+s.Expires.Format(time.RFC3339))
	}
	want := []string{"good 2026-03-02T23:30:00Z", "demo 2026-03-02T22:00:00Z"}
	if diff := cmp.Diff(want, names); diff != "" || dropped != len(entries)-2 {
		t.Errorf("dropped %d of %d, sessions (-want +got):\n%s", dropped, len(entries), diff)
	}
}

func TestStoreFollowsNoLinks(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "target.json")
	s := openStore(t, target)
	if err := s.Save(Memory{Sessions: []Session{lasting("prod", noon, time.Hour)}}); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(target)
	path := filepath.Join(dir, "halfday", "sessions.json")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, path); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	s = openStore(t, path)
	if got := s.loaded.Sessions; len(got) != 0 {
		t.Errorf("%d sessions through a link, want none", len(got))
	}
	if err := s.Save(Memory{Sessions: []Session{lasting("dev", noon, time.Hour)}}); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(target); !bytes.Equal(before, after) {
		t.Error("the link's target was written to")
	}
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		t.Errorf("the store is %v, want a file", info.Mode())
	}

	modes.NeedLinks(t)
	link := filepath.Join(dir, "linked")
	if err := os.Symlink(filepath.Dir(path), link); err != nil {
		t.Fatal(err)
	}
	s, err := OpenStore(filepath.Join(link, "sessions.json"), quiet())
	if err == nil {
		t.Error("a directory that is a link was opened")
	}
	if err := s.Save(Memory{}); err == nil {
		t.Error("a directory that is a link was written to")
	}
}

func TestStoreSweepsAfterAKill(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sessions.json")
	s := openStore(t, path)
	if err := s.Save(Memory{Sessions: []Session{lasting("prod", noon, time.Hour)}}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".sessions.json-123.tmp", "mine.tmp"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := openStore(t, path).loaded.Sessions; len(got) != 1 {
		t.Errorf("%d sessions, want the old file whole", len(got))
	}
	var names []string
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if diff := cmp.Diff([]string{"mine.tmp", "sessions.json"}, names); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestStoreTooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sessions.json")
	s := openStore(t, path)
	if err := s.Save(Memory{Sessions: []Session{lasting("prod", noon, time.Hour)}}); err != nil {
		t.Fatal(err)
	}
	var many []Session
	for i := range 100 {
		many = append(many, lasting(fmt.Sprint(i, strings.Repeat("x", maxName-10)), noon, time.Hour))
	}
	if err := s.Save(Memory{Sessions: many}); err == nil {
		t.Error("a file was written that could not be read again")
	}
	if got := openStore(t, path).loaded.Sessions; len(got) != 1 {
		t.Errorf("%d sessions, want those of the last good save", len(got))
	}
}

func FuzzStore(f *testing.F) {
	f.Add([]byte(`{"version":1,"sessions":[]}`))
	f.Add([]byte(`{"version":1,"sessions":[{"profile":"prod","role_arn":"arn:aws:iam::111122223333:role/prod","account":"111122223333","partition":"aws","region":"eu-west-1","console":"https://console.aws.amazon.com/","signed_in_at":"2026-03-02T12:00:00Z","expires":"2026-03-03T00:00:00Z","reminded":[900,0],"snoozed_until":"2026-03-02T23:59:00Z"}]}`))
	f.Add([]byte(`{"version":1,"sessions":[{"profile":"p","signed_in_at":"2026-03-02T12:00:00+23:59","expires":"2026-03-02T13:00:00-00:01"}]}`))
	f.Add([]byte(`{"version":1,"sessions":[{"profile":"p","signed_in_at":"2026-03-02T12:00:00Z","expires":"2026-03-03T00:00:00Z","reminded":[]}]}`))
	f.Add([]byte(`{"version":2}`))
	f.Add([]byte(`{"version":1,"sessions":[null,1,"a",{}]}`))
	f.Add([]byte(`{"version":1,"pages":[{"profile":"dev","where":"/a#b","region":"r"},{"profile":"dev","where":"//x"},3],"uses":{"dev":"2026-03-02T12:00:00+09:00","x":7},
		"lessons":{"dev":{"role_arn":"x","wanted":43200,"taken":28799,"at":"2026-11-22T12:00:00Z"},"x":{}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, _, err := parseStore(data)
		if err != nil {
			return
		}
		if len(m.Pages) > maxPages || len(m.Lessons) > maxLessons {
			t.Fatalf("%d pages, %d lessons", len(m.Pages), len(m.Lessons))
		}
		saved, err := formatStore(m)
		if errors.Is(err, errTooLarge) {
			return
		}
		if err != nil {
			t.Fatalf("what was read cannot be saved: %v", err)
		}
		again, dropped, err := parseStore(saved)
		if err != nil || dropped != 0 {
			t.Fatalf("what was saved cannot be read: %d dropped, %v", dropped, err)
		}
		if diff := cmp.Diff(m, again, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("read, saved and read (-first +second):\n%s", diff)
		}
		decide(m.Sessions, always([]time.Duration{time.Hour, 15 * time.Minute}), noon)
	})
}
