package roles

import (
	"slices"
	"strings"
)

// Partition is a partition of AWS with its regions and hosts. What there is to
// know about partitions stands here and nowhere else.
type Partition struct {
	Name    string // as ARNs have it
	Region  string // the default region, where STS is always on
	SignIn  string // domain of the sign-in hosts; by itself it is the default region's
	Console string // domain of the console's hosts
	IAM     string // the one host of IAM
	Logout  string // the one sign-in host that honours where to go after a logout; "": none is known to
	GetOnly bool   // its sign-in hosts take what is sent to them in the address only

	second   string // the region for a day when the default one is down; "": there is no other
	prefix   string // how the names of its regions begin; "" for aws
	regional bool   // the default region's sign-in host has the region in its name, too
}

// partitions holds every partition; aws is the first. Those without hosts are
// known by the names of their regions alone: Halfday does not sign in to them.
// Sources: AWS General Reference, signin-service.html, mgmt-console.html and
// iam-service.html. For the EU sovereign cloud only the regional sign-in host
// answers; its IAM is by the pattern of its other hosts, not seen to answer.
var partitions = []Partition{
	{Name: "aws", Region: "us-east-1", second: "us-west-2", SignIn: "signin.aws.amazon.com",
		Console: "console.aws.amazon.com", IAM: "iam.amazonaws.com", Logout: "us-east-1.signin.aws.amazon.com"},
	{Name: "aws-cn", prefix: "cn-", Region: "cn-north-1", second: "cn-northwest-1", SignIn: "signin.amazonaws.cn",
		Console: "console.amazonaws.cn", IAM: "iam.cn-north-1.amazonaws.com.cn"},
	{Name: "aws-us-gov", prefix: "us-gov-", Region: "us-gov-west-1", second: "us-gov-east-1", SignIn: "signin.amazonaws-us-gov.com",
		Console: "console.amazonaws-us-gov.com", IAM: "iam.us-gov.amazonaws.com", GetOnly: true},
	{Name: "aws-eusc", prefix: "eusc-", Region: "eusc-de-east-1", SignIn: "signin.amazonaws-eusc.eu",
		Console: "console.amazonaws-eusc.eu", IAM: "iam.eusc-de-east-1.amazonaws.eu", regional: true},
	{Name: "aws-iso", prefix: "us-iso-"},
	{Name: "aws-iso-b", prefix: "us-isob-"},
	{Name: "aws-iso-e", prefix: "eu-isoe-"},
	{Name: "aws-iso-f", prefix: "us-isof-"},
}

// PartitionOf is the partition of that name, or aws and false for one that
// Halfday does not sign in to.
func PartitionOf(name string) (Partition, bool) {
	for _, p := range partitions {
		if p.Name == name && p.SignIn != "" {
			return p, true
		}
	}
	return partitions[0], false
}

// PartitionOfConsole is the partition that a host of the console belongs to.
func PartitionOfConsole(host string) (p Partition, found bool) {
	for _, p := range partitions {
		if p.Console != "" && (host == p.Console || strings.HasSuffix(host, "."+p.Console)) {
			return p, true
		}
	}
	return Partition{}, false
}

// isISO tells whether partition is one of those without a known sign-in host.
func isISO(partition string) bool {
	return partition == "aws-iso" || strings.HasPrefix(partition, "aws-iso-")
}

// has tells whether region is one of the partition's, by its name.
func (p Partition) has(region string) bool { return partitionWith(region).Name == p.Name }

// HasRegion tells whether s is the name of a region that the partition can have.
func (p Partition) HasRegion(s string) bool { return isRegion(s) && p.has(s) }

// partitionWith is the partition that a region is of, by its name.
func partitionWith(region string) Partition {
	for _, p := range partitions {
		if p.prefix != "" && strings.HasPrefix(region, p.prefix) {
			return p
		}
	}
	return partitions[0]
}

// global is what the AWS CLI and the SDKs take for a region of aws, for services
// that have one host for all. Nothing is signed for it, and the console has no
// page for it.
const global = "aws-global"

// RegionIn gives region if it can be one of the partition's, else the
// partition's default: AWS_REGION may speak of another partition.
func (p Partition) RegionIn(region string) string {
	if region == "" || region == global || !p.has(region) {
		return p.Region
	}
	return region
}

// Regions are those to ask in, one after the other where there is no getting
// through: that of the role, the default one, and one more.
func (p Partition) Regions(region string) []string {
	all := []string{p.RegionIn(region)}
	for _, other := range []string{p.Region, p.second} {
		if other != "" && !slices.Contains(all, other) {
			all = append(all, other)
		}
	}
	return all
}

// SignInHost is the sign-in host of a region; "" for what is no region's name.
func (p Partition) SignInHost(region string) string {
	switch {
	case region == p.Region && !p.regional:
		return p.SignIn
	case isRegion(region):
		return region + "." + p.SignIn
	}
	return ""
}

// ConsoleHost is the console's host of a region, or that of all regions for
// what is no region's name.
func (p Partition) ConsoleHost(region string) string {
	if isRegion(region) {
		return region + "." + p.Console
	}
	return p.Console
}

// isRegion tells whether s looks like a region's name, words and a number with
// dashes between: what does not is no part of a host's name.
func isRegion(s string) bool {
	words := strings.Split(s, "-")
	last := len(words) - 1
	for i, w := range words {
		characters := lower
		if i == last {
			characters = digits
		}
		if w == "" || !only(w, characters) {
			return false
		}
	}
	return last >= 2
}
