package roles

import "strings"

// parseRoleARN reads arn:PARTITION:iam::ACCOUNT:role/PATH/NAME, as far as that goes.
func parseRoleARN(arn string) (partition, account string, ok bool) {
	parts := strings.SplitN(arn, ":", 6)
	if parts[0] != "arn" || len(parts) < 2 {
		return "", "", false
	}
	partition = parts[1]
	if len(parts) < 6 {
		return partition, "", false
	}
	if IsAccount(parts[4]) {
		account = parts[4]
	}
	path, isRole := strings.CutPrefix(parts[5], "role/")
	name := ARNName(path)
	ok = partition != "" && parts[2] == "iam" && parts[3] == "" && account != "" &&
		isRole && name != "" && only(name, awsWord+"+=,.@-") && onlyVisibleASCII(path) && len(arn) <= 2048
	return partition, account, ok
}

// ARNName is the last part of an ARN: what a role, a user or an MFA device is
// called there. What has no parts, as the serial number of a hardware device,
// stays as it is.
func ARNName(arn string) string { return arn[strings.LastIndexByte(arn, '/')+1:] }

// ARNAccount is the account in an ARN, "" where that is none.
func ARNAccount(arn string) string {
	if parts := strings.SplitN(arn, ":", 6); len(parts) == 6 {
		return parts[4]
	}
	return ""
}

// arnProblem tells what is wrong with the role_arn of p.
func arnProblem(p *awsProfile) Problem {
	partition, _, ok := parseRoleARN(p.roleARN)
	if !ok {
		return Problem{Kind: ProblemRoleARN, Profile: p.name, Detail: p.roleARN}
	}
	if _, ok := PartitionOf(partition); ok {
		return Problem{}
	}
	if isISO(partition) {
		return Problem{Kind: ProblemPartitionISO, Profile: p.name, Detail: partition}
	}
	return Problem{Kind: ProblemPartition, Profile: p.name, Detail: partition}
}

const (
	lower   = "abcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
	awsWord = lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + digits + "_" // what AWS takes in each of its names
)

// only tells whether s has none but these characters, which are ASCII.
func only(s, characters string) bool { return strings.Trim(s, characters) == "" }

func onlyVisibleASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// IsAccount tells whether s is an account's number.
func IsAccount(s string) bool { return len(s) == 12 && only(s, digits) }

// awsRegion is the region that a role's console opens in. What the profile
// says stands. The environment's region is meant for whatever is used most:
// in a partition that does not have it, it would lead nowhere.
func awsRegion(profile, environment, partition string) string {
	if profile != "" {
		return profile
	}
	if p, ok := PartitionOf(partition); ok {
		return p.RegionIn(environment)
	}
	return ""
}
