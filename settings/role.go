package settings

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// IsProduction tells whether a role is one in production: by its table, or else
// by a pattern that its profile's name or its ARN fits. The table's false wins
// over a pattern.
func (s Settings) IsProduction(profile, roleARN string) bool {
	if own := s.Roles[profile].Production; own != nil {
		return *own
	}
	for _, pattern := range s.Production {
		if fits(pattern, profile) || fits(pattern, roleARN) {
			return true
		}
	}
	return false
}

// fits tells whether a text is as a pattern says, in which a * stands for any
// text; letters fit in either case, so that nothing slips through by one.
func fits(pattern, text string) bool {
	parts := strings.Split(strings.ToLower(pattern), "*")
	last := len(parts) - 1
	rest, ok := strings.CutPrefix(strings.ToLower(text), parts[0])
	if last == 0 {
		return ok && rest == ""
	}
	for _, part := range parts[1:last] {
		if ok {
			_, rest, ok = strings.Cut(rest, part)
		}
	}
	return ok && strings.HasSuffix(rest, parts[last])
}

// SoundsLikeProduction tells whether a name says that it is about production:
// "shop-prod" does, "non-prod", "preprod" and "product" do not.
func SoundsLikeProduction(name string) bool {
	if strings.Contains(name, "本番") {
		return true
	}
	before := ""
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.Contains([]string{"prod", "prd", "production", "live"}, word) && !slices.Contains([]string{"non", "no", "not", "pre"}, before) {
			return true
		}
		before = word
	}
	return false
}

// The values of KeyReopen: what it takes to open a role again with kept
// credentials.
const (
	ReopenAsk  = "ask"  // a yes, unless a code or a yes was given of late
	ReopenCode = "code" // a new code each time: nothing is kept
	ReopenFree = "free" // nothing
)

// Reopens tells what it takes to open the role of profile again; in production
// there is a question besides.
func (s Settings) Reopens(profile string) string { return cmp.Or(s.Roles[profile].Reopen, s.Reopen) }

// Keeps tells whether the role credentials of profile stay in memory.
func (s Settings) Keeps(profile string) bool {
	keep := s.KeepCredentials
	if own := s.Roles[profile].KeepCredentials; own != nil {
		keep = *own
	}
	return keep && s.Reopens(profile) != ReopenCode
}
