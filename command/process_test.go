package command

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/roles"
	"halfday/session"
)

func newPipe(t *testing.T) (io.Reader, io.Writer) {
	t.Helper()
	in, out := io.Pipe()
	t.Cleanup(func() { out.Close() })
	return in, out
}

// The end of the parent's pipe ends the sign-in, whenever it comes.
func TestReadRequest(t *testing.T) {
	in, out := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	go out.Write([]byte(`{"keep_credentials":true}` + "\n"))
	if r := readRequest(in, stop); !r.KeepCredentials {
		t.Error("the request was not read")
	}
	if ctx.Err() != nil {
		t.Error("stopped while the parent is there")
	}
	out.Close()
	select {
	case <-ctx.Done():
	case <-time.After(20 * time.Second):
		t.Error("not stopped when the parent went")
	}
}

// A sign-in that the tray asked for is to the role that its menu named, whatever
// the files have come to say since.
func TestRoleOfTheRequest(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "config")
	if err := os.WriteFile(config, []byte("[profile prod]\nrole_arn = arn:aws:iam::111122223333:role/other\nsource_profile = me\n[profile me]\ncredential_process = x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	named := roles.Role{Profile: "prod", RoleARN: "arn:aws:iam::111122223333:role/named"}
	for _, tt := range []struct {
		profile string
		role    *roles.Role
		want    string
	}{
		{"prod", &named, named.RoleARN},
		{"prod", nil, "arn:aws:iam::111122223333:role/other"},
		{"prod", &roles.Role{Profile: "else", RoleARN: named.RoleARN}, "arn:aws:iam::111122223333:role/other"},
	} {
		s := signInProcess{args: signInArgs{profile: tt.profile}, request: session.Request{Role: tt.role}}
		s.home.Files = roles.Files{Config: config, Credentials: filepath.Join(dir, "none")}
		if got, problem := s.role(); got.RoleARN != tt.want || problem.Kind != "" {
			t.Errorf("%+v: got %s, %s", tt.role, got.RoleARN, problem.Kind)
		}
	}
}

func TestReadRequestThatIsNone(t *testing.T) {
	for _, line := range []string{"", "half a line", "[]\n", strings.Repeat("x", 1<<17) + "\n"} {
		ctx, stop := context.WithCancel(t.Context())
		readRequest(strings.NewReader(line), stop)
		if ctx.Err() == nil {
			t.Errorf("%.20q: the sign-in was not stopped", line)
		}
		stop()
	}
}

func TestEventLines(t *testing.T) {
	var out bytes.Buffer
	report := eventLines(&out)
	report(session.Event{Kind: session.EventPhase, Phase: session.PhaseCode})
	report(session.Event{Kind: session.EventCancelled})
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(lines) != 2 {
		t.Fatalf("got %d lines, want 2: %q", len(lines), lines)
	}
	var e session.Event
	if err := json.Unmarshal([]byte(lines[1]), &e); err != nil || e.Kind != session.EventCancelled {
		t.Errorf("got %+v, %v", e.Kind, err)
	}
}
