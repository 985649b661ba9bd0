//go:build linux

package stories

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// halfday roles in a terminal: what it prints where, and that a role that
// cannot work is no failure.
func TestRolesCommand(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	s.config("source_profile = maya", "source_profile = nobody\nwhat is this")
	run := func(args ...string) (out, errs string, code int) {
		cmd := exec.Command(stage.Binary(t), append([]string{"roles"}, args...)...)
		cmd.Env, cmd.Dir = s.environ(), s.home
		var o, e bytes.Buffer
		cmd.Stdout, cmd.Stderr = &o, &e
		cmd.Run()
		return o.String(), e.String(), cmd.ProcessState.ExitCode()
	}
	lines := func(s string) int { return strings.Count(s, "\n") }

	out, errs, code := run()
	if code != 0 || lines(out) != 4 || !strings.Contains(out, "source_profile names nobody") || !strings.Contains(errs, "this line means nothing") {
		t.Errorf("exit code %d\n%s%s", code, out, errs)
	}
	out, errs, code = run("--json")
	var roles []struct{ Profile, Problem string }
	if err := json.Unmarshal([]byte(out), &roles); err != nil || code != 0 || len(roles) != 3 || roles[0].Problem == "" || errs != "" {
		t.Errorf("exit code %d, %v\n%s%s", code, err, out, errs)
	}
	for _, c := range []struct {
		args  string
		lines int // the heading is one
		want  string
	}{
		{"--problems", 3, "atlas-dev"}, // and the role that is chained through it
		{"--account 4444-5555-6666", 2, "atlas-prod-readonly"},
		{"FINANCE/", 2, "billing-audit"},
		{"atlas --account 111122223333", 2, "atlas-dev"},
		{"nothing-like-that", 1, "No role matches."},
	} {
		out, _, code := run(strings.Fields(c.args)...)
		if code != 0 || lines(out) != c.lines || !strings.Contains(out, c.want) {
			t.Errorf("%s: exit code %d\n%s", c.args, code, out)
		}
	}
	if out, _, code := run("--json", "nothing-like-that"); code != 0 || out != "[]\n" {
		t.Errorf("nothing as JSON: exit code %d\n%s", code, out)
	}
	if out, errs, code := run("a", "b"); code != 2 || out != "" || !strings.Contains(errs, `"b"`) {
		t.Errorf("wrong usage: exit code %d\n%s%s", code, out, errs)
	}
	if out, _, code := run("-h"); code != 0 || !strings.Contains(out, "--problems") {
		t.Errorf("help: exit code %d\n%s", code, out)
	}
	s.config("[profile billing-audit]", "[profile billing-\u009b31m\u202eaudit]")
	out, _, code = run("--json")
	if code != 0 || strings.ContainsAny(out, "\u009b\u202e") || !strings.Contains(out, `"billing-\u009b31m\u202eaudit"`) {
		t.Errorf("exit code %d, a name with controls: %q", code, out)
	}
	if n := len(s.aws.Requests()); n > 0 {
		t.Errorf("listing asked AWS %d times", n)
	}
}
