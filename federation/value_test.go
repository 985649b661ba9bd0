package federation

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"halfday/internal/redact"
	"halfday/roles"
)

func TestRedaction(t *testing.T) {
	secret := redact.New(theToken)
	var creds Credentials
	b, err := json.Marshal(keys{AccessKeyID: roleKey(1), SecretAccessKey: roleSecret(1), SessionToken: roleToken(1), Expires: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if err := creds.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	con := Console{URL: secret}
	type hidden struct {
		s redact.Secret
		c Credentials
	}
	f := newFakeAWS(t, nil, nil)
	s := plain(t, f)
	if err := s.Source(background(t)); err != nil {
		t.Fatal(err)
	}
	// fmt reads through unexported fields without a lock: nothing may run.
	s.cancel()
	s.tasks.Wait()
	for _, v := range []any{secret, &secret, creds, &creds, con, &con, hidden{secret, creds}, &hidden{secret, creds}, []any{secret, creds}, map[string]any{"a": secret, "b": creds}, s, struct{ s *SignIn }{s}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
			if found := leaks(fmt.Sprintf(verb, v)); found != nil || strings.Contains(fmt.Sprintf(verb, v), fmt.Sprintf("%x", theToken)) {
				t.Errorf("%s of %T leaks", verb, v)
			}
		}
		if j, err := json.Marshal(v); err == nil && leaks(string(j)) != nil {
			t.Errorf("JSON of %T leaks", v)
		}
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
		if leaks(log.String()) != nil {
			t.Errorf("log of %T leaks", v)
		}
	}
	if secret.Reveal() != theToken || (redact.Secret{}).Reveal() != "" {
		t.Error("Reveal does not reveal")
	}
}

func TestUnmarshalCredentials(t *testing.T) {
	for _, in := range []string{"", "{", "null", "{}", `{"a":"` + roleKey(1) + `"}`, `{"a":"x","s":"` + roleSecret(1) + `","t":"z","e":"nonsense"}`, strings.Repeat(" ", maxCredentials+1)} {
		var c Credentials
		err := c.UnmarshalBinary([]byte(in))
		if err == nil || !c.Expires().IsZero() {
			t.Errorf("%.20q: taken", in)
			continue
		}
		checkLeaks(t, err)
	}
	if _, err := (Credentials{}).MarshalBinary(); err == nil {
		t.Error("nothing was encoded")
	}
}

func TestCheckSigninEndpoint(t *testing.T) {
	for in, ok := range map[string]bool{
		"https://aws.example.com": true, "https://aws.example.com:8443/": true, "http://127.0.0.1:8080": true, "http://127.9.9.9": true, "http://[::1]:80": true, "HTTPS://x": true,
		"": false, "http://localhost:8080": false, "http://example.com": false, "http://127.0.0.1.example.com": false, "http://0.0.0.0": false,
		"http://[fe80::1%25lo]": false, "ftp://127.0.0.1": false, "file:///etc/passwd": false, "https://": false, "https://u:p@x": false, "https://x?y": false, "https://x?": false, "https://x#": false,
		"https://x/federation": true, "https://x/federation/": true, "http://127.0.0.1:1/federation": true, "https://x/path": false, "https://x/federation/x": false, "https://x/x/federation": false, "https://x//federation": false, "https://x/%66ederation": true, "https://x:0": false, "https://x:99999": false, "https://x:": false, "javascript:alert(1)": false, "//x": false, "x": false, "https://a b": false, "http://2130706433": false, "http://127.1": false,
	} {
		_, err := checkSigninEndpoint(in)
		if (err == nil) != ok {
			t.Errorf("%q: got %v, want ok %v", in, err, ok)
		}
		want := KindEndpointOverride
		if strings.HasPrefix(in, "https://x/") {
			want = KindEndpointPath
		}
		if err != nil && KindOf(err) != want {
			t.Errorf("%q: kind %s, want %s", in, KindOf(err), want)
		}
	}
}

func TestConsoleURL(t *testing.T) {
	for _, tt := range []struct{ partition, region, override, want string }{
		{"aws", "eu-west-1", "", "https://eu-west-1.console.aws.amazon.com/console/home?region=eu-west-1"},
		{"aws", "", "https://aws.example.com", "https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1"},
		{"aws", "eu-west-1", "http://127.0.0.1:99", "http://127.0.0.1:99/console?region=eu-west-1"},
		{"aws-cn", "", "", "https://cn-north-1.console.amazonaws.cn/console/home?region=cn-north-1"},
		{"aws", "a&b=c", "", "https://console.aws.amazon.com/console/home?region=a%26b%3Dc"},
	} {
		if got, _ := Destination("", tt.partition, tt.region, tt.override); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big")
	if err := os.WriteFile(big, make([]byte, maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		role   func(*roles.Role)
		opts   func(*Options)
		env    [2]string
		config string
		want   Kind
	}{
		{name: "partition", role: func(r *roles.Role) { r.Partition = "aws-iso" }, want: KindConfig},
		{name: "no hop", role: func(r *roles.Role) { r.Hops = nil }, want: KindConfig},
		{name: "no profile", role: func(r *roles.Role) { r.Profile = "nobody" }, want: KindConfig},
		{name: "no base", role: func(r *roles.Role) { r.Base.Profile = "nobody" }, want: KindConfig},
		{name: "no keys", role: func(r *roles.Role) { r.Base.Profile = "admin" }, want: KindSourceNone},
		{name: "no environment", role: func(r *roles.Role) { r.Base.Kind = roles.BaseEnvironment }, want: KindSourceNone},
		{name: "no process", role: func(r *roles.Role) { r.Base.Kind = roles.BaseProcess }, want: KindSourceNone},
		{name: "no SSO", role: func(r *roles.Role) { r.Base.Kind = roles.BaseSSO }, want: KindSourceNone},
		{name: "no login", role: func(r *roles.Role) { r.Base.Kind = roles.BaseLogin }, want: KindSourceNone},
		{name: "odd kind", role: func(r *roles.Role) { r.Base.Kind = "ec2" }, want: KindSourceNone},
		{name: "region", role: func(r *roles.Role) { r.Region = "us east/1" }, want: KindRegionUnknown},
		{name: "directory", opts: func(o *Options) { o.ConfigFile = dir }, want: KindConfig},
		{name: "big", opts: func(o *Options) { o.CredentialsFile = big }, want: KindConfig},
		{name: "sign-in endpoint", opts: func(o *Options) { o.SigninEndpoint = "http://example.com" }, want: KindEndpointOverride},
		{name: "destination", opts: func(o *Options) { o.Destination = "javascript:alert(1)" }, want: KindDestination},
		{name: "STS endpoint", env: [2]string{"AWS_ENDPOINT_URL_STS", "http://sts.example.com"}, want: KindEndpointOverride},
		{name: "endpoint", env: [2]string{"AWS_ENDPOINT_URL", "http://example.com"}, want: KindEndpointOverride},
		{name: "endpoint in the profile", config: plainConfig + "endpoint_url = http://example.com\n", want: KindEndpointOverride},
		{name: "FIPS at an endpoint that is set", env: [2]string{"AWS_USE_FIPS_ENDPOINT", "true"}, config: plainConfig + "endpoint_url = https://example.com\n", want: KindConfig},
		{name: "CA", env: [2]string{"AWS_CA_BUNDLE", filepath.Join(dir, "none")}, want: KindConfig},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.config == "" {
				tt.config = plainConfig
			}
			role, opts := adminRole(), awsFiles(t, tt.config, plainCredentials)
			if tt.role != nil {
				tt.role(&role)
			}
			if tt.opts != nil {
				tt.opts(&opts)
			}
			if tt.env[0] != "" {
				t.Setenv(tt.env[0], tt.env[1])
			}
			s, err := Load(t.Context(), role, opts)
			if err == nil {
				s.Close()
				t.Fatal("taken")
			}
			if KindOf(err) != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			checkLeaks(t, err)
		})
	}
}

func TestSessionName(t *testing.T) {
	for in, want := range map[string]string{
		"ann": "halfday-ann", "": "halfday", "山田": "halfday", "José Núñez": "halfday-Jos-N-ez", `CORP\ann`: "halfday-CORP-ann", " a ": "halfday-a",
		"ann@example.com": "halfday-ann@example.com", strings.Repeat("x", 100): "halfday-" + strings.Repeat("x", 56),
	} {
		if got := sessionName(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

var validSession = regexp.MustCompile(`^[A-Za-z0-9_+=,.@-]{2,64}$`)

func FuzzRoleSessionName(f *testing.F) {
	for _, s := range []string{"ann", "", "山田", `CORP\x`, "a\x00b", "\xff", strings.Repeat("é", 99)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := sessionName(s); !validSession.MatchString(got) {
			t.Errorf("%q gives %q", s, got)
		}
	})
}

func FuzzEndpoint(f *testing.F) {
	for _, s := range []string{"https://x", "http://127.0.0.1:1", "http://localhost", "https://u@x", "https://x:99999", "http://[::1]", "http://[::1%25a]", "https://x#", "\x00", "https://x\\@y", "http://127.0.0.1@evil"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := checkSigninEndpoint(s); err != nil {
			if kind := KindOf(err); kind != KindEndpointOverride && kind != KindEndpointPath {
				t.Errorf("%q: %v", s, err)
			}
			return
		}
		u, err := url.Parse(s)
		if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Hostname() == "" || u.Scheme != "https" && !isLoopback(u) {
			t.Errorf("%q is taken", s)
		}
		home, _ := Destination("", "aws", "eu-west-1", s)
		con, err := url.Parse(home)
		if err != nil || con.Host != u.Host && con.Host != "eu-west-1.console.aws.amazon.com" {
			t.Errorf("%q: the console is at %v", s, con)
		}
	})
}
