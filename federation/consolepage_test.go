package federation

import (
	"slices"
	"strings"
	"testing"

	"halfday/roles"
)

func TestReadPage(t *testing.T) {
	tests := []struct {
		name, address string
		want          Page
	}{
		{"no more than a service", "https://console.aws.amazon.com/s3/home",
			Page{"aws", "", "", "https://console.aws.amazon.com/s3/home"}},
		{"region of the parameter", "https://eu-west-1.console.aws.amazon.com/ec2/home?region=ap-northeast-1#Instances:",
			Page{"aws", "", "ap-northeast-1", "https://eu-west-1.console.aws.amazon.com/ec2/home?region=ap-northeast-1#Instances:"}},
		{"region of the host", " https://eu-west-1.console.aws.amazon.com/ec2/home ",
			Page{"aws", "", "eu-west-1", "https://eu-west-1.console.aws.amazon.com/ec2/home"}},
		{"multi-session", "https://111122223333-ab12cd34.us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions",
			Page{"aws", "111122223333", "us-east-1", "https://us-east-1.console.aws.amazon.com/lambda/home?region=us-east-1#/functions"}},
		{"multi-session without a region", "https://111122223333-ab12cd34.console.aws.amazon.com/console/home",
			Page{"aws", "111122223333", "", "https://console.aws.amazon.com/console/home"}},
		{"account", "https://console.aws.amazon.com/billing/home?account=1111-2222-3333",
			Page{"aws", "111122223333", "", "https://console.aws.amazon.com/billing/home?account=1111-2222-3333"}},
		{"account behind the number sign", "https://console.aws.amazon.com/x/home#/a?accountId=111122223333&region=us-west-2",
			Page{"aws", "111122223333", "us-west-2", "https://console.aws.amazon.com/x/home#/a?accountId=111122223333&region=us-west-2"}},
		{"ARN", "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/view/arn%3Aaws%3Astates%3Aus-east-1%3A111122223333%3Aexecution",
			Page{"aws", "111122223333", "us-east-1", "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/view/arn%3Aaws%3Astates%3Aus-east-1%3A111122223333%3Aexecution"}},
		{"ARNs of two accounts", "https://console.aws.amazon.com/x?a=arn:aws:iam::111122223333:role/x&b=arn:aws:iam::444455556666:role/x",
			Page{"aws", "", "", "https://console.aws.amazon.com/x?a=arn:aws:iam::111122223333:role/x&b=arn:aws:iam::444455556666:role/x"}},
		{"China", "https://cn-northwest-1.console.amazonaws.cn/ec2/home",
			Page{"aws-cn", "", "cn-northwest-1", "https://cn-northwest-1.console.amazonaws.cn/ec2/home"}},
		{"GovCloud", "https://111122223333-ab12cd34.us-gov-east-1.console.amazonaws-us-gov.com/ec2/home",
			Page{"aws-us-gov", "111122223333", "us-gov-east-1", "https://us-gov-east-1.console.amazonaws-us-gov.com/ec2/home"}},
		{"a region of another partition is none", "https://console.aws.amazon.com/ec2/home?region=cn-north-1",
			Page{"aws", "", "", "https://console.aws.amazon.com/ec2/home?region=cn-north-1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ReadPage(tt.address, "")
			if err != nil || got != tt.want {
				t.Errorf("got %+v, %v\nwant %+v", got, err, tt.want)
			}
		})
	}
}

func TestReadPageRefuses(t *testing.T) {
	for _, address := range []string{
		"", "prod", "s3", "/ecs/home", "https://example.com/x", "https://console.aws.amazon.com.example.com/", "http://console.aws.amazon.com/",
		"https://me@console.aws.amazon.com/", "https://console.aws.amazon.com:444/", "javascript:alert(1)", `https://console.aws.amazon.com\@example.com`,
		"https://xconsole.aws.amazon.com/", "http://127.0.0.1:1/console?as=111122223333-ab12cd34", strings.Repeat("a", maxPage+1),
	} {
		if got, err := ReadPage(address, ""); err == nil {
			t.Errorf("%q: got %+v, want an error", address, got)
		} else if len(address) > 5 && strings.Contains(err.Error(), address) {
			t.Errorf("%q: the error repeats it", address)
		}
	}
}

func TestReadPageOfTheDemo(t *testing.T) {
	const demo = "http://127.0.0.1:8443"
	got, err := ReadPage(demo+"/console?as=111122223333-ab12cd34&region=eu-west-1&page=%2Fs3%2Fhome", demo)
	if want := (Page{"aws", "111122223333", "eu-west-1", "/s3/home"}); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if got, err := ReadPage(demo+"/federation", demo); err == nil {
		t.Errorf("got %+v for a page that is no console", got)
	}
}

func TestPageOf(t *testing.T) {
	list := []roles.Role{
		{Profile: "one", Partition: "aws", Account: "111122223333"},
		{Profile: "two", Partition: "aws", Account: "444455556666"},
		{Profile: "china", Partition: "aws-cn", Account: "111122223333"},
		{Profile: "broken", Partition: "aws", Account: "111122223333", Problem: roles.Problem{Kind: roles.ProblemNoKeys}},
		{Profile: "three", Partition: "aws", Account: "111122223333"},
	}
	for _, tt := range []struct {
		page Page
		want []string
	}{
		{Page{Partition: "aws", Account: "111122223333"}, []string{"one", "three"}},
		{Page{Partition: "aws", Account: "999999999999"}, nil},
		{Page{Partition: "aws"}, []string{"one", "two", "three"}},
	} {
		var got []string
		for _, r := range tt.page.Of(list) {
			got = append(got, r.Profile)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%+v: got %v, want %v", tt.page, got, tt.want)
		}
	}
}

// FuzzReadPage checks that what is taken for a page of the console is one for
// Destination, too.
func FuzzReadPage(f *testing.F) {
	for _, s := range []string{"https://111122223333-a.us-east-1.console.aws.amazon.com/x", "https://console.amazonaws.cn/#a?account=1", "https://console.aws.amazon.com/%2e%2e", "https://123456789012-a.console.aws.amazon.com\\@x/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		p, err := ReadPage(address, "")
		if err != nil {
			return
		}
		if _, err := Destination(p.Destination, p.Partition, p.Region, ""); err != nil {
			t.Errorf("%q: Destination refuses %q: %v", address, p.Destination, err)
		}
		if p.Account != "" && !roles.IsAccount(p.Account) {
			t.Errorf("%q: account %q", address, p.Account)
		}
	})
}
