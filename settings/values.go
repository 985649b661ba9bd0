package settings

import (
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
	maxLabel   = 200
	maxText    = 2000 // bytes of any other text, and of a profile's name
	maxNames   = 100  // more than a menu can show, so that nobody has to count
	maxTags    = 50   // AWS's limit
)

// taker takes a value from the file; false where it is not usable, and then
// nothing has changed.
type taker func(value any) bool

// keys are the keys of the file: the place of each value, and what it has to be.
func (s *Settings) keys() map[string]taker {
	return map[string]taker{
		KeyRemind:          into(&s.Remind, durations),
		KeyLength:          into(&s.Length, length),
		"issuer":           into(&s.Issuer, line(maxIssuer)),
		"keep_credentials": into(&s.KeepCredentials, flag),
		KeyReopen:          into(&s.Reopen, oneOf(ReopenAsk, ReopenCode, ReopenFree)),
		"keep_when_locked": into(&s.KeepWhenLocked, flag),
		"sign_out_first":   into(&s.SignOutFirst, flag),
		KeyStartAtLogin:    into(&s.StartAtLogin, choice),
		"time_in_menu_bar": into(&s.TimeInMenuBar, flag),
		"proxy":            into(&s.Proxy, text(isProxy)),
		"ca_bundle":        into(&s.CABundle, line(maxText)),
		KeyCheckForUpdates: into(&s.CheckForUpdates, choice),
		KeyLanguage:        into(&s.Language, oneOf("", "en", "ja")),
		KeyGroupBy:         into(&s.GroupBy, oneOf("", "prefix", "account", "source_profile", "none")),
		"menu_lines":       into(&s.MenuLines, number(8, 60)),
		"flat_roles":       into(&s.FlatRoles, number(1, 50)),
		KeyPinned:          into(&s.Pinned, names),
		"code_command":     into(&s.CodeCommand, line(maxText)),
		"production":       into(&s.Production, names),
	}
}

// keys are the keys of a role's table.
func (r *Role) keys() map[string]taker {
	return map[string]taker{
		KeyRoleLabel:        into(&r.Label, line(maxLabel)),
		KeyRoleProduction:   into(&r.Production, choice),
		KeyRoleDestination:  into(&r.Destination, line(maxText)),
		KeyRoleRegion:       into(&r.Region, text(isRegion)),
		KeyRoleLength:       into(&r.Length, length),
		KeyRoleBrowser:      into(&r.Browser, line(maxText)),
		KeyRoleReopen:       into(&r.Reopen, oneOf(ReopenAsk, ReopenCode, ReopenFree)),
		"keep_credentials":  into(&r.KeepCredentials, choice),
		"remind":            into(&r.Remind, durations),
		"role_session_name": into(&r.SessionName, line(maxLabel)),
		"source_identity":   into(&r.SourceIdentity, line(maxLabel)),
		"tags":              into(&r.Tags, tags),
		"code_command":      into(&r.CodeCommand, line(maxText)),
	}
}

// keyPath is a key, of the table of a role or, where role is "", of the file.
type keyPath struct{ role, key string }

// take gives what takes a value for a key; nil where the key is not known.
func (s *Settings) take(at keyPath) taker {
	if at.key == "" { // a comment, a header: most lines
		return nil
	}
	if at.role == "" {
		return s.keys()[at.key]
	}
	role := s.Roles[at.role]
	take := role.keys()[at.key]
	if take == nil {
		return nil
	}
	return func(value any) bool {
		if !take(value) {
			return false
		}
		if s.Roles == nil {
			s.Roles = map[string]Role{}
		}
		s.Roles[at.role] = role
		return true
	}
}

// into puts what read makes of a value in its place.
func into[T any](place *T, read func(any) (T, bool)) taker {
	return func(value any) bool {
		v, ok := read(value)
		if ok {
			*place = v
		}
		return ok
	}
}

// text reads a string that is good.
func text(good func(string) bool) func(any) (string, bool) {
	return func(value any) (string, bool) {
		s, ok := value.(string)
		return s, ok && good(s)
	}
}

// line reads a text of one line.
func line(most int) func(any) (string, bool) {
	return text(func(s string) bool { return len(s) <= most && !strings.ContainsFunc(s, unicode.IsControl) })
}

func oneOf(words ...string) func(any) (string, bool) {
	return text(func(s string) bool { return slices.Contains(words, s) })
}

func isProxy(s string) bool {
	_, ok := proxy.Parse(s)
	return ok || s == "" || s == proxy.Direct
}

// region is what a region's name looks like; AWS adds new ones.
var region = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{2,4}(-[a-z]{2,12})+-[0-9]{1,2}$`) })

func isRegion(s string) bool { return s == "" || region().MatchString(s) }

func flag(value any) (b, ok bool) {
	b, ok = value.(bool)
	return b, ok
}

// choice reads true or false where nothing is a third thing.
func choice(value any) (*bool, bool) {
	b, ok := value.(bool)
	return &b, ok
}

// number reads a whole number; 0 is the default.
func number(least, most int64) func(any) (int, bool) {
	return func(value any) (int, bool) {
		n, ok := value.(int64)
		return int(n), ok && (n == 0 || n >= least && n <= most)
	}
}

func duration(value any) (time.Duration, bool) {
	text, ok := value.(string)
	if !ok {
		return 0, false
	}
	d, err := time.ParseDuration(strings.ToLower(strings.ReplaceAll(text, " ", "")))
	return d, err == nil
}

func length(value any) (time.Duration, bool) {
	d, ok := duration(value)
	return d, ok && d%time.Hour == 0 && d >= time.Hour && d <= maxLength*time.Hour
}

// list gives the values of an array, or a single one.
func list(value any) []any {
	if all, ok := value.([]any); ok {
		return all
	}
	return []any{value}
}

// durations reads an array of lead times, or a single one, and sorts them,
// longest first, without doubles, in whole seconds.
func durations(value any) ([]time.Duration, bool) {
	all := []time.Duration{}
	for _, one := range list(value) {
		d, ok := duration(one)
		if !ok || d < minRemind || d > maxRemind || len(all) == maxReminds {
			return nil, false
		}
		all = append(all, d.Truncate(time.Second))
	}
	slices.Sort(all)
	slices.Reverse(all)
	return slices.Compact(all), true
}

// names reads an array of names, or a single one, each once.
func names(value any) ([]string, bool) {
	var all []string
	for i, one := range list(value) {
		name, ok := one.(string)
		if !ok || name == "" || len(name) > maxText || i == maxNames {
			return nil, false
		}
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all, true
}

// tags reads an array of "key=value", or a single one.
func tags(value any) ([]string, bool) {
	all, ok := names(value)
	for _, tag := range all {
		key, _, pair := strings.Cut(tag, "=")
		ok = ok && pair && key != "" && !strings.ContainsFunc(tag, unicode.IsControl)
	}
	return all, ok && len(all) <= maxTags
}

// encode writes a Go value as TOML; "" where there is none for it.
func encode(value any) string {
	switch v := value.(type) {
	case bool:
		return fmt.Sprint(v)
	case string:
		return quote(v)
	case time.Duration:
		return quote(short(v))
	case []time.Duration:
		return encodeAll(v)
	case []string:
		return encodeAll(v)
	}
	return ""
}

func encodeAll[T any](values []T) string {
	var all []string
	for _, v := range values {
		all = append(all, encode(v))
	}
	return "[" + strings.Join(all, ", ") + "]"
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

// quote writes a TOML basic string. What is not UTF-8 stays, and makes it none.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			fallthrough
		default:
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	b.WriteByte('"')
	return b.String()
}
