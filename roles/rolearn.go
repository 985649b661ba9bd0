package roles

import "strings"

// roleARN is a role_arn taken apart, as far as that goes.
type roleARN struct{ partition, account string }

// parseRoleARN reads arn:PARTITION:iam::ACCOUNT:role/PATH/NAME.
func parseRoleARN(arn string) (roleARN, bool) {
	var a roleARN
	parts, n := splitARN(arn)
	if parts[0] != "arn" || n < 2 {
		return a, false
	}
	a.partition = parts[1]
	if n < 6 {
		return a, false
	}
	if isAccount(parts[4]) {
		a.account = parts[4]
	}
	path, isRole := strings.CutPrefix(parts[5], "role/")
	name := path[strings.LastIndexByte(path, '/')+1:]
	ok := a.partition != "" && parts[2] == "iam" && parts[3] == "" && a.account != "" &&
		isRole && name != "" && onlySTSCharacters(name, "+=,.@-") && onlyVisibleASCII(path) && len(arn) <= 2048
	return a, ok
}

// splitARN takes an ARN apart at its first five colons, and counts the parts.
func splitARN(arn string) (parts [6]string, n int) {
	for n < len(parts)-1 {
		before, after, found := strings.Cut(arn, ":")
		if !found {
			break
		}
		parts[n], arn = before, after
		n++
	}
	parts[n] = arn
	return parts, n + 1
}

// arnProblem tells what is wrong with the role_arn of p.
func arnProblem(p *awsProfile) Problem {
	arn, ok := parseRoleARN(p.roleARN)
	if !ok {
		return Problem{Kind: ProblemRoleARN, Profile: p.name, Detail: p.roleARN}
	}
	if _, ok := PartitionOf(arn.partition); ok {
		return Problem{}
	}
	if isISO(arn.partition) {
		return Problem{Kind: ProblemPartitionISO, Profile: p.name, Detail: arn.partition}
	}
	return Problem{Kind: ProblemPartition, Profile: p.name, Detail: arn.partition}
}

func isAccount(s string) bool {
	if len(s) != 12 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func onlyVisibleASCII(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// awsRegion is the region that a role's console opens in. What the profile
// says stands. The environment's region is meant for whatever is used most:
// in a partition that does not have it, it would lead nowhere.
func awsRegion(profile, environment, partition string) string {
	p, ok := PartitionOf(partition)
	switch {
	case profile != "":
		return profile
	case !ok:
		return ""
	}
	return p.RegionIn(environment)
}
