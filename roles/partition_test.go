package roles

import (
	"slices"
	"testing"
)

func TestPartitionOf(t *testing.T) {
	for _, name := range []string{"aws", "aws-cn", "aws-us-gov", "aws-eusc"} {
		p, ok := PartitionOf(name)
		if !ok || p.Name != name || !isRegion(p.Region) || p.RegionIn(p.Region) != p.Region {
			t.Errorf("%s: got %+v, %v", name, p, ok)
		}
	}
	for _, name := range []string{"", "aws-iso", "aws-iso-b", "aws-moon"} {
		if p, ok := PartitionOf(name); ok || p.Name != "aws" {
			t.Errorf("%q: got %s, %v", name, p.Name, ok)
		}
	}
}

func TestRegions(t *testing.T) {
	for _, tt := range []struct {
		partition, region string
		want              []string
	}{
		{"aws", "eu-west-1", []string{"eu-west-1", "us-east-1", "us-west-2"}},
		{"aws", "", []string{"us-east-1", "us-west-2"}},
		{"aws", "us-gov-west-1", []string{"us-east-1", "us-west-2"}},
		{"aws", "us-iso-east-1", []string{"us-east-1", "us-west-2"}},
		{"aws", "us-isob-east-1", []string{"us-east-1", "us-west-2"}},
		{"aws", "aws-global", []string{"us-east-1", "us-west-2"}},
		{"aws", "mars-1", []string{"mars-1", "us-east-1", "us-west-2"}},
		{"aws-cn", "eu-west-1", []string{"cn-north-1", "cn-northwest-1"}},
		{"aws-cn", "cn-northwest-1", []string{"cn-northwest-1", "cn-north-1"}},
		{"aws-us-gov", "us-gov-east-1", []string{"us-gov-east-1", "us-gov-west-1"}},
		{"aws-eusc", "us-iso-east-1", []string{"eusc-de-east-1"}},
	} {
		p, _ := PartitionOf(tt.partition)
		if got := p.Regions(tt.region); !slices.Equal(got, tt.want) {
			t.Errorf("%s in %s: got %q, want %q", tt.region, tt.partition, got, tt.want)
		}
	}
}

// What is no region's name never becomes a part of a host's.
func TestHostsOfRegions(t *testing.T) {
	for _, tt := range []struct{ partition, region, signIn, console string }{
		{"aws", "us-east-1", "signin.aws.amazon.com", "us-east-1.console.aws.amazon.com"},
		{"aws", "ap-southeast-10", "ap-southeast-10.signin.aws.amazon.com", "ap-southeast-10.console.aws.amazon.com"},
		{"aws-cn", "cn-north-1", "signin.amazonaws.cn", "cn-north-1.console.amazonaws.cn"},
		{"aws-us-gov", "us-gov-east-1", "us-gov-east-1.signin.amazonaws-us-gov.com", "us-gov-east-1.console.amazonaws-us-gov.com"},
		{"aws-eusc", "eusc-de-east-1", "eusc-de-east-1.signin.amazonaws-eusc.eu", "eusc-de-east-1.console.amazonaws-eusc.eu"},
		{"aws", "", "", "console.aws.amazon.com"},
		{"aws", "eu-1", "", "console.aws.amazon.com"},
		{"aws", "eu--1", "", "console.aws.amazon.com"},
		{"aws", "eu-west-", "", "console.aws.amazon.com"},
		{"aws", "eu-west-1.example.com/", "", "console.aws.amazon.com"},
		{"aws", "EU-west-1", "", "console.aws.amazon.com"},
		{"aws", "eu-west-1\n", "", "console.aws.amazon.com"},
	} {
		p, _ := PartitionOf(tt.partition)
		if in, con := p.SignInHost(tt.region), p.ConsoleHost(tt.region); in != tt.signIn || con != tt.console {
			t.Errorf("%q in %s: got %q and %q, want %q and %q", tt.region, tt.partition, in, con, tt.signIn, tt.console)
		}
	}
}
