package federation

import (
	"strings"
	"testing"
)

func TestRevokeURL(t *testing.T) {
	for arn, host := range map[string]string{
		"arn:aws:iam::111122223333:role/ops/Admin":                "console.aws.amazon.com/",
		"arn:aws-cn:iam::111122223333:role/Admin":                 "console.amazonaws.cn/",
		"arn:aws-us-gov:iam::111122223333:role/Admin":             "console.amazonaws-us-gov.com/",
		"arn:aws-eusc:iam::111122223333:role/a/b/c/Admin":         "console.amazonaws-eusc.eu/",
		"arn:aws:iam::111122223333:role/it's \"<odd>\" %2e/Admin": "console.aws.amazon.com/",
	} {
		got := RevokeURL(strings.Split(arn, ":")[1], arn)
		if !strings.HasPrefix(got, "https://") || !strings.Contains(got, host+"iam/home#/roles/details/Admin?section=revoke_sessions") {
			t.Errorf("%s: %s", arn, got)
		}
	}
	if got := RevokeURL("aws", "arn:aws:iam::1:role/a b\n<"); strings.ContainsAny(got, " \n<") {
		t.Errorf("a strange role: %q", got)
	}
}
