package signin

import (
	"strings"
	"testing"
	"time"

	"halfday/federation"
	"halfday/roles"
	"halfday/text"
)

// TestProblemFacts: what an error of AWS knows reaches the words.
func TestProblemFacts(t *testing.T) {
	role := roles.Role{Profile: "prod", DurationSeconds: 43200, MFASerial: "x", Base: roles.Base{Profile: "me"}, SSO: roles.SSO{Session: "corp", RoleName: "dev"}}
	for _, tt := range []struct {
		err  federation.Error
		want string
	}{
		{federation.Error{Kind: federation.KindProcessFailed, Program: "aws-keys", Status: 3, Detail: "not logged in"}, "(aws-keys) failed with exit code 3: not logged in"},
		{federation.Error{Kind: federation.KindAWSDown, Status: 503}, "(status 503)"},
		{federation.Error{Kind: federation.KindDurationRoleMax, Limit: time.Hour}, "less than the 12 h that the profile asks for"},
		{federation.Error{Kind: federation.KindEndpointOverride, Host: "evil.example"}, "(evil.example)"},
		{federation.Error{Kind: federation.KindClockSkew, Skew: -20 * time.Minute}, "20 min behind AWS"},
		{federation.Error{Kind: federation.KindRegionDisabled, Region: "ap-east-1"}, "STS is not enabled in ap-east-1"},
		{federation.Error{Kind: federation.KindSSORole}, "the role dev"},
	} {
		p := Problem(&tt.err, role)
		if got := text.English().Problem(p).String(); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %q, want %q in it", tt.err.Kind, got, tt.want)
		}
	}
}
