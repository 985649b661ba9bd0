package federation

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// As TestProcessFaults, in the language of cmd.exe.
func TestProcessFaultsOfWindows(t *testing.T) {
	tests := []struct {
		name, command string
		want          Kind
		program       string
		status        int
		detail        string
	}{
		{"missing", `C:\nonexistent\aws-keys.exe --secret ` + baseSecret, KindProcessMissing, "aws-keys.exe", 0, ""},
		{"missing in quotes", `"C:\no such\aws keys.exe" ` + baseSecret, KindProcessMissing, "aws keys.exe", 0, ""},
		{"missing, no path", "aws-keys " + baseSecret, KindProcessMissing, "aws-keys", 0, ""},
		{"fails", "exit 3", KindProcessFailed, "exit", 3, ""},
		{"fails with a line", "echo no session here>&2& echo " + baseSecret + "& exit 3", KindProcessFailed, "echo", 3, "no session here"},
		{"rubbish", "echo hello " + baseSecret, KindProcessAnswer, "echo", 0, ""},
		{"no keys", `echo {"Version":1,"SecretAccessKey":"` + baseSecret + `"}`, KindProcessAnswer, "echo", 0, ""},
		{"nothing", "rem", KindProcessAnswer, "rem", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := processSource(tt.command, os.Environ())(background(t))
			e := failed(t, err)
			if e.Kind != tt.want || filepath.Base(e.Program) != tt.program || tt.status != e.Status && e.Kind == KindProcessFailed || tt.detail != e.Detail {
				t.Errorf("got %+v", *e)
			}
			checkLeaks(t, err)
		})
	}
}

// As AWS documents it, with quotes around a path with a space.
func TestProcessInQuotes(t *testing.T) {
	program := filepath.Join(t.TempDir(), "my keys", "keys.cmd")
	if err := os.Mkdir(filepath.Dir(program), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, []byte("@echo {\"Version\":1,\"AccessKeyId\":\"%1\",\"SecretAccessKey\":\"%~2\"}\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for command, want := range map[string]string{
		`"` + program + `" p "p with spaces"`:                        "p with spaces",
		`echo {"Version":1,"AccessKeyId":"p","SecretAccessKey":"s"}`: "s",
	} {
		c, err := processSource(command, os.Environ())(background(t))
		if err != nil || c.AccessKeyID != "p" || c.SecretAccessKey != want {
			t.Errorf("%s: %q, %v", command, c.SecretAccessKey, err)
		}
	}
}

func TestProcessHangsOnWindows(t *testing.T) {
	ctx, cancel := contextCancel(t)
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := processSource("ping -n 5 127.0.0.1", os.Environ())(ctx)
	if e := failed(t, err); e.Kind != KindCanceled {
		t.Errorf("got %v", err)
	}
}
