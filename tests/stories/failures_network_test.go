//go:build linux

package stories

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/session"
	"halfday/tests/stage/fakeaws"
	"halfday/text"
)

// standInHost stands for the host of the story's own stand-in.
const standInHost = "STAND-IN"

// at says which host did not answer as it should.
func at(host string) func(*text.Problem) { return func(p *text.Problem) { p.Host = host } }

func connecting(kind fakeaws.Kind) []fault {
	return []fault{{action: fakeaws.ServiceConnect, Fault: fakeaws.Fault{Kind: kind}}}
}

func TestFailuresOfTheNetwork(t *testing.T) {
	tellFailures(t, []failure{
		afterACode("reset after it was acted on", sts(fakeaws.ResetAfter), problem("code_maybe_spent"), "code_maybe_spent", 1),
		afterACode("portal's redirect", sts(fakeaws.CaptiveRedirect), problem("captive_portal", at(standInHost)), "captive_portal", 6),
		{
			name: "nobody listens", setup: func(s *scene) { s.env["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:1" },
			turns:   []turn{early(tells(problem("no_network", at("127.0.0.1:1"))))},
			problem: "no_network", exit: 6, lines: []string{code1},
			mend: func(s *scene) { s.env["AWS_ENDPOINT_URL_STS"] = s.aws.STSEndpoint() },
		},
	})
}

func TestFailuresOfTheSignInHost(t *testing.T) {
	tellFailures(t, []failure{
		{
			name: "portal's page", faults: host(fakeaws.CaptiveHTML),
			turns:   []turn{asks("", typed(code1)), opensNothing, offers(problem("captive_portal", at(standInHost)), dismiss)},
			problem: "captive_portal", exit: 6, assumes: 1, tokens: 1, lines: []string{code1},
		},
		{
			name: "the person signs in to the network", faults: once(host(fakeaws.CaptiveHTML)),
			turns: []turn{asks("", typed(code1)), opensNothing, offers(problem("captive_portal", at(standInHost)), confirm), opens}, assumes: 1, tokens: 2,
		},
		{
			name: "refused", faults: host(fakeaws.Opaque400), turns: []turn{asks("", typed(code1)), opensNothing, tells(problem("signin_refused"))},
			problem: "signin_refused", exit: 1, assumes: 1, tokens: 6, lines: []string{code1},
		},
		{
			name: "refuses the length", faults: host(fakeaws.RefuseDuration),
			turns:   []turn{asks("", typed(code1)), opens, informs(words.Reminder.Shortened("atlas-dev", time.Hour, 12*time.Hour))},
			assumes: 1, tokens: 6,
			check: func(t *testing.T, r *run) { wantLength(t, r, time.Hour) },
		},
	})
}

// A sign-in that hangs on AWS is over within a second of the person's wish, and
// its code counts as sent.
func TestFailuresThatArePatient(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string][]fault{
		"silence":       sts(fakeaws.Silence),
		"host silent":   host(fakeaws.Silence),
		"nothing reads": connecting(fakeaws.SilentConnect),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, fakeaws.Options{})
			s.misbehave(faults...)
			r := s.signIn("atlas-dev")
			s.answer(r.dialog(), typed(code1))
			s.await("the request", func() bool {
				return name == "nothing reads" || len(s.asked(faults[0].action)) > 0
			})
			r.in.Close() // the tray is gone: the same as Cancel, but kinder
			if code := r.end(); code != 3 {
				t.Errorf("exit code %d, want 3", code)
			}
			if e := r.lastEvent(); e.Kind != session.EventCancelled {
				t.Errorf("the tray hears %q, want %q", e.Kind, session.EventCancelled)
			}
			if strings.HasPrefix(name, "host ") {
				s.address() // the browser was on its way
			}
			s.misbehave()
			s.works("atlas-dev", code2)
			s.checkCodes()
		})
	}
}

// realHosts lets the program speak to the hosts of AWS itself, by way of a
// proxy that leads to the stand-in, which has a certificate for names.
func realHosts(t *testing.T, trust bool, names ...string) (fakeaws.Options, func(*scene)) {
	t.Helper()
	certificate, authority, err := fakeaws.NewCertificate(names...)
	if err != nil {
		t.Fatal(err)
	}
	return fakeaws.Options{TLS: &tls.Config{Certificates: []tls.Certificate{certificate}}}, func(s *scene) {
		delete(s.env, "AWS_ENDPOINT_URL_STS")
		delete(s.env, "HALFDAY_SIGNIN_ENDPOINT")
		s.network = fakeaws.StartNetwork(s.T, s.aws)
		proxy := s.network.Proxy()
		s.env["HTTPS_PROXY"] = proxy.String()
		bundle := s.path("authority.pem")
		s.must(os.WriteFile(bundle, authority, 0o600))
		if trust {
			s.env["AWS_CA_BUNDLE"] = bundle
		}
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(authority)
		s.transport.TLSClientConfig = &tls.Config{RootCAs: roots}
		s.transport.Proxy = func(r *http.Request) (*url.URL, error) {
			if r.URL.Scheme == "http" {
				return nil, nil // the one-shot address
			}
			return proxy, nil
		}
	}
}

// The hosts of AWS for a role in ap-northeast-1.
const (
	tokyo, virginia         = "sts.ap-northeast-1.amazonaws.com", "sts.us-east-1.amazonaws.com"
	tokyoDoor, virginiaDoor = "ap-northeast-1.signin.aws.amazon.com", "signin.aws.amazon.com"
	oregonDoor              = "us-west-2.signin.aws.amazon.com"
)

// inSettings is a setup whose proxy and authority the settings of Halfday name
// in place of the environment.
func inSettings(setup func(*scene)) func(*scene) {
	return func(s *scene) {
		setup(s)
		s.must(os.MkdirAll(s.path(".config/halfday"), 0o700))
		s.must(os.WriteFile(s.path(".config/halfday/settings.toml"),
			fmt.Appendf(nil, "proxy = %q\nca_bundle = %q\n", s.env["HTTPS_PROXY"], s.env["AWS_CA_BUNDLE"]), 0o600))
		delete(s.env, "HTTPS_PROXY")
		delete(s.env, "AWS_CA_BUNDLE")
	}
}

// inGNOME is a setup whose proxy GNOME's settings name.
func inGNOME(setup func(*scene)) func(*scene) {
	return func(s *scene) {
		setup(s)
		proxy := s.network.Proxy()
		delete(s.env, "HTTPS_PROXY")
		const schema = "org.gnome.system.proxy"
		s.program("gsettings", fmt.Sprintf("echo \"%[1]s mode 'manual'\"\necho \"%[1]s.https host '%[2]s'\"\necho \"%[1]s.https port %[3]s\"\n",
			schema, proxy.Hostname(), proxy.Port()))
	}
}

func TestFailuresAtTheRealHosts(t *testing.T) {
	good, goodSetup := realHosts(t, true, tokyo, virginia, tokyoDoor, virginiaDoor)
	strange, strangeSetup := realHosts(t, false, tokyo, virginia, tokyoDoor, virginiaDoor)
	trusts := func(s *scene) { s.env["AWS_CA_BUNDLE"] = s.path("authority.pem") }
	regionOff := problem("region_disabled", func(p *text.Problem) { p.Detail = "us-east-1" }).String()
	tellFailures(t, []failure{
		{name: "no fault", options: good, setup: goodSetup, turns: []turn{asks("", typed(code1)), opens}, assumes: 1, tokens: 1},
		{name: "proxy and ca_bundle of the settings", options: good, setup: inSettings(goodSetup), turns: []turn{asks("", typed(code1)), opens}, assumes: 1, tokens: 1},
		{name: "GNOME's proxy", options: good, setup: inGNOME(goodSetup), turns: []turn{asks("", typed(code1)), opens}, assumes: 1, tokens: 1},
		{
			name: "unknown authority", options: strange, setup: strangeSetup, mend: trusts,
			turns:   []turn{early(tells(problem("tls", at(tokyo))))},
			problem: "tls", exit: 6, lines: []string{code1},
			check: wantCodeFree,
		},
		{
			name: "STS is off in the region", options: good, setup: goodSetup, faults: once(sts(fakeaws.RegionDisabled)),
			turns: []turn{asks("", typed(code1)), asks(regionOff, typed(code2)), opens}, assumes: 2, tokens: 1,
			check: func(t *testing.T, r *run) {
				var hosts []string
				for _, e := range r.asked(demo.ActionAssumeRole) {
					hosts = append(hosts, e.Host)
				}
				if got, want := strings.Join(hosts, " "), tokyo+" "+virginia; got != want {
					t.Errorf("asked %s, want %s", got, want)
				}
			},
		},
	})
}

// wantCodeFree checks that a code which never left is not called used.
func wantCodeFree(t *testing.T, r *run) {
	t.Helper()
	if r.sent() != 0 {
		t.Error("a code that was never sent counts as sent")
	}
}
