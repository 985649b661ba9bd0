package settings

import (
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
