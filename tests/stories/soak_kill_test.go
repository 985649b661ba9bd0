//go:build linux && soak

package stories

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/settings"
)

// saveVar tells the process of a save what to save, and where.
const saveVar = "STORY_SAVE"

// savings are the files that Halfday writes: what there was before, what the
// save makes of it, and what another start does about a save that was killed.
var savings = map[string]struct {
	file    string
	prepare func(dir string) error
	save    func(dir string) error
	restart func(dir string)
}{
	"sessions": {
		"sessions.json",
		func(dir string) error { return saveSessions(dir, "before") },
		func(dir string) error { return saveSessions(dir, "before", "after") },
		func(dir string) {
			_, _ = session.OpenStore(filepath.Join(dir, "sessions.json"), slog.New(slog.DiscardHandler))
		},
	},
	"settings": {
		"settings.toml",
		func(dir string) error { return settings.Set(filepath.Join(dir, "settings.toml"), "language", "en") },
		func(dir string) error { return settings.Set(filepath.Join(dir, "settings.toml"), "language", "ja") },
		func(dir string) { settings.Sweep(filepath.Join(dir, "settings.toml")) },
	},
	"role": {
		"config",
		func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "config"), []byte("[profile me]\naws_access_key_id = x\naws_secret_access_key = y\n"), 0o600)
		},
		func(dir string) error {
			_, err := roles.AppendRole(roles.Files{Config: filepath.Join(dir, "config")}, "\n[profile new]\nrole_arn = arn:aws:iam::111122223333:role/new\nsource_profile = me\n")
			return err
		},
		func(string) {},
	},
}

func saveSessions(dir string, profiles ...string) error {
	store, err := session.OpenStore(filepath.Join(dir, "sessions.json"), slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	var all []session.Session
	for _, p := range profiles {
		at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		all = append(all, session.Session{
			Profile: p, RoleARN: "arn:aws:iam::111122223333:role/" + p, Account: "111122223333", Partition: "aws", Region: "us-east-1",
			Console: "https://console.aws.amazon.com/", SignedInAt: at, Expires: at.Add(12 * time.Hour),
		})
	}
	return store.Save(session.Memory{Sessions: all})
}

// TestSoakSave is the process that saves; strace kills it.
func TestSoakSave(t *testing.T) {
	kind, dir, ok := strings.Cut(os.Getenv(saveVar), ":")
	if !ok {
		return // TestSoakKill runs it
	}
	runtime.LockOSThread() // strace counts the calls of each thread
	if err := savings[kind].save(dir); err != nil {
		t.Error(err)
	}
}

// moments are the system calls at which a save is killed: those that touch
// files, before each of which there is a state of its own.
var moments = []string{"openat", "write", "fsync", "close", "renameat", "unlinkat", "mkdirat", "newfstatat", "fstat", "fchmodat", "lseek"}

// TestSoakKill: a save that is killed at any system call leaves the old file
// or the new one, and nothing that a further start does not tidy up.
func TestSoakKill(t *testing.T) {
	t.Parallel()
	strace := needStrace(t)
	for kind := range savings {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			before, after := killed(t, strace, kind, "", 0, "", "")
			if before == after {
				t.Fatalf("the save changed nothing: %q", before)
			}
			kills := map[string]int{}
			for _, call := range moments {
				// Other threads, and the start of the program, have calls too: the
				// save is over when there are so many that nobody is killed.
				for n := 1; n < 200; n += soakKillEvery {
					if got, _ := killed(t, strace, kind, call, n, before, after); got == "" {
						break
					}
					kills[call]++
				}
			}
			t.Logf("killed at %v", kills)
			for _, call := range []string{"openat", "write", "close"} {
				if kills[call] == 0 {
					t.Errorf("never killed at %s", call)
				}
			}
		})
	}
}

// killed runs a save and kills it at the n-th call, "" for no kill. It gives
// the file of before and of after, or "" where the process was not killed.
func killed(t *testing.T, strace, kind, call string, n int, before, after string) (string, string) {
	t.Helper()
	dir := t.TempDir()
	s := savings[kind]
	if err := s.prepare(dir); err != nil {
		t.Fatal(err)
	}
	content := func() string {
		b, err := os.ReadFile(filepath.Join(dir, s.file))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	was := content()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"-f", "-o", "/dev/null", "-e", "signal=none"}
	if call != "" {
		args = append(args, "-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call, n))
	}
	cmd := exec.Command(strace, append(args, self, "-test.run", "^TestSoakSave$")...)
	cmd.Env = append(os.Environ(), saveVar+"="+kind+":"+dir, "GOMAXPROCS=1", "GORACE=atexit_sleep_ms=0")
	out, err := cmd.CombinedOutput()
	is := content()
	if call == "" {
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return was, is
	}
	if is != before && is != after {
		t.Errorf("killed at %s number %d: the file is\n%s", call, n, is)
	}
	s.restart(dir)
	if again := content(); again != is {
		t.Errorf("killed at %s number %d: after a further start the file is\n%s", call, n, again)
	}
	if rest := leftovers(t, dir, s.file); len(rest) > 0 {
		t.Errorf("killed at %s number %d: %q stay", call, n, rest)
	}
	if err == nil {
		return "", ""
	}
	return is, is
}

// leftovers are the files beside the one that was saved; a backup is none.
func leftovers(t *testing.T, dir, file string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var rest []string
	for _, e := range entries {
		if e.Name() != file && !strings.HasPrefix(e.Name(), file+".backup-") {
			rest = append(rest, e.Name())
		}
	}
	return slices.Sorted(slices.Values(rest))
}
