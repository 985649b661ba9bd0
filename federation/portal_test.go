package federation

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"

	"halfday/roles"
)

const ssoConfig = `[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
[profile base]
sso_session = corp
sso_account_id = 111111111111
sso_role_name = dev
[profile admin]
role_arn = ` + roleARN + `
source_profile = base
`

// ssoRole is the role of ssoConfig.
func ssoRole() roles.Role {
	role := adminRole()
	role.Base.Kind = roles.BaseSSO
	role.SSO = roles.SSO{Session: "corp", StartURL: "https://corp.awsapps.com/start", Region: "us-east-1", Account: "111111111111", RoleName: "dev"}
	return role
}

// ssoToken leaves a token of the AWS CLI in a home of its own.
func ssoToken(t *testing.T) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	path, err := ssocreds.StandardCachedTokenFilepath("corp")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	token := fmt.Sprintf(`{"accessToken":%q,"expiresAt":%q}`, baseToken, time.Now().Add(time.Hour).UTC().Format(time.RFC3339))
	if err := os.WriteFile(path, []byte(token), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestIdentityCenterFaults: its token goes to no other place, and its answers
// have the limits of all others.
func TestIdentityCenterFaults(t *testing.T) {
	role := ssoRole()
	refused := func(code string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("X-Amzn-Errortype", code)
			w.WriteHeader(http.StatusUnauthorized)
			fmt.Fprintf(w, `{"message":%q}`, r.Header.Get("x-amz-sso_bearer_token"))
		}
	}
	answered := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			io.WriteString(w, body)
		}
	}
	for _, tt := range []struct {
		name string
		sso  http.HandlerFunc
		want Kind
	}{
		{"redirect", redirect(http.StatusTemporaryRedirect), KindCaptivePortal},
		{"page", html(200), KindCaptivePortal},
		{"huge", huge, KindSignInAnswer},
		{"empty", answered(`{}`), KindSignInAnswer},
		{"no keys", answered(`{"roleCredentials":{"expiration":1}}`), KindSignInAnswer},
		{"expired", refused("UnauthorizedException"), KindSSOExpired},
		{"forbidden", refused("ForbiddenException"), KindSSORole},
		{"busy", refused("TooManyRequestsException"), KindThrottled},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFakeAWS(t, tt.sso, nil)
			ssoToken(t)
			t.Setenv("AWS_ENDPOINT_URL_SSO", f.URL+"/sso")
			s := load(t, f, role, awsFiles(t, ssoConfig, ""))
			err := s.Source(background(t))
			if KindOf(err) != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
			checkLeaks(t, err)
			if all, _ := f.all(); len(all) != 1 {
				t.Errorf("asked %d times, want once", len(all))
			}
		})
	}
}

// TestEndpointsOfOthers: no service of AWS is spoken to in clear, but on
// loopback.
func TestEndpointsOfOthers(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	ssoToken(t)
	for name, base := range map[string]roles.BaseKind{"AWS_ENDPOINT_URL_SSO": roles.BaseSSO, "AWS_ENDPOINT_URL_SSO_OIDC": roles.BaseSSO, "AWS_ENDPOINT_URL_SIGNIN": roles.BaseLogin} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("AWS_ENDPOINT_URL_STS", f.URL)
			t.Setenv(name, "http://aws.example.com")
			role, config := ssoRole(), ssoConfig
			if role.Base.Kind = base; base == roles.BaseLogin {
				config = "[profile base]\nlogin_session = " + accountUser + "\n[profile admin]\nrole_arn = " + roleARN + "\nsource_profile = base\n"
			}
			if _, err := Load(t.Context(), role, awsFiles(t, config, "")); KindOf(err) != KindEndpointOverride {
				t.Errorf("got %v, want %s", err, KindEndpointOverride)
			}
		})
	}
}
