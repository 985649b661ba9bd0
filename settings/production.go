package settings

import (
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
	text = strings.ToLower(text)
	first, last := parts[0], parts[len(parts)-1]
	if len(parts) == 1 {
		return text == first
	}
	rest, ok := strings.CutPrefix(text, first)
	if !ok {
		return false
	}
	if rest, ok = strings.CutSuffix(rest, last); !ok {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		if _, rest, ok = strings.Cut(rest, part); !ok {
			return false
		}
	}
	return true
}

// SoundsLikeProduction tells whether a name says that it is about production:
// "shop-prod" does, "non-prod", "preprod" and "product" do not.
func SoundsLikeProduction(name string) bool {
	if strings.Contains(name, "本番") {
		return true
	}
	before := ""
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "prod", "prd", "production", "live":
			switch before {
			case "non", "no", "not", "pre":
			default:
				return true
			}
		}
		before = word
	}
	return false
}
