//go:build linux

package stories

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage/fakeaws"
)

// TestDoorsOfEachPartition: the hosts that a sign-in speaks to, and that the
// browser is sent to, are those of the role's own region.
func TestDoorsOfEachPartition(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ partition, region, sts, door, console string }{
		{"aws", "ap-northeast-1", "sts.ap-northeast-1.amazonaws.com", "ap-northeast-1.signin.aws.amazon.com", "ap-northeast-1.console.aws.amazon.com"},
		{"aws", "us-east-1", "sts.us-east-1.amazonaws.com", "signin.aws.amazon.com", "us-east-1.console.aws.amazon.com"},
		{"aws-cn", "cn-north-1", "sts.cn-north-1.amazonaws.com.cn", "signin.amazonaws.cn", "cn-north-1.console.amazonaws.cn"},
		{"aws-cn", "cn-northwest-1", "sts.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1.signin.amazonaws.cn", "cn-northwest-1.console.amazonaws.cn"},
		{"aws-us-gov", "us-gov-east-1", "sts.us-gov-east-1.amazonaws.com", "us-gov-east-1.signin.amazonaws-us-gov.com", "us-gov-east-1.console.amazonaws-us-gov.com"},
		{"aws-us-gov", "us-gov-west-1", "sts.us-gov-west-1.amazonaws.com", "signin.amazonaws-us-gov.com", "us-gov-west-1.console.amazonaws-us-gov.com"},
		{"aws-eusc", "eusc-de-east-1", "sts.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1.signin.amazonaws-eusc.eu", "eusc-de-east-1.console.amazonaws-eusc.eu"},
	} {
		t.Run(tt.partition+" "+tt.region, func(t *testing.T) {
			t.Parallel()
			arn := "arn:" + tt.partition + ":iam::"
			o, setup := realHosts(t, true, tt.sts, tt.door)
			o.RefusePOST = tt.partition == "aws-us-gov"
			o.Keys = []demo.Key{{
				Profile: "maya", ARN: arn + "123456789012:user/maya", AccessKeyID: "AKIAMAYAMAYAMAYA1234", SecretKey: "maya0secret0maya0secret0maya0secret0maya",
				MFASerials: []string{arn + "123456789012:mfa/maya"},
			}}
			o.Roles = []demo.Role{{Profile: "atlas-dev", ARN: arn + "111122223333:role/atlas-dev", Region: tt.region, MFA: true}}
			s := newStage(t, o)
			setup(s)
			s.works("atlas-dev", code1)
			for action, host := range map[string]string{demo.ActionAssumeRole: tt.sts, demo.ActionGetSigninToken: tt.door, demo.ActionLogin: tt.door} {
				if all := s.asked(action); len(all) != 1 || all[0].Host != host {
					t.Errorf("%s was asked of %v, want %s", action, all, host)
				}
			}
			if e := s.asked(demo.ActionLogin); len(e) > 0 {
				want := "https://" + tt.console + "/console/home?region=" + tt.region
				if e[0].Destination != want {
					t.Errorf("the browser goes on to %s, want %s", e[0].Destination, want)
				}
			}
		})
	}
}

// atTokyo is a scene where the hosts have AWS's own names.
func atTokyo(t *testing.T) *scene {
	t.Helper()
	o, setup := realHosts(t, true, tokyo, virginia, "sts.us-west-2.amazonaws.com", tokyoDoor, virginiaDoor, oregonDoor)
	s := newStage(t, o)
	setup(s)
	return s
}

// TestDoorsThatAreShut: with each trouble of the nearest sign-in host the
// console opens all the same, by the next one, and the log says why.
func TestDoorsThatAreShut(t *testing.T) {
	t.Parallel()
	at := func(host string, kind fakeaws.Kind) fault {
		return fault{action: demo.ActionGetSigninToken, when: func(e fakeaws.Entry) bool { return e.Host == host }, Fault: fakeaws.Fault{Kind: kind}}
	}
	for _, tt := range []struct {
		name   string
		hosts  map[string]fakeaws.Host
		faults []fault
		door   string
		says   string // in the log
	}{
		{"all well", nil, nil, tokyoDoor, "sign-in token from " + tokyoDoor},
		{"refused", map[string]fakeaws.Host{tokyoDoor: {Refuses: true}}, nil, virginiaDoor, tokyoDoor + ": no network: the proxy does not let it through"},
		{"a black hole", map[string]fakeaws.Host{tokyoDoor: {Hole: true}}, nil, virginiaDoor, "sign-in token from " + virginiaDoor},
		{"two refuse", map[string]fakeaws.Host{tokyoDoor: {Refuses: true}, virginiaDoor: {Refuses: true}}, nil, oregonDoor, virginiaDoor + ": no network"},
		{"the plain one is dead", map[string]fakeaws.Host{virginiaDoor: {Hole: true}}, nil, tokyoDoor, "sign-in token from " + tokyoDoor},
		{"unavailable", nil, []fault{at(tokyoDoor, fakeaws.Unavailable)}, virginiaDoor, tokyoDoor + ": aws down"},
		{"throttled", nil, []fault{at(tokyoDoor, fakeaws.Throttled)}, virginiaDoor, tokyoDoor + ": throttled"},
		{"a portal's page", nil, []fault{at(tokyoDoor, fakeaws.CaptiveHTML)}, virginiaDoor, tokyoDoor + ": captive portal"},
		{"a portal's redirect", nil, []fault{at(tokyoDoor, fakeaws.CaptiveRedirect)}, virginiaDoor, tokyoDoor + ": captive portal"},
		{"half an answer", nil, []fault{at(tokyoDoor, fakeaws.BadJSON)}, virginiaDoor, tokyoDoor + ": signin answer"},
		{"it breaks", nil, []fault{at(tokyoDoor, fakeaws.ResetBefore)}, virginiaDoor, tokyoDoor + ": no network"},
		{"it refuses everything", nil, []fault{at(tokyoDoor, fakeaws.Opaque400)}, virginiaDoor, "sign-in token from " + virginiaDoor},
		{"two are down", nil, []fault{at(tokyoDoor, fakeaws.Unavailable), at(virginiaDoor, fakeaws.Unavailable)}, oregonDoor, "sign-in token from " + oregonDoor},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := atTokyo(t)
			for name, h := range tt.hosts {
				s.network.Set(name, h)
			}
			s.misbehave(tt.faults...)
			r := s.signIn("atlas-dev")
			s.answer(r.dialog(), typed(code1))
			address := s.address()
			if title := s.visit(address); !strings.Contains(title, "atlas-dev") {
				t.Errorf("the console page is %q", title)
			}
			if code := r.end(); code != 0 {
				t.Fatalf("ended with %d: %s", code, r.stderr.String())
			}
			if logins := s.asked(demo.ActionLogin); len(logins) != 1 || logins[0].Host != tt.door {
				t.Errorf("signed in at %v, want %s", logins, tt.door)
			}
			if got := r.lastEvent().Detail; !strings.Contains(got, tt.says) {
				t.Errorf("the log says %q, want %q in it", got, tt.says)
			}
			wantLength(t, r, 12*time.Hour)
		})
	}
}

// TestRegionsThatAreShut: where no connection comes about to STS in the role's
// region, the same code is good in the next.
func TestRegionsThatAreShut(t *testing.T) {
	t.Parallel()
	for name, hosts := range map[string]map[string]fakeaws.Host{
		"refused":    {tokyo: {Refuses: true}},
		"two refuse": {tokyo: {Refuses: true}, virginia: {Refuses: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := atTokyo(t)
			for name, h := range hosts {
				s.network.Set(name, h)
			}
			s.works("atlas-dev", code1)
			want := virginia
			if len(hosts) > 1 {
				want = "sts.us-west-2.amazonaws.com"
			}
			all := s.asked(demo.ActionAssumeRole)
			if len(all) != 1 || all[0].Host != want || all[0].Host != "sts."+all[0].Region+".amazonaws.com" {
				t.Errorf("asked %v, want one signed for %s", all, want)
			}
		})
	}
}

// A request that may have left is sent nowhere else: the code could be spent.
func TestRegionThatBreaks(t *testing.T) {
	t.Parallel()
	s := atTokyo(t)
	s.misbehave(sts(fakeaws.ResetBefore)...)
	r := s.signIn("atlas-dev")
	s.answer(r.dialog(), typed(code1))
	d := r.dialog()
	if want := problem("code_maybe_spent").String(); d.kind != "error" || unbroken(d.text) != unbroken(want) {
		t.Errorf("got %v, want %q", d, want)
	}
	s.answer(d, confirm)
	r.end()
	if all := s.asked(demo.ActionAssumeRole); len(all) != 1 || all[0].Host != tokyo {
		t.Errorf("asked %v, want %s once", all, tokyo)
	}
}

// TestLengthsInBothReadings: the console is as long as AWS can be made to give,
// whether SessionDuration is independent of the role's maximum or must be below
// it, and each length that is asked for costs no code.
func TestLengthsInBothReadings(t *testing.T) {
	t.Parallel()
	// strictly answers 400 to what is not below the role's maximum.
	strictly := func(maximum time.Duration) []fault {
		return []fault{{action: demo.ActionGetSigninToken, Fault: fakeaws.Fault{Kind: fakeaws.Opaque400}, when: func(e fakeaws.Entry) bool {
			d, err := time.ParseDuration(e.SessionDuration + "s")
			return err == nil && d >= maximum
		}}}
	}
	for _, tt := range []struct {
		name     string
		maximum  time.Duration // of the role
		duration int           // duration_seconds in the profile
		strict   bool
		want     time.Duration
		asked    []string // SessionDurations
	}{
		{"independent, 1 h", time.Hour, 0, false, 12 * time.Hour, []string{"43200"}},
		{"independent, 12 h", 12 * time.Hour, 43200, false, 12 * time.Hour, []string{"43200"}},
		{"strict, 12 h", 12 * time.Hour, 0, true, 43199 * time.Second, []string{"43200", "43199"}},
		{"strict, 12 h in the profile", 12 * time.Hour, 43200, true, 43199 * time.Second, []string{"43200", "43199"}},
		{"strict, 8 h", 8 * time.Hour, 0, true, 28799 * time.Second, []string{"43200", "43199", "28799"}},
		{"strict, 6 h in the profile", 6 * time.Hour, 6 * 3600, true, 6 * time.Hour, []string{"43200", "43199", "28799", ""}},
		{"strict, 4 h", 4 * time.Hour, 0, true, 14399 * time.Second, []string{"43200", "43199", "28799", "14399"}},
		{"strict, 1 h", time.Hour, 0, true, time.Hour, []string{"43200", "43199", "28799", "14399", "7199", ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			role := demo.DefaultRoles()[0]
			role.MaxSession, role.DurationSeconds = tt.maximum, tt.duration
			s := newStage(t, fakeaws.Options{Roles: []demo.Role{role}})
			if tt.strict {
				s.misbehave(strictly(tt.maximum)...)
			}
			r := s.signIn("atlas-dev")
			s.answer(r.dialog(), typed(code1))
			s.visit(s.address())
			if tt.want < 11*time.Hour {
				d := r.dialog()
				if d.kind != "info" {
					t.Errorf("got %v, want to be told that it is shorter", d)
				}
				s.answer(d, confirm)
			}
			if code := r.end(); code != 0 {
				t.Fatalf("ended with %d: %s", code, r.stderr.String())
			}
			wantLength(t, r, tt.want.Round(5*time.Second))
			var asked []string
			for _, e := range s.asked(demo.ActionGetSigninToken) {
				asked = append(asked, e.SessionDuration)
			}
			if !slices.Equal(asked, tt.asked) {
				t.Errorf("asked for %q, want %q", asked, tt.asked)
			}
			s.checkCounts(1, len(tt.asked))
		})
	}
}

// TestKeptCredentialsThatAreDead: what AWS does not take any more costs one
// more request, and then a question.
func TestKeptCredentialsThatAreDead(t *testing.T) {
	t.Parallel()
	s := atTokyo(t)
	r := s.signInWith("atlas-dev", session.Request{KeepCredentials: true})
	s.answer(r.dialog(), typed(code1))
	s.visit(s.address())
	r.end()
	got := r.lastEvent()
	if len(got.Credentials) == 0 {
		t.Fatal("no credentials were given back")
	}
	old := string(s.asked(demo.ActionGetSigninToken)[0].AccessKeyID)
	s.misbehave(fault{action: demo.ActionGetSigninToken, Fault: fakeaws.Fault{Kind: fakeaws.Opaque400}, when: func(e fakeaws.Entry) bool { return string(e.AccessKeyID) == old }})
	r = s.signInWith("atlas-dev", session.Request{Kept: session.Kept{Credentials: got.Credentials, For: got.For, Ends: got.Session.Expires}})
	d := r.dialog()
	if d.kind == "question" { // the consent
		s.answer(d, confirm)
		d = r.dialog()
	}
	if d.kind != "entry" {
		t.Fatalf("got %v, want the question for a code", d)
	}
	if n := len(s.asked(demo.ActionGetSigninToken)); n != 3 {
		t.Errorf("%d requests for a token, want one that worked and two that were refused", n)
	}
	s.answer(d, typed(code2))
	for range 2 { // the browser that came for the kept ones, and the one for the new
		if title := s.visit(s.address()); strings.Contains(title, "atlas-dev") {
			break
		}
	}
	if code := r.end(); code != 0 {
		t.Errorf("ended with %d", code)
	}
	s.checkCodes()
}

// TestEndpointWithAPath: the sign-in endpoint may be written with AWS's own
// path; any other is refused in words that say so.
func TestEndpointWithAPath(t *testing.T) {
	t.Parallel()
	s := newStage(t, fakeaws.Options{})
	s.env["HALFDAY_SIGNIN_ENDPOINT"] = s.aws.SigninEndpoint() + "/federation"
	s.works("atlas-dev", code1)
	for _, path := range []string{"/signin", "/federation/x"} {
		s.env["HALFDAY_SIGNIN_ENDPOINT"] = s.aws.SigninEndpoint() + path
		r := s.start("sign-in", "--code-stdin", "--print-url", "atlas-dev")
		r.in.Close()
		if code := r.end(); code != 2 {
			t.Errorf("%s: exit code %d, want 2", path, code)
		}
		if want := fmt.Sprintf("has a path that is not AWS's (%s)", path); !strings.Contains(r.stderr.String(), want) {
			t.Errorf("%s: says %q", path, r.stderr.String())
		}
	}
}

// TestDoctorChecksEachDoor: a host that is shut is no error while another
// answers.
func TestDoctorChecksEachDoor(t *testing.T) {
	t.Parallel()
	s := atTokyo(t)
	s.network.Set(tokyoDoor, fakeaws.Host{Refuses: true})
	doctor := func() string {
		r := s.start("doctor", "atlas-dev")
		r.in.Close()
		r.end()
		return r.printed
	}
	if got := doctor(); strings.Count(got, words.Doctor.AnotherAnswers) != 1 || !strings.Contains(got, oregonDoor) || strings.Contains(got, "["+words.Doctor.Bad+"] "+words.Doctor.Connection) {
		t.Errorf("one door is shut, and the doctor says:\n%s", got)
	}
	for _, name := range []string{virginiaDoor, oregonDoor} {
		s.network.Set(name, fakeaws.Host{Refuses: true})
	}
	if got := doctor(); strings.Count(got, "["+words.Doctor.Bad+"] "+words.Doctor.Connection) != 3 {
		t.Errorf("all doors are shut, and the doctor says:\n%s", got)
	}
}
