package settings

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"halfday/proxy"
)

// Bounds of the values.
const (
	minRemind  = time.Minute
	maxRemind  = 6 * time.Hour
	maxReminds = 5
	maxLength  = 12 // hours: AWS's limit for a console session
	maxIssuer  = 256

	maxLabel       = 200
	maxDestination = 2000
)

// keyPath is a key, of the table of a role or, where role is "", of the file.
type keyPath struct{ role, key string }

// ours tells whether the key is known.
func (p keyPath) ours() bool {
	if p.role == "" {
		return keys[p.key] != nil
	}
	return roleKeys[p.key] != nil
}

// accept takes a value for the key into the settings; false where it is not
// usable, and then nothing has changed.
func (p keyPath) accept(s *Settings, value any) bool {
	if p.role == "" {
		return keys[p.key](s, value)
	}
	role := s.Roles[p.role]
	if !roleKeys[p.key](&role, value) {
		return false
	}
	if s.Roles == nil {
		s.Roles = map[string]Role{}
	}
	s.Roles[p.role] = role
	return true
}

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
		return length(&s.Length, value)
	},
	KeyIssuer:          func(s *Settings, value any) bool { return line(&s.Issuer, value, maxIssuer) },
	KeyKeepCredentials: func(s *Settings, value any) bool { return flag(&s.KeepCredentials, value) },
	KeyReopen:          func(s *Settings, value any) bool { return oneOf(&s.Reopen, value, reopenings) },
	KeyKeepWhenLocked:  func(s *Settings, value any) bool { return flag(&s.KeepWhenLocked, value) },
	KeySignOutFirst:    func(s *Settings, value any) bool { return flag(&s.SignOutFirst, value) },
	KeyTimeInMenuBar:   func(s *Settings, value any) bool { return flag(&s.TimeInMenuBar, value) },
	KeyProxy: func(s *Settings, value any) bool {
		text, ok := value.(string)
		if _, good := proxy.Parse(text); !ok || !good && text != "" && text != proxy.Direct {
			return false
		}
		s.Proxy = text
		return true
	},
	KeyCABundle:        func(s *Settings, value any) bool { return line(&s.CABundle, value, maxDestination) },
	KeyCheckForUpdates: func(s *Settings, value any) bool { return choice(&s.CheckForUpdates, value) },
	KeyStartAtLogin:    func(s *Settings, value any) bool { return choice(&s.StartAtLogin, value) },
	KeyLanguage:        func(s *Settings, value any) bool { return oneOf(&s.Language, value, []string{"", "en", "ja"}) },
	KeyGroupBy:         func(s *Settings, value any) bool { return oneOf(&s.GroupBy, value, groupings) },
	KeyPinned:          func(s *Settings, value any) bool { return names(&s.Pinned, value) },
	KeyCodeCommand:     func(s *Settings, value any) bool { return line(&s.CodeCommand, value, maxDestination) },
	KeyProduction:      func(s *Settings, value any) bool { return names(&s.Production, value) },
	KeyMenuLines:       func(s *Settings, value any) bool { return number(&s.MenuLines, value, 8, 60) },
	KeyFlatRoles:       func(s *Settings, value any) bool { return number(&s.FlatRoles, value, 1, 50) },
}

// roleKeys does the same for a role.
var roleKeys = map[string]func(r *Role, value any) bool{
	KeyRoleLabel:       func(r *Role, value any) bool { return line(&r.Label, value, maxLabel) },
	KeyRoleProduction:  func(r *Role, value any) bool { return choice(&r.Production, value) },
	KeyRoleDestination: func(r *Role, value any) bool { return line(&r.Destination, value, maxDestination) },
	KeyRoleRegion: func(r *Role, value any) bool {
		text, ok := value.(string)
		if !ok || text != "" && !region().MatchString(text) {
			return false
		}
		r.Region = text
		return true
	},
	KeyRoleLength:  func(r *Role, value any) bool { return length(&r.Length, value) },
	KeyRoleBrowser: func(r *Role, value any) bool { return line(&r.Browser, value, maxDestination) },
	KeyRoleReopen:  func(r *Role, value any) bool { return oneOf(&r.Reopen, value, reopenings) },
	KeyRoleRemind: func(r *Role, value any) bool {
		remind, ok := durations(value)
		if ok {
			r.Remind = remind
		}
		return ok
	},
	KeyRoleSessionName:     func(r *Role, value any) bool { return line(&r.SessionName, value, maxLabel) },
	KeyRoleSourceIdentity:  func(r *Role, value any) bool { return line(&r.SourceIdentity, value, maxLabel) },
	KeyRoleTags:            func(r *Role, value any) bool { return tags(&r.Tags, value) },
	KeyRoleCodeCommand:     func(r *Role, value any) bool { return line(&r.CodeCommand, value, maxDestination) },
	KeyRoleKeepCredentials: func(r *Role, value any) bool { return choice(&r.KeepCredentials, value) },
}

// region is what a region's name looks like; AWS adds new ones.
var region = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{2,4}(-[a-z]{2,12})+-[0-9]{1,2}$`) })

// line takes a text of one line.
func line(to *string, value any, most int) bool {
	text, ok := value.(string)
	if !ok || len(text) > most || strings.ContainsFunc(text, unicode.IsControl) {
		return false
	}
	*to = text
	return true
}

func length(to *time.Duration, value any) bool {
	d, ok := duration(value)
	if !ok || d%time.Hour != 0 || d < time.Hour || d > maxLength*time.Hour {
		return false
	}
	*to = d
	return true
}

// number takes a whole number; 0 is the default.
func number(to *int, value any, least, most int64) bool {
	n, ok := value.(int64)
	if !ok || n != 0 && (n < least || n > most) {
		return false
	}
	*to = int(n)
	return true
}

func flag(to *bool, value any) bool {
	b, ok := value.(bool)
	if ok {
		*to = b
	}
	return ok
}

// choice takes true or false where nothing is a third thing.
func choice(to **bool, value any) bool {
	b, ok := value.(bool)
	if ok {
		*to = &b
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
	case []string:
		return encodeStrings(v)
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

// tags takes an array of "key=value", or a single one; AWS allows 50.
func tags(to *[]string, value any) bool {
	const most = 50
	var all []string
	if !names(&all, value) || len(all) > most {
		return false
	}
	for _, tag := range all {
		if key, _, ok := strings.Cut(tag, "="); !ok || key == "" || strings.ContainsFunc(tag, unicode.IsControl) {
			return false
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
