package settings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Bounds of the values.
const (
	minRemind  = time.Minute
	maxRemind  = 6 * time.Hour
	maxReminds = 5
	maxLength  = 12 // hours: AWS's limit for a console session
	maxIssuer  = 256
)

// keys takes a value from the file into the settings; false where it is not
// usable, and then nothing has changed.
var keys = map[string]func(s *Settings, value any) bool{
	KeyRemind: func(s *Settings, value any) bool {
		remind, ok := durations(value)
		if ok {
			s.Remind = remind
		}
		return ok
	},
	KeyLength: func(s *Settings, value any) bool {
		d, ok := duration(value)
		if !ok || d%time.Hour != 0 || d < time.Hour || d > maxLength*time.Hour {
			return false
		}
		s.Length = d
		return true
	},
	KeyIssuer: func(s *Settings, value any) bool {
		text, ok := value.(string)
		if !ok || text == "" || len(text) > maxIssuer || strings.ContainsFunc(text, unicode.IsControl) {
			return false
		}
		s.Issuer = text
		return true
	},
	KeyKeepCredentials: func(s *Settings, value any) bool { return flag(&s.KeepCredentials, value) },
	KeySignOutFirst:    func(s *Settings, value any) bool { return flag(&s.SignOutFirst, value) },
	KeyStartAtLogin:    func(s *Settings, value any) bool { return flag(&s.StartAtLogin, value) },
	KeyLanguage: func(s *Settings, value any) bool {
		text, ok := value.(string)
		if !ok || !slices.Contains([]string{"", "en", "ja"}, text) {
			return false
		}
		s.Language = text
		return true
	},
}

func flag(to *bool, value any) bool {
	b, ok := value.(bool)
	if ok {
		*to = b
	}
	return ok
}

func duration(value any) (time.Duration, bool) {
	text, ok := value.(string)
	if !ok {
		return 0, false
	}
	d, err := time.ParseDuration(strings.ToLower(strings.ReplaceAll(text, " ", "")))
	return d, err == nil
}

// durations takes an array of lead times, or a single one, and sorts them,
// longest first, without doubles.
func durations(value any) ([]time.Duration, bool) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	if len(list) > maxReminds {
		return nil, false
	}
	all := make([]time.Duration, 0, len(list))
	for _, one := range list {
		d, ok := duration(one)
		if !ok || d < minRemind || d > maxRemind {
			return nil, false
		}
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b time.Duration) int { return cmp.Compare(b, a) })
	return slices.Compact(all), true
}

// encode writes a Go value as TOML.
func encode(value any) (string, error) {
	switch v := value.(type) {
	case bool:
		return fmt.Sprint(v), nil
	case string:
		if !utf8.ValidString(v) {
			return "", fmt.Errorf("writing %q: not valid UTF-8", v)
		}
		return quote(v), nil
	case time.Duration:
		return quote(short(v)), nil
	case []time.Duration:
		all := make([]string, len(v))
		for i, d := range v {
			all[i] = quote(short(d))
		}
		return "[" + strings.Join(all, ", ") + "]", nil
	}
	return "", fmt.Errorf("writing a setting: no TOML for a %T", value)
}

// short writes a duration without the zeros at its end: "15m", not "15m0s".
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// quote writes a TOML basic string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
