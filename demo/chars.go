package demo

import "strings"

// made tells whether v has min to max characters, all of them ASCII letters,
// digits, underscores or one of more.
func made(v string, min, max int, more string) bool {
	if len(v) < min || len(v) > max {
		return false
	}
	for _, c := range []byte(v) {
		if !isLower(c) && !isDigit(c) && (c < 'A' || c > 'Z') && c != '_' && strings.IndexByte(more, c) < 0 {
			return false
		}
	}
	return true
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func all(v string, ok func(byte) bool) bool {
	for _, c := range []byte(v) {
		if !ok(c) {
			return false
		}
	}
	return v != ""
}

// isRegion tells whether v looks like a region: "eu-central-1", "us-gov-west-1".
func isRegion(v string) bool {
	parts := strings.Split(v, "-")
	if len(parts) < 3 || len(parts) > 5 || len(v) > 32 {
		return false
	}
	last := len(parts) - 1
	for _, p := range parts[:last] {
		if !all(p, isLower) {
			return false
		}
	}
	return len(parts[0]) <= 4 && all(parts[last], isDigit)
}

func isAccount(v string) bool { return len(v) == 12 && all(v, isDigit) }

// isRoleARN tells whether v is the ARN of a role.
func isRoleARN(v string) bool {
	partition, account, name := partitionOf(v), accountOf(v), arnPart(v, 5)
	return strings.HasPrefix(partition, "aws") && arnPart(v, 2) == "iam" && arnPart(v, 3) == "" &&
		isAccount(account) &&
		strings.HasPrefix(name, "role/") && !strings.HasSuffix(name, "/") &&
		all(name, func(c byte) bool { return c > ' ' && c < 0x7f })
}
