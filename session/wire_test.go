package session

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"halfday/roles"
)

// What is carried arrives as it was; what would not is not carried.
func TestCarried(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for _, tt := range []struct {
		role roles.Role
		want bool
	}{
		{roles.Role{}, false},
		{roles.Role{Profile: "prod"}, false},
		{roles.Role{Profile: "prod", RoleARN: "arn", Hops: []roles.Hop{{ExternalID: "a<b>&\u2028"}}, Base: roles.Base{Profile: "me", Kind: roles.BaseSSO}}, true},
		{roles.Role{Profile: "日本 \ufffd", RoleARN: "arn", SourceProfile: long, Chain: []string{long, "x"}}, true},
		{roles.Role{Profile: "prod", Kind: roles.KindIdentityCenter, SSO: roles.SSO{Session: "corp", RoleName: "admin"}}, true},
		{roles.Role{Profile: "prod", RoleARN: "arn", ExternalID: "\xff"}, false},
		{roles.Role{Profile: "prod", RoleARN: "arn", Hops: []roles.Hop{{ExternalID: "a\xffb"}}}, false},
	} {
		got := carried(tt.role)
		if (got != nil) != tt.want {
			t.Errorf("%.60v: carried %v", tt.role, got != nil)
		}
		if got == nil {
			continue
		}
		line, err := json.Marshal(Request{Role: got})
		var back Request
		if err != nil || json.Unmarshal(line, &back) != nil || !reflect.DeepEqual(*back.Role, tt.role) {
			t.Errorf("%.60v: came back as %.60v", tt.role, back.Role)
		}
	}
}
