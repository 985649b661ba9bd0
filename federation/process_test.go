package federation

import (
	"strings"
	"testing"
	"time"

	"halfday/tests/modes"
)

func TestProcessFaults(t *testing.T) {
	modes.NeedShell(t)
	tests := []struct {
		name, command string
		want          Kind
		program       string
		status        int
		detail        string
	}{
		{"missing", "/nonexistent/aws-keys --secret " + baseSecret, KindProcessMissing, "aws-keys", 127, ""},
		{"missing in quotes", `"/no such/aws keys" ` + baseSecret, KindProcessMissing, "aws keys", 127, ""},
		{"fails", `sh -c 'echo; echo "not \033[31mlogged in"; echo more; exit 3' >&2; exit 3 # ` + baseSecret, KindProcessFailed, "sh", 3, ""},
		{"fails with a line", "printf '\\n no session \\033[1mhere\\nmore' >&2; exit 3", KindProcessFailed, "printf", 3, "no session [1mhere"},
		{"keys in the complaint", "echo 'cannot cache AKIAPLANTEDBASE00001:" + baseSecret + "/0AB9wxyz7 for /usr/lib/x' >&2; exit 3", KindProcessFailed, "echo", 3, "cannot cache [redacted]:[redacted] for /usr/lib/x"},
		{"long line", "printf '%5000s' | tr ' ' x >&2; exit 1", KindProcessFailed, "printf", 1, strings.Repeat("x", 199) + "…"},
		{"rubbish", "echo hello " + baseSecret, KindProcessAnswer, "echo", 0, ""},
		{"no keys", `echo '{"Version":1,"SecretAccessKey":"` + baseSecret + `"}'`, KindProcessAnswer, "echo", 0, ""},
		{"version", `echo '{"Version":2,"AccessKeyId":"a","SecretAccessKey":"` + baseSecret + `"}'`, KindProcessAnswer, "echo", 0, ""},
		{"nothing", "true", KindProcessAnswer, "true", 0, ""},
		{"no end", "yes " + baseSecret, KindProcessAnswer, "yes", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := processSource(tt.command, []string{"PATH=/usr/bin:/bin"})(background(t))
			e := failed(t, err)
			if e.Kind != tt.want || e.Program != tt.program || tt.status != e.Status && e.Kind == KindProcessFailed || tt.detail != "" && e.Detail != tt.detail {
				t.Errorf("got %+v", *e)
			}
			checkLeaks(t, err)
		})
	}
}

// TestProcessHangs: also where the program's child holds the pipe.
func TestProcessHangs(t *testing.T) {
	t.Parallel()
	modes.NeedShell(t)
	ctx, cancel := contextCancel(t)
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := processSource("sleep 30 & sleep 30", []string{"PATH=/usr/bin:/bin"})(ctx)
	if e := failed(t, err); e.Kind != KindCanceled {
		t.Errorf("got %v", err)
	}
}

// TestProcessLeavesAgent: a program may start an agent that keeps its pipes.
func TestProcessLeavesAgent(t *testing.T) {
	t.Parallel()
	modes.NeedShell(t)
	c, err := processSource(`sleep 2 & echo '{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"2099-01-01T00:00:00Z"}'`, []string{"PATH=/usr/bin:/bin"})(background(t))
	if err != nil || c.AccessKeyID != "a" {
		t.Errorf("got %v", err)
	}
}

func TestParseProcess(t *testing.T) {
	if c, ok := parseProcess([]byte(`{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\"}`), true); !ok || c.SecretAccessKey != "b" {
		t.Error("slashes before quotes")
	}
}

func TestProcessLimit(t *testing.T) {
	t.Parallel()
	modes.NeedShell(t)
	ctx, cancel := contextTimeout(t, 50*time.Millisecond)
	defer cancel()
	_, err := processSource("exec sleep 5", []string{"PATH=/usr/bin:/bin"})(ctx)
	if e := failed(t, err); e.Kind != KindProcessTimeout || e.Program != "exec" || e.Limit != processLimit {
		t.Errorf("got %v", err)
	}
}

func TestProgramOf(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  aws x": "aws", "aws\tx": "aws", `"/opt/my tool/x" -s y`: "/opt/my tool/x", `'a b' c`: "a b", `"open`: "open",
		`C:\tools\x.exe a`: `C:\tools\x.exe`,
	} {
		if got := programOf(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestShellLine(t *testing.T) {
	for command, want := range map[string]string{
		`C:\keys.exe`: `cmd.exe /S /C "C:\keys.exe"`,
		// As AWS documents it.
		`"C:\Path\To\credentials.cmd" p "p with spaces"`: `cmd.exe /S /C ""C:\Path\To\credentials.cmd" p "p with spaces""`,
	} {
		if got := shellLine(command); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
