package desktop

import (
	"bytes"
	"errors"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/tests/modes"
)

func TestLog(t *testing.T) {
	state := filepath.Join(t.TempDir(), "halfday")
	if err := os.Mkdir(state, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(LogFile(state), []byte("before\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var more bytes.Buffer
	logger, closer, err := OpenLog(state, &more)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	was := slog.Default()
	defer slog.SetDefault(was)
	slog.SetDefault(logger)

	slog.Info("started", "roles", 3, "err", error(fs.ErrNotExist))
	slog.Debug("detail")
	slog.Info("code sent", "code", "123456", "key", "AKIAIOSFODNN7EXAMPLE")
	log.Print("systray error: no bus")

	data, err := os.ReadFile(LogFile(state))
	if err != nil {
		t.Fatal(err)
	}
	got := string(data)
	for _, want := range []string{"before\n", "msg=started roles=3 err=\"file does not exist\"", "systray error: no bus", "code=[blanked] key=[blanked]"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the log:\n%s", want, got)
		}
	}
	for _, secret := range []string{"123456", "AKIA", "detail"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q is in the log:\n%s", secret, got)
		}
	}
	if !strings.Contains(more.String(), "msg=detail") || strings.Contains(more.String(), "AKIA") {
		t.Errorf("verbose output:\n%s", &more)
	}
	info, err := os.Stat(LogFile(state))
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode(); got != modes.Seen(0o600) {
		t.Errorf("mode %o, want 600", got)
	}
}

func TestLogStaysSmall(t *testing.T) {
	state := t.TempDir()
	logger, closer, err := OpenLog(state, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 2500 {
		logger.Info("much", "text", strings.Repeat("x. ", 500))
	}
	closer.Close()
	var total int64
	entries, err := os.ReadDir(state)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // the library is just removing an old one
		}
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != modes.Seen(0o600) {
			t.Errorf("%s has mode %o", e.Name(), info.Mode().Perm())
		}
		if info.Size() > 1<<20 {
			t.Errorf("%s has %d bytes", e.Name(), info.Size())
		}
		total += info.Size()
	}
	// The library removes old files a moment later.
	if total < 1<<20 || total > 4<<20 {
		t.Errorf("%d bytes in %d files", total, len(entries))
	}
}

func TestLogOnBadPlace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := OpenLog(file, nil); err == nil {
		t.Error("opened a log below a file")
	}
}

func TestGuard(t *testing.T) {
	token := strings.Repeat("AbC9/+x_-0", 12)
	type creds struct{ Key, Secret string }
	for _, tt := range []struct {
		name  string
		value any
		blank bool
	}{
		{"words", "reading the config: line 7", false},
		{"path", "/home/u/.aws/config", false},
		{"role arn", "arn:aws:iam::123456789012:role/Admin", false},
		{"account", "123456789012", false},
		{"hash", "da39a3ee5e6b4b0d3255bfef95601890afd80709", false},
		{"number", 123456, false},
		{"AKIA in a word", "the AKIA prefix", false},
		{"error", errors.New("no such host"), false},
		{"code", "123456", true},
		{"code with space", " 123456\n", true},
		{"access key", "AKIAIOSFODNN7EXAMPLE", true},
		{"temporary access key in a text", "key ASIAIOSFODNN7EXAMPLE is unknown", true},
		{"after a false start", "AKIAx-AKIAIOSFODNN7EXAMPLE", true},
		{"secret key", "secret wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", true},
		{"secret key in an assignment", "aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", true},
		{"session token", token, true},
		{"sign-in URL", "https://signin.aws.amazon.com/federation?Action=login&SigninToken=x", true},
		{"parameter in small letters", "signintoken: x", true},
		{"in an error", errors.New("token " + token + " refused"), true},
		{"in bytes", []byte("AKIAIOSFODNN7EXAMPLE"), true},
		{"in a struct", creds{"AKIAIOSFODNN7EXAMPLE", "x"}, true},
		{"in a map", map[string]string{"k": token}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: guard})).Info("m", slog.Group("g", "v", tt.value))
			if got := strings.Contains(out.String(), blanked); got != tt.blank {
				t.Errorf("blanked %v: %s", got, &out)
			}
			out.Reset()
			slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: guard})).With("v", tt.value).Info("m")
			if got := strings.Contains(out.String(), blanked); got != tt.blank {
				t.Errorf("blanked %v: %s", got, &out)
			}
		})
	}
	if got := guarded("AKIAIOSFODNN7EXAMPLE"); got != blanked {
		t.Errorf("a message becomes %q", got)
	}
	for _, long := range []string{strings.Repeat("0f1e2d3c", 16), strings.Repeat("MFRGGZDF", 16), strings.Repeat("abc-def_", 15)} {
		if got := guarded("token " + long); got != blanked {
			t.Errorf("%s becomes %q: a token of anybody's is as long", long, got)
		}
	}
	if got := guarded(strings.Repeat("é. ", 2000)); len(got) > longValue+3 {
		t.Errorf("a long value keeps %d bytes", len(got))
	}
}

func FuzzGuard(f *testing.F) {
	f.Add("a ", " b")
	f.Add("key=", "&x")
	f.Add("\xff", "é")
	f.Fuzz(func(t *testing.T, before, after string) {
		// A key that stands by itself is found wherever it stands.
		if got := guarded(before + " AKIAIOSFODNN7EXAMPLE " + after); strings.Contains(got, "AKIAIOSFODNN7EXAMPLE") {
			t.Fatalf("got %q", got)
		}
		if got := guarded(before); len(got) > longValue+3 {
			t.Fatalf("%d bytes", len(got))
		}
	})
}
