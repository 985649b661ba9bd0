package federation

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/roles"
	"halfday/tests/stage/fakeaws"
)

// demoRole is the first role of the demo, and the demo that it is in.
func demoRole(t *testing.T, o fakeaws.Options) (*fakeaws.Server, roles.Role, Options) {
	t.Helper()
	server := fakeaws.Start(t, o)
	config, credentials, err := server.WriteFiles(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_ENDPOINT_URL_STS", server.STSEndpoint())
	t.Setenv("AWS_ENDPOINT_URL_IAM", server.IAMEndpoint())
	key, role := server.Keys()[0], server.Roles()[0]
	kind := roles.BaseStatic
	if key.Token != "" {
		kind = roles.BaseTemporary
	}
	return server, roles.Role{
		Profile: role.Profile, Partition: "aws", Region: role.Region, MFASerial: key.MFASerials[0],
		Base: roles.Base{Profile: key.Profile, Kind: kind}, Hops: []roles.Hop{{Profile: role.Profile, RoleARN: role.ARN}},
	}, Options{ConfigFile: config, CredentialsFile: credentials, SigninEndpoint: server.SigninEndpoint()}
}

func TestIdentity(t *testing.T) {
	server, role, opts := demoRole(t, fakeaws.Options{})
	s, err := Load(t.Context(), role, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	who, err := s.Identity(background(t))
	if err != nil || who != (Identity{"arn:aws:iam::123456789012:user/maya", "123456789012"}) {
		t.Errorf("got %+v, %v", who, err)
	}
	devices, err := s.Devices(background(t))
	if err != nil || !slices.Equal(devices, []string{"arn:aws:iam::123456789012:mfa/maya"}) {
		t.Errorf("got %q, %v", devices, err)
	}
	if got, _ := s.Expected(); got != 12*time.Hour {
		t.Errorf("granted %v", got)
	}
	for _, r := range server.Requests() {
		if r.TokenCode != "" || r.Action != demo.ActionGetCallerIdentity && r.Action != demo.ActionListMFADevices {
			t.Errorf("asked for %s", r.Action)
		}
	}
}

// A role of Identity Center needs no STS to be opened, and is known there.
func TestIdentityOfARoleOfIdentityCenter(t *testing.T) {
	f := newFakeAWS(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/federation/credentials" {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":%d}}`, time.Now().Add(time.Hour).UnixMilli())
			return
		}
		fmt.Fprint(w, `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::111111111111:assumed-role/dev/ann</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`)
	}, nil)
	ssoToken(t)
	t.Setenv("AWS_ENDPOINT_URL_SSO", f.URL)
	role := ssoRole()
	role.Kind, role.Profile, role.Hops, role.MFASerial = roles.KindIdentityCenter, "base", nil, ""
	s := load(t, f, role, awsFiles(t, ssoConfig, ""))
	if who, err := s.Identity(background(t)); err != nil || who.ARN != "arn:aws:sts::111111111111:assumed-role/dev/ann" {
		t.Errorf("got %+v, %v", who, err)
	}
}

// What goes wrong with the keys is told as in a sign-in.
func TestIdentityFaults(t *testing.T) {
	for _, tt := range []struct {
		name  string
		sts   http.HandlerFunc
		want  Kind
		close bool
	}{
		{"unknown key", stsError(403, "InvalidClientTokenId", "The security token included in the request is invalid."), KindKeyUnknown, false},
		{"wrong secret", stsError(403, "SignatureDoesNotMatch", "The request signature we calculated does not match."), KindSignature, false},
		{"busy", stsError(400, "Throttling", "Rate exceeded"), KindThrottled, false},
		{"a portal", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html>sign in to the Wi-Fi") }, KindCaptivePortal, false},
		{"nobody", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult></GetCallerIdentityResult></GetCallerIdentityResponse>`)
		}, KindSignInAnswer, false},
		{"no connection", nil, KindNoNetwork, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFakeAWS(t, tt.sts, nil)
			s := plain(t, f)
			if tt.close {
				f.stop()
			}
			_, err := s.Identity(background(t))
			e := failed(t, err)
			if e.Kind != tt.want {
				t.Errorf("got %v, want %s", e, tt.want)
			}
			if strings.Contains(fmt.Sprintf("%+v %v", *e, e), baseSecret) {
				t.Error("the error holds a secret")
			}
		})
	}
}

func TestDevicesFaults(t *testing.T) {
	list := func(inner string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprint(w, `<ListMFADevicesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListMFADevicesResult>`+inner+`</ListMFADevicesResult></ListMFADevicesResponse>`)
		}
	}
	for _, tt := range []struct {
		name   string
		answer http.HandlerFunc
		want   Kind
		serial []string
	}{
		{"none", list(`<IsTruncated>false</IsTruncated><MFADevices/>`), "", nil},
		{"two", list(`<MFADevices><member><SerialNumber>a</SerialNumber></member><member><SerialNumber>b</SerialNumber></member></MFADevices>`), "", []string{"a", "b"}},
		{"denied", stsError(403, "AccessDenied", "User: x is not authorized to perform: iam:ListMFADevices"), KindAccessDenied, nil},
		{"throttled", stsError(400, "Throttling", "Rate exceeded"), KindThrottled, nil},
		{"a portal", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<!DOCTYPE html>") }, KindCaptivePortal, nil},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/portal", http.StatusFound) }, KindCaptivePortal, nil},
		{"something else", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `{"x":1}`) }, KindSignInAnswer, nil},
		{"another answer", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, `<x/>`) }, KindSignInAnswer, nil},
		{"broken", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) }, KindAWSDown, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFakeAWS(t, nil, nil)
			t.Setenv("AWS_ENDPOINT_URL_IAM", f.URL)
			s := plain(t, f)
			f.sts = tt.answer
			got, err := s.Devices(background(t))
			if tt.want == "" && (err != nil || !slices.Equal(got, tt.serial)) {
				t.Errorf("got %q, %v", got, err)
			}
			if tt.want != "" && failed(t, err).Kind != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// Keys for a stand-in stay there.
func TestDevicesAreNotAskedElsewhere(t *testing.T) {
	s := plain(t, newFakeAWS(t, nil, nil))
	if _, err := s.Devices(background(t)); KindOf(err) != KindConfig {
		t.Errorf("got %v", err)
	}
	t.Setenv("AWS_ENDPOINT_URL_IAM", "http://iam.example.com")
	s = plain(t, newFakeAWS(t, nil, nil))
	if _, err := s.Devices(background(t)); KindOf(err) != KindConfig {
		t.Errorf("a bad address: got %v", err)
	}
}

// IAM is where the SDKs would look for it.
func TestWhereIAMIs(t *testing.T) {
	const stands = "https://all.example.com"
	for _, tt := range []struct {
		name   string
		env    map[string]string
		config string
		want   string
	}{
		{"AWS", nil, "", ""},
		{"for all", map[string]string{"AWS_ENDPOINT_URL": stands}, "", "all.example.com"},
		{"for IAM", map[string]string{"AWS_ENDPOINT_URL": stands, "AWS_ENDPOINT_URL_IAM": "https://iam.example.com"}, "", "iam.example.com"},
		{"in the files", nil, "endpoint_url = " + stands + "\n", "all.example.com"},
		{"passed over", map[string]string{"AWS_ENDPOINT_URL": stands, "AWS_ENDPOINT_URL_IAM": stands, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "", ""},
		{"passed over in the files", map[string]string{"AWS_ENDPOINT_URL": stands, "AWS_ENDPOINT_URL_IAM": stands}, "ignore_configured_endpoint_urls = true\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for name, value := range tt.env {
				t.Setenv(name, value)
			}
			s, err := Load(t.Context(), adminRole(), awsFiles(t, plainConfig+tt.config, plainCredentials))
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if got := s.StrangerIAM(); got != tt.want || s.iam == nil {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// The real hosts, with TLS: who is asked, and that a signature is for IAM.
func TestDevicesOfEachPartition(t *testing.T) {
	for partition, tt := range map[string]struct{ iam, sts, signIn, region string }{
		"aws":        {"iam.amazonaws.com", "sts.us-east-1.amazonaws.com", "signin.aws.amazon.com", "us-east-1"},
		"aws-cn":     {"iam.cn-north-1.amazonaws.com.cn", "sts.cn-north-1.amazonaws.com.cn", "signin.amazonaws.cn", "cn-north-1"},
		"aws-us-gov": {"iam.us-gov.amazonaws.com", "sts.us-gov-west-1.amazonaws.com", "signin.amazonaws-us-gov.com", "us-gov-west-1"},
		"aws-eusc":   {"iam.eusc-de-east-1.amazonaws.eu", "sts.eusc-de-east-1.amazonaws.eu", "signin.amazonaws-eusc.eu", "eusc-de-east-1"},
	} {
		hosts := []string{tt.sts, tt.signIn, tt.iam}
		n, pem := newNetwork(t, hosts, hosts...)
		var scope string
		n.sts = func(w http.ResponseWriter, r *http.Request) {
			scope = r.Header.Get("Authorization")
			fmt.Fprint(w, `<ListMFADevicesResponse><ListMFADevicesResult/></ListMFADevicesResponse>`)
		}
		role := adminRole()
		role.Partition, role.Region = partition, ""
		s := loadReal(t, n, pem, role)
		if _, err := s.Devices(background(t)); err != nil {
			t.Errorf("%s: %v", partition, err)
		}
		if want := "/" + tt.region + "/iam/aws4_request"; !strings.Contains(scope, want) {
			t.Errorf("%s: signed as %q, want %q", partition, scope, want)
		}
		n.mu.Lock()
		if !slices.Contains(n.dials, tt.iam+":443") {
			t.Errorf("%s: dialled %q", partition, n.dials)
		}
		n.mu.Unlock()
	}
}

func TestGranted(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	opts := awsFiles(t, plainConfig, plainCredentials)
	opts.Length = 3 * time.Hour
	if got, _ := load(t, f, adminRole(), opts).Expected(); got != 3*time.Hour {
		t.Errorf("as set: got %v", got)
	}
	chained := adminRole()
	chained.Hops = []roles.Hop{{Profile: "hop", RoleARN: hopARN}, {Profile: "admin", RoleARN: roleARN, DurationSeconds: 1800}}
	if got, _ := load(t, f, chained, awsFiles(t, plainConfig, plainCredentials)).Expected(); got != 30*time.Minute {
		t.Errorf("chained: got %v", got)
	}
	chained.Hops[1].DurationSeconds = 7200
	if got, _ := load(t, f, chained, awsFiles(t, plainConfig, plainCredentials)).Expected(); got != time.Hour {
		t.Errorf("chained, too long: got %v", got)
	}
}

func TestProbe(t *testing.T) {
	server, role, opts := demoRole(t, fakeaws.Options{Fault: func(e fakeaws.Entry) fakeaws.Fault {
		return fakeaws.Fault{Kind: fakeaws.Skew, By: -time.Hour}
	}})
	role.Base.Kind, role.Base.Profile = roles.BaseStatic, "gone" // credentials do not matter
	hosts, err := Probe(background(t), role, opts)
	if err != nil || len(hosts) != 2 || !hosts[0].STS || hosts[1].STS {
		t.Fatalf("got %+v, %v", hosts, err)
	}
	for _, h := range hosts {
		if h.Err != nil || !h.Dated || h.Skew < 59*time.Minute || h.Skew > 61*time.Minute || h.Took <= 0 {
			t.Errorf("got %+v", h)
		}
	}
	for _, r := range server.Requests() {
		if r.AccessKeyID != "" || r.TokenCode != "" {
			t.Errorf("a probe was signed: %+v", r)
		}
	}

	server.Close()
	hosts, err = Probe(background(t), role, opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hosts {
		if KindOf(h.Err) != KindNoNetwork || h.Dated {
			t.Errorf("nobody there: got %+v", h)
		}
	}
}

func TestProbeOfEachFault(t *testing.T) {
	portal := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://portal.example/", http.StatusFound)
	}
	f := newFakeAWS(t, portal, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(503) })
	t.Setenv("AWS_ENDPOINT_URL_STS", f.URL)
	opts := awsFiles(t, plainConfig, plainCredentials)
	opts.SigninEndpoint = f.URL
	hosts, err := Probe(background(t), adminRole(), opts)
	if err != nil || KindOf(hosts[0].Err) != KindCaptivePortal || KindOf(hosts[1].Err) != KindAWSDown {
		t.Errorf("got %+v, %v", hosts, err)
	}

	ctx, cancel := context.WithCancel(background(t))
	cancel()
	hosts, err = Probe(ctx, adminRole(), opts)
	if err == nil && (hosts[0].Err == nil || hosts[1].Err == nil) {
		t.Errorf("a probe that was cancelled: %+v", hosts)
	}

	opts.SigninEndpoint = "http://example.com"
	if _, err := Probe(background(t), adminRole(), opts); KindOf(err) != KindEndpointOverride {
		t.Errorf("got %v", err)
	}
}
