package roles

import (
	"strings"
	"testing"
)

func TestParseRoleARN(t *testing.T) {
	for _, c := range []struct {
		arn                string
		partition, account string
		ok                 bool
	}{
		{"arn:aws:iam::111122223333:role/r", "aws", "111122223333", true},
		{"arn:aws-cn:iam::111122223333:role/r", "aws-cn", "111122223333", true},
		{"arn:aws-us-gov:iam::111122223333:role/a/b/r", "aws-us-gov", "111122223333", true},
		{"arn:aws-eusc:iam::111122223333:role/r", "aws-eusc", "111122223333", true},
		{"arn:aws-iso:iam::111122223333:role/r", "aws-iso", "111122223333", true}, // an ARN; whether it works is another question
		{"arn:aws:iam::111122223333:role/p:q/r", "aws", "111122223333", true},
		{"arn:aws:iam::111122223333:role/" + strings.Repeat("r", 64), "aws", "111122223333", true},
		{"", "", "", false},
		{"role/r", "", "", false},
		{"arn", "", "", false},
		{"arn:aws", "aws", "", false},
		{"ARN:aws:iam::111122223333:role/r", "", "", false},
		{"arn::iam::111122223333:role/r", "", "111122223333", false},
		{"arn:aws:iam::111122223333:user/u", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role/", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role/a/", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role/a b", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role/ä", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role/p q/r", "aws", "111122223333", false},
		{"arn:aws:iam::11112222333:role/r", "aws", "", false},
		{"arn:aws:iam::1111222233334:role/r", "aws", "", false},
		{"arn:aws:iam::11112222333x:role/r", "aws", "", false},
		{"arn:aws:iam:eu-west-1:111122223333:role/r", "aws", "111122223333", false},
		{"arn:aws:sts::111122223333:assumed-role/r/s", "aws", "111122223333", false},
		{"arn:aws:iam::111122223333:role/" + strings.Repeat("p/", 1020) + "r", "aws", "111122223333", false},
	} {
		partition, account, ok := parseRoleARN(c.arn)
		if partition != c.partition || account != c.account || ok != c.ok {
			t.Errorf("%q: got %q %q %v, want %q %q %v", c.arn, partition, account, ok, c.partition, c.account, c.ok)
		}
	}
}

func TestRegion(t *testing.T) {
	for _, c := range []struct {
		name, partition, profile string
		env                      []string
		want                     string
	}{
		{"the profile's", "aws", "eu-west-1", []string{"AWS_REGION", "us-west-2"}, "eu-west-1"},
		{"AWS_REGION", "aws", "", []string{"AWS_REGION", "us-west-2", "AWS_DEFAULT_REGION", "eu-west-1"}, "us-west-2"},
		{"AWS_DEFAULT_REGION", "aws", "", []string{"AWS_DEFAULT_REGION", "eu-west-1"}, "eu-west-1"},
		{"aws", "aws", "", nil, "us-east-1"},
		{"aws-cn", "aws-cn", "", nil, "cn-north-1"},
		{"aws-us-gov", "aws-us-gov", "", nil, "us-gov-west-1"},
		{"aws-eusc", "aws-eusc", "", nil, "eusc-de-east-1"},
		{"the environment's is of another partition", "aws-cn", "", []string{"AWS_REGION", "eu-west-1"}, "cn-north-1"},
		{"and the other way round", "aws", "", []string{"AWS_REGION", "us-gov-east-1"}, "us-east-1"},
		{"the environment's is of this partition", "aws-cn", "", []string{"AWS_REGION", "cn-northwest-1"}, "cn-northwest-1"},
		{"the profile's stands in any partition", "aws-cn", "eu-west-1", nil, "eu-west-1"},
		{"unknown partition", "aws-moon", "", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			config := "[profile a]\nrole_arn = arn:" + c.partition + ":iam::111122223333:role/r\nregion = " + c.profile + "\n"
			r := roleNamed(t, ReadRoles(awsFiles(t, config, ""), environment(c.env...)), "a")
			if r.Region != c.want || r.Partition != c.partition || r.Account != "111122223333" {
				t.Errorf("got %s in %s of %s, want %s", r.Region, r.Partition, r.Account, c.want)
			}
		})
	}
}

func TestARN(t *testing.T) {
	for arn, want := range map[string][2]string{
		"arn:aws:iam::111111111111:role/path/prod": {"prod", "111111111111"},
		"arn:aws:iam::222222222222:mfa/alice":      {"alice", "222222222222"},
		"GAHT12345678":                             {"GAHT12345678", ""},
		"":                                         {"", ""},
	} {
		if got := [2]string{ARNName(arn), ARNAccount(arn)}; got != want {
			t.Errorf("%q: got %q, want %q", arn, got, want)
		}
	}
}
