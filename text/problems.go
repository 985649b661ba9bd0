package text

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// problem says what happened and what to do.
func (l *language) problem(p Problem) Message {
	m, values := l.unknown, l.values(p)
	if l.warnings[p.Kind] != "" {
		m, values["warning"] = l.warned, l.warning(p.Kind, p.Detail, 0)
	}
	if known, ok := l.kinds[p.Kind]; ok {
		m = known
	}
	return Message{m.Title, l.fill(m.What, values), l.fill(m.Do, values)}
}

// reason says in few words why a role cannot work, for its line in the menu.
func (l *language) reason(p Problem) string {
	return cmp.Or(l.reasons[p.Kind], l.problem(p).Title)
}

// warning says what of a file was passed over; line is 0 for none.
func (l *language) warning(kind, file string, line int) string {
	where := "in_file"
	switch {
	case line > 0:
		where = "at_line"
	case strings.HasPrefix(kind, "file_"):
		where = "the_file"
	}
	values := map[string]string{"kind": name(kind), "file": value(file), "line": strconv.Itoa(line)}
	return l.fill("{$"+where+"}", values) + l.fill(cmp.Or(l.warnings[kind], "{$passed_over}"), values)
}

// values are what a template may name of a problem, fit to be shown.
func (l *language) values(p Problem) map[string]string {
	positive := func(d time.Duration, say func(time.Duration) string) string {
		if d <= 0 {
			return ""
		}
		return say(d)
	}
	values := map[string]string{
		"kind": name(p.Kind), "role": name(p.Role), "profile": name(p.Profile), "account": account(p.Account), "device": name(p.Device),
		"host": value(p.Host), "region": name(p.Region), "program": value(p.Program), "detail": value(p.Detail),
		"status": "",
		"asker":  name(p.Program),                             // a program as a name
		"said":   strings.TrimRight(value(p.Detail), l.stops), // a detail that is a sentence
		"wait":   positive(p.Wait, l.wait), "ahead": positive(nearly(p.Skew), l.wait), "behind": positive(nearly(-p.Skew), l.wait),
		"limit": positive(p.Limit, l.duration), "wanted": positive(p.Wanted, l.duration),
		"shell_role": forShell(name(p.Role)), "shell_profile": forShell(name(cmp.Or(p.Profile, p.Role))),
		"why": l.phrases["unsaid"],
	}
	if p.Status != 0 {
		values["status"] = strconv.Itoa(p.Status)
	}
	if slices.Contains(p.Causes, "explicit_deny") {
		values["why"] = l.phrases["denied"]
	}
	values["checks"] = l.checks(p.Causes, values)
	return values
}

// usualCauses are the causes of access_denied that are shown where the caller
// knows none, in this order.
var usualCauses = []string{"trust_policy", "permission", "mfa_condition", "source_ip", "external_id_missing", "wrong_account"}

// checks says the causes of an access_denied as things to check, a line each.
func (l *language) checks(causes []string, values map[string]string) string {
	var b strings.Builder
	n := 0
	for _, cause := range causes {
		if l.causes[cause] != "" {
			n++
			fmt.Fprintf(&b, "\n(%d) %s", n, l.fill(l.causes[cause], values))
		}
	}
	if n == 0 {
		return l.checks(usualCauses, values)
	}
	return b.String()
}

// fill completes a template. In braces stand parts, of which it takes the first
// whose $name is the name of something; without one, nothing is said:
//
//	No connection to AWS{ ($host)}.
//	The clock is {$ahead ahead|$behind behind|wrong}.
//
// A ~ behind a name is the space that Japanese has behind Latin letters. Values
// are never looked into.
func (l *language) fill(template string, values map[string]string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		parts, after, _ := strings.Cut(rest, "}")
		if !strings.Contains(parts, "$") {
			parts = "{" + parts + "}" // which are for the person
		}
		for part := range strings.SplitSeq(parts, "|") {
			if said, ok := l.part(part, values); ok {
				b.WriteString(said)
				break
			}
		}
		template = after
	}
}

// part fills one part; false where what it names is nothing.
func (l *language) part(part string, values map[string]string) (string, bool) {
	before, rest, named := strings.Cut(part, "$")
	if !named {
		return part, true
	}
	after := strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz_")
	key := strings.TrimSuffix(rest, after)
	said, known := values[key]
	if phrase, ok := l.phrases[key]; ok {
		said, known = l.fill(phrase, values), true
	}
	if !known {
		said = "$" + key // which a test finds
	}
	if closer, latin := strings.CutPrefix(after, "~"); latin {
		said, after = spaced(said), closer
	}
	return before + said + after, said != ""
}

// spaced puts the space that separates Latin letters from Japanese ones after
// s where it ends in Latin.
func spaced(s string) string {
	if s != "" && s[len(s)-1] < 0x80 {
		return s + " "
	}
	return s
}

// forShell gives a profile for a command that a person copies into a shell; ""
// where it would need quoting, which differs between shells.
func forShell(profile string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./@+"
	if profile == "" || profile[0] == '-' || strings.Trim(profile, plain) != "" {
		return ""
	}
	return profile
}
