//go:build linux

package stories

import (
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// A device shows its codes in order.
const (
	code1 = "111111"
	code2 = "222222"
	code3 = "333333"
)

const mayaSerial = "arn:aws:iam::123456789012:mfa/maya"

func sts(kind fakeaws.Kind) []fault {
	return []fault{{action: demo.ActionAssumeRole, Fault: fakeaws.Fault{Kind: kind}}}
}

func host(kind fakeaws.Kind) []fault {
	return []fault{{action: demo.ActionGetSigninToken, Fault: fakeaws.Fault{Kind: kind}}}
}

func once(faults []fault) []fault {
	for i := range faults {
		faults[i].times = 1
	}
	return faults
}

func TestFailuresOfCodes(t *testing.T) {
	tellFailures(t, []failure{
		{
			name: "wrong code", faults: once(sts(fakeaws.WrongCode)),
			turns:   []turn{asks("", typed(code1)), asksAgain("code_rejected", typed(code2)), opens},
			assumes: 2, tokens: 1,
		},
		{
			name: "three wrong codes", faults: sts(fakeaws.WrongCode),
			turns: []turn{asks("", typed(code1)), asksAgain("code_rejected", typed(code2)), asksAgain("code_rejected", typed(code3)),
				tells(problem("code_tries"))},
			problem: "code_tries", exit: 4, assumes: 3, lines: []string{code1, code2, code3, "444444"},
		},
		{
			name: "a code that another sign-in sent", sent: []sent{{mayaSerial, code1, 60 * time.Second}},
			turns:   []turn{asks("", typed(code1)), asksAgain("code_reused", typed("222 222")), opens},
			assumes: 1, tokens: 1,
		},
		{
			name: "no six digits",
			turns: []turn{asks("", typed("12345")), asksAgain("code_format", typed("1234567")), asksAgain("code_format", typed("abcdef")),
				asksAgain("code_format", typed("")), asksAgain("code_format", typed(" 123 456 ")), opens},
			assumes: 1, tokens: 1,
		},
	})
}

// What a program gives on standard input is all there is.
func TestFailuresOfCodesFromAProgram(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		in    string
		fault []fault
		says  text.Message
		exit  int
	}{
		"nothing":   {"", nil, problem("stdin"), 1},
		"letters":   {"hello\n", nil, problem("code_format"), 4},
		"wrong":     {code1 + "\n", sts(fakeaws.WrongCode), problem("code_rejected", func(p *text.Problem) { p.Wait = time.Second }), 4},
		"twice":     {code1 + "\n" + code1 + "\n", sts(fakeaws.WrongCode), problem("code_reused", func(p *text.Problem) { p.Wait = time.Second }), 4},
		"no ending": {code1, sts(fakeaws.AccessDenied), problem("access_denied", deniedCauses), 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, fakeaws.Options{})
			s.misbehave(test.fault...)
			r := s.start("sign-in", "--code-stdin", "atlas-dev")
			_, err := r.in.WriteString(test.in)
			s.must(err)
			r.in.Close()
			if code := r.end(); code != test.exit {
				t.Errorf("exit code %d, want %d", code, test.exit)
			}
			if got, want := r.stderr.String(), "halfday: "+test.says.String()+"\n"; timeless(got) != timeless(want) {
				t.Errorf("standard error:\n got %q\nwant %q", got, want)
			}
			s.checkCodes()
		})
	}
}

// deniedCauses are those of a role that is assumed with a key and a code.
func deniedCauses(p *text.Problem) {
	p.Causes = []string{"trust_policy", "permission", "source_ip", "external_id_missing", "wrong_account"}
}

// afterACode is a row that ends after one code.
func afterACode(name string, faults []fault, m text.Message, kind string, exit int) failure {
	return failure{
		name: name, faults: faults, turns: []turn{asks("", typed(code1)), tells(m)}, problem: kind, exit: exit, assumes: 1,
		lines: []string{code1, code2},
	}
}

func TestFailuresThatAWSNames(t *testing.T) {
	stsError := func(code, message string) []fault {
		return []fault{{action: demo.ActionAssumeRole, Fault: fakeaws.Fault{Kind: fakeaws.STS, Code: code, Message: message}}}
	}
	tellFailures(t, []failure{
		afterACode("denied", sts(fakeaws.AccessDenied), problem("access_denied", deniedCauses), "access_denied", 5),
		afterACode("another error", stsError("PackedPolicyTooLarge", "The <b>policy</b> is\ntoo large"),
			problem("aws_refused", func(p *text.Problem) { p.Detail = "The <b>policy</b> is too large" }), "aws_refused", 1),
		{
			name: "the second role of a chain is denied", profile: "billing-audit",
			faults: []fault{{action: demo.ActionAssumeRole, times: 1}, {action: demo.ActionAssumeRole, Fault: fakeaws.Fault{Kind: fakeaws.AccessDenied}}},
			turns: []turn{asksFor("billing-audit", "777788889999", "", words.Lasts(time.Hour, "chained"), typed(code1)),
				tells(problem("access_denied", func(p *text.Problem) {
					p.Role, p.Account, p.Profile = "billing-audit", "777788889999", "atlas-dev"
					p.Causes = []string{"trust_source", "permission_source", "mfa_impossible", "source_ip", "external_id_missing", "wrong_account"}
				}))},
			problem: "access_denied", exit: 5, assumes: 2, lines: []string{code1},
		},
	})
}

func TestFailuresOfProfiles(t *testing.T) {
	const mfaLine = "mfa_serial = " + mayaSerial + "\n"
	tellFailures(t, []failure{
		{
			name: "no mfa_serial where the role wants one", setup: func(s *scene) { s.config(mfaLine, "") },
			turns:   []turn{tells(problem("no_mfa", func(p *text.Problem) { deniedCauses(p); p.Device = "" }))},
			problem: "no_mfa", exit: 5, assumes: 1, lines: []string{},
			mend: func(s *scene) { s.config("source_profile = maya\n", "source_profile = maya\n"+mfaLine) },
		},
		{
			name: "longer than the role allows", options: fakeaws.Options{Roles: oneHourRole()},
			turns: []turn{asks("", typed(code1)),
				asks(problem("duration_role_max", func(p *text.Problem) { p.Limit, p.Wanted = time.Hour, 12*time.Hour }).String(), typed(code2)), opens},
			assumes: 2, tokens: 1,
			check: func(t *testing.T, r *run) {
				wantLength(t, r, 12*time.Hour)
				if got := r.asked(demo.ActionAssumeRole)[1].DurationSeconds; got != "3600" {
					t.Errorf("asked for %s s with the next code, want 3600", got)
				}
				if got := r.asked(demo.ActionGetSigninToken)[0].SessionDuration; got != "43200" {
					t.Errorf("asked for a console of %s s, want 43200", got)
				}
			},
			mend: func(s *scene) { s.config("duration_seconds = 43200\n", "") },
		},
		{
			name: "half a key", setup: func(s *scene) { s.edit(".aws/credentials", "aws_secret_access_key", "aws_secret") },
			turns:   []turn{tells(words.Problem(text.Problem{Kind: "keys_incomplete", Role: "atlas-dev", Profile: "maya", Detail: "aws_secret_access_key"}))},
			problem: "keys_incomplete", exit: 2, lines: []string{},
			mend: func(s *scene) { s.edit(".aws/credentials", "aws_secret", "aws_secret_access_key") },
		},
	})
}

// oneHourRole is atlas-dev with AWS's default maximum, and a profile that asks
// for more.
func oneHourRole() []demo.Role {
	role := demo.DefaultRoles()[0]
	role.MaxSession, role.DurationSeconds = time.Hour, 43200
	return []demo.Role{role}
}

// wantLength checks that the tray is told of the true end.
func wantLength(t *testing.T, r *run, want time.Duration) {
	t.Helper()
	s := r.lastEvent().Session
	if s == nil {
		t.Fatal("no session was reported")
	}
	if got := s.Expires.Sub(s.SignedInAt).Round(5 * time.Second); got != want {
		t.Errorf("the session is %v long, want %v", got, want)
	}
}
