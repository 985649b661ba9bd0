package app

import (
	"testing"

	"halfday/roles"
	"halfday/session"
)

// What a page asks for is a page of the role's own console, or nothing.
func TestPageOpens(t *testing.T) {
	role := roles.Role{Profile: "prod", Partition: "aws", Region: "eu-west-1", Account: "111122223333"}
	for _, tt := range []struct {
		page, region string
		want         bool
	}{
		{"", "", true}, {"s3", "us-east-1", true}, {"/s3/buckets", "", true}, {"https://eu-west-1.console.aws.amazon.com/s3/home", "", true},
		{"https://evil.example/", "", false}, {"//evil.example/", "", false}, {"https://console.aws.amazon.com.evil.example/", "", false},
		{"https://console.amazonaws.cn/", "", false}, {"http://console.aws.amazon.com/", "", false}, {"javascript:alert(1)", "", false},
		{"https://me@console.aws.amazon.com/", "", false}, {"", "cn-north-1", false}, {"", "mars", false}, {"", "evil.example/", false},
	} {
		if got := PageProblem(role, session.Page{Where: tt.page, Region: tt.region}, "").Kind == ""; got != tt.want {
			t.Errorf("%q in %q: %v", tt.page, tt.region, got)
		}
	}
}
