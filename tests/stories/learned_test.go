//go:build linux

package stories

import (
	"os/exec"
	"strings"
	"testing"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// What AWS takes for a role is found out once: the next sign-in begins there,
// says so before the code, and does not tell the person again.
func TestTheLengthOfTheConsoleIsLearned(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	s.misbehave(host(fakeaws.RefuseDuration)...)
	tokens := 0
	signIn := func(code string) (asked int, said string) {
		t.Helper()
		r := s.start("sign-in", "--code-stdin", "atlas-dev")
		r.in.WriteString(code + "\n")
		s.visit(s.address())
		if got := r.end(); got != 0 {
			t.Fatalf("signing in ended with %d: %s", got, r.stderr.String())
		}
		asked = len(s.asked(demo.ActionGetSigninToken)) - tokens
		tokens += asked
		return asked, r.stderr.String()
	}
	const why = "maximum session duration is lower"
	if asked, said := signIn(code1); asked < 3 || !strings.Contains(said, why) {
		t.Errorf("the first time: %d requests, said %q", asked, said)
	}
	if asked, said := signIn(code2); asked != 1 || strings.Contains(said, why) {
		t.Errorf("the second time: %d requests, said %q; want 1 and nothing of it", asked, said)
	}
	output := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(stage.Binary(t), args...)
		cmd.Env, cmd.Dir = s.environ(), s.home
		out, _ := cmd.Output() // doctor misses a desktop here
		return string(out)
	}
	out := output("roles", "--json", "atlas-dev")
	if want := `"console_seconds": 3600`; !strings.Contains(out, want) {
		t.Errorf("roles --json says %s, want %s", out, want)
	}
	out = output("roles", "atlas-dev")
	if want := "1 h: as long as the role's credentials"; !strings.Contains(out, want) {
		t.Errorf("roles says %s, want %q", out, want)
	}
	out = output("doctor", "atlas-dev")
	if want := "The console session will last 1 h: AWS took that on "; !strings.Contains(out, want) {
		t.Errorf("doctor says %s, want %q", out, want)
	}
	if state := string(read(s, ".local/state/halfday/sessions.json")); strings.Contains(state, "ASIA") || !strings.Contains(state, `"taken": -1`) {
		t.Errorf("the state file: %s", state)
	}
	// With another duration_seconds it is found out anew.
	s.config("source_profile = maya\n", "source_profile = maya\nduration_seconds = 7200\n")
	if asked, said := signIn("345678"); asked < 3 || strings.Contains(said, why) {
		t.Errorf("with another duration_seconds: %d requests, said %q; want several, and nothing said twice", asked, said)
	}
}
