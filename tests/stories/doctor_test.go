//go:build linux

package stories

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// doctor runs halfday doctor on the stage.
func (s *scene) doctor(args ...string) (report string, code int) {
	s.Helper()
	cmd := exec.Command(stage.Binary(s.T), append([]string{"doctor"}, args...)...)
	cmd.Env, cmd.Dir = s.environ(), s.home
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		s.Fatal(err)
	}
	if errs.Len() > 0 {
		s.Errorf("on standard error: %s", errs.String())
	}
	report = out.String()
	for _, secret := range append(s.aws.Secrets(), "PLANTED") {
		if len(secret) > 6 && strings.Contains(report, secret) {
			s.Errorf("the report holds a secret: %s", secret)
		}
	}
	if found := regexp.MustCompile(`\d{12}|\d{4}-\d{4}-\d{4}`).FindString(report); found != "" {
		s.Errorf("the report holds an account number: %s", found)
	}
	if strings.Contains(report, s.home) {
		s.Error("the report tells the person's folder")
	}
	return report, cmd.ProcessState.ExitCode()
}

func (s *scene) says(report string, lines ...string) {
	s.Helper()
	for _, line := range lines {
		if !strings.Contains(report, line) {
			s.Errorf("the report does not say %q:\n%s", line, report)
		}
	}
}

// bareStage is one without a graphical session, as the desktop's part needs a
// desktop.
func bareStage(t *testing.T, o fakeaws.Options) *scene {
	t.Helper()
	s := newStage(t, o)
	s.env["WAYLAND_DISPLAY"] = ""
	s.env["AWS_ENDPOINT_URL_IAM"] = s.aws.IAMEndpoint()
	return s
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	s := bareStage(t, fakeaws.Options{})
	report, code := s.doctor()
	s.says(report, "~/.aws/config and ~/.aws/credentials are as they should be", "3 roles were found.",
		"[note] Tray:", "[note] Connection: "+strings.TrimPrefix(s.aws.STSEndpoint(), "http://")[:9], "answered in", "[ok] Clock:",
		"Everything that Halfday needs is there.")
	if code != 0 {
		t.Errorf("exit code %d:\n%s", code, report)
	}

	report, code = s.doctor("atlas-dev")
	s.says(report, "[ok] Credentials: AWS knows the source credentials: they belong to arn:aws:iam::…9012:user/maya.",
		"[ok] MFA device: The MFA device maya belongs to maya.", "[ok] Session: The console session will last up to 12 h.")
	if code != 0 {
		t.Errorf("exit code %d", code)
	}

	report, code = s.doctor("billing-audit")
	s.says(report, "will last 1 h: AWS allows no more")
	if code != 0 {
		t.Errorf("exit code %d:\n%s", code, report)
	}
	if n := len(s.asked(demo.ActionAssumeRole)); n > 0 {
		t.Errorf("%d roles were assumed", n)
	}

	s.program("gsettings", "echo \"org.gnome.system.proxy mode 'auto'\"\n")
	report, _ = s.doctor()
	s.says(report, "[note] Connection: The system's settings name a script for the proxy (PAC), which Halfday does not read.")
	s.env["HTTPS_PROXY"] = "http://me:PLANTED@proxy.example:8080"
	report, _ = s.doctor()
	s.says(report, "[ok] Connection: AWS is reached through the proxy proxy.example:8080: HTTPS_PROXY names it.")
	delete(s.env, "HTTPS_PROXY")
	s.program("gsettings", "exit 1")

	s.env["LANG"] = "ja_JP.UTF-8"
	report, code = s.doctor("--problems")
	s.says(report, "[注意] トレイ")
	if code != 0 || strings.Contains(report, "[OK]") {
		t.Errorf("exit code %d:\n%s", code, report)
	}
}

func TestDoctorFindsFaults(t *testing.T) {
	t.Parallel()
	s := bareStage(t, fakeaws.Options{DenyDevices: true})
	report, code := s.doctor("atlas-dev")
	s.says(report, "[note] MFA device: AWS did not say whose the MFA device maya is.")
	if code != 0 {
		t.Errorf("devices that may not be listed are no fault: exit code %d", code)
	}

	s.config("source_profile = maya", "source_profile = nobody")
	s.must(os.WriteFile(s.path(".aws/config"), append([]byte(s.Read(s.path(".aws/config"))),
		"\n[profile pasted]\nrole_arn = PLANTEDwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\nsource_profile = maya\nwhat is this\n"...), 0o600))
	s.misbehave(fault{action: "sts", Fault: fakeaws.Fault{Kind: fakeaws.Skew, By: 2 * time.Hour}})
	report, code = s.doctor()
	s.says(report, "[PROBLEM] atlas-dev: source_profile names nobody", "[PROBLEM] pasted: role_arn of the profile pasted",
		"this line means nothing", "[PROBLEM] Clock: The clock of this computer is 2 h behind AWS.")
	if code != 1 {
		t.Errorf("exit code %d", code)
	}

	report, code = s.doctor("nobody-here")
	s.says(report, "The AWS files have no role nobody-here")
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	if _, code := s.usage("--nonsense"); code != 2 {
		t.Errorf("wrong usage: exit code %d", code)
	}

	s.aws.Close()
	report, code = s.doctor("atlas-prod-readonly")
	s.says(report, "[PROBLEM] Connection: No connection to AWS", "[PROBLEM] Credentials: No connection to AWS")
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
}

// A network that swallows everything ends the check all the same.
func TestDoctorEnds(t *testing.T) {
	t.Parallel()
	s := bareStage(t, fakeaws.Options{})
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	s.must(err)
	defer silent.Close()
	s.env["AWS_ENDPOINT_URL_STS"] = "https://" + silent.Addr().String()
	report, code := s.doctor()
	s.says(report, "[PROBLEM] Connection:")
	if code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
}

func (s *scene) usage(args ...string) (said string, code int) {
	s.Helper()
	cmd := exec.Command(stage.Binary(s.T), append([]string{"doctor"}, args...)...)
	cmd.Env = s.environ()
	out, _ := cmd.CombinedOutput()
	return string(out), cmd.ProcessState.ExitCode()
}

func read(s *scene, file string) []byte {
	s.Helper()
	return []byte(s.Read(s.path(file)))
}
