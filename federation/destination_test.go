package federation

import (
	"net/url"
	"strings"
	"testing"
)

func TestDestination(t *testing.T) {
	tests := []struct{ name, wanted, partition, want string }{
		{"home", "", "aws", "https://ap-northeast-1.console.aws.amazon.com/console/home?region=ap-northeast-1"},
		{"service", "cloudwatch", "aws", "https://ap-northeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-1"},
		{"path", "/ecs/v2/clusters", "aws", "https://ap-northeast-1.console.aws.amazon.com/ecs/v2/clusters?region=ap-northeast-1"},
		{"path with its own region and place", "/cloudwatch/home?region=eu-west-1#logsV2:", "aws", "https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:"},
		{"address", "https://eu-west-1.console.aws.amazon.com/s3/buckets?x=1", "aws", "https://eu-west-1.console.aws.amazon.com/s3/buckets?region=ap-northeast-1&x=1"},
		{"China", "ec2", "aws-cn", "https://cn-north-1.console.amazonaws.cn/ec2/home?region=cn-north-1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Destination(tt.wanted, tt.partition, "ap-northeast-1", "")
			if err != nil || got != tt.want {
				t.Errorf("got %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestDestinationRefuses(t *testing.T) {
	for _, wanted := range []string{
		"https://example.com/", "https://console.aws.amazon.com.example.com/", "https://xconsole.aws.amazon.com/",
		"https://console.amazonaws.cn/", "http://console.aws.amazon.com/", "https://me@console.aws.amazon.com/",
		"https://console.aws.amazon.com:444/", "//example.com/", "javascript:alert(1)", "Cloud Watch", `/\example.com`,
		"https:console.aws.amazon.com", "%zz", "https://",
	} {
		if got, err := Destination(wanted, "aws", "us-east-1", ""); err == nil {
			t.Errorf("%q: got %s, want an error", wanted, got)
		} else if len(wanted) > 4 && strings.Contains(err.Error(), wanted) {
			t.Errorf("%q: the error repeats it: %v", wanted, err)
		}
	}
}

func TestDestinationInTheDemo(t *testing.T) {
	const demo = "http://127.0.0.1:8443"
	for _, wanted := range []string{"", "s3", "/ecs/home", "https://console.aws.amazon.com/s3"} {
		got, err := Destination(wanted, "aws", "us-east-1", demo)
		if err != nil || !strings.HasPrefix(got, demo+"/console?") {
			t.Errorf("%q: got %s, %v, want the demo's page", wanted, got, err)
		}
	}
}

// FuzzDestination checks that nothing in the settings sends the browser
// anywhere but to the console.
func FuzzDestination(f *testing.F) {
	for _, s := range []string{"s3", "/a?b#c", "https://x.console.aws.amazon.com/", "https://console.aws.amazon.com\\@example.com", "https://[::1]/", "/%2f/example.com"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, wanted string) {
		got, err := Destination(wanted, "aws", "us-east-1", "")
		if err != nil {
			return
		}
		u, err := url.Parse(got)
		if err != nil {
			t.Fatalf("%q became %q: %v", wanted, got, err)
		}
		host := u.Hostname()
		if u.Scheme != "https" || u.User != nil || u.Port() != "" || host != "console.aws.amazon.com" && !strings.HasSuffix(host, ".console.aws.amazon.com") {
			t.Errorf("%q became %q", wanted, got)
		}
	})
}

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
