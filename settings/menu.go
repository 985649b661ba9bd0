package settings

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of the names of pinned roles. There are more of them than a menu can
// show, so that nobody has to count.
const (
	maxPinned  = 100
	maxProfile = 2000
)

// groupings are the values of KeyGroupBy.
var groupings = []string{"", "prefix", "account", "source_profile", "none"}

// oneOf takes one of some words.
func oneOf(to *string, value any, words []string) bool {
	text, ok := value.(string)
	if ok = ok && slices.Contains(words, text); ok {
		*to = text
	}
	return ok
}

// names takes an array of names, or a single one, each once.
func names(to *[]string, value any) bool {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	if len(list) > maxPinned {
		return false
	}
	var all []string
	for _, one := range list {
		name, ok := one.(string)
		if !ok || name == "" || len(name) > maxProfile {
			return false
		}
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	*to = all
	return true
}

func encodeStrings(all []string) (string, error) {
	quoted := make([]string, len(all))
	for i, s := range all {
		if !utf8.ValidString(s) {
			return "", fmt.Errorf("writing %q: not valid UTF-8", s)
		}
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]", nil
}
