package text

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// For gives the words for a language, named as in BCP 47 ("ja-JP") or as a
// POSIX locale ("ja_JP.UTF-8"), or for the first known of several separated
// by colons, as in LANGUAGE. Without a known one it gives English.
func For(lang string) Words {
	for one := range strings.SplitSeq(lang, ":") {
		if i := strings.IndexAny(one, "-_.@"); i >= 0 {
			one = one[:i]
		}
		switch strings.ToLower(strings.TrimSpace(one)) {
		case "en":
			return English()
		case "ja":
			return Japanese()
		}
	}
	return English()
}

// language is what a language has in tables: how it writes times and lists, and
// what it says of what went wrong. The texts about that are templates, which fill
// completes.
type language struct {
	less                          string         // than a minute
	minutes, hours, both, seconds string         // formats of a length
	days                          map[int]string // layouts of a time, by daysApart
	date                          string         // the same, of any other day
	comma, and, more              string         // in a list; more says how many
	stops                         string         // what ends a sentence

	lasts  map[string]string // how long a console lasts, by why so long
	phases map[string]string // by session.Phase

	unknown Message            // of a kind that is not among these
	kinds   map[string]Message // what happened and what to do, by Problem.Kind
	reasons map[string]string  // in few words, why a role cannot work
	causes  map[string]string  // what may be behind a refusal, as something to check
	phrases map[string]string  // parts of the other texts, under names of their own

	warned   Message           // of a kind of warning as a problem
	warnings map[string]string // by roles.WarningKind, without file and line
}

// duration rounds a time left up to whole minutes.
func (l *language) duration(d time.Duration) string {
	if d < time.Minute {
		return l.less
	}
	all := roundUp(d, time.Minute)
	switch h, m := all/60, all%60; {
	case h == 0:
		return fmt.Sprintf(l.minutes, m)
	case m == 0:
		return fmt.Sprintf(l.hours, h)
	default:
		return fmt.Sprintf(l.both, h, m)
	}
}

// wait is a short time in whole seconds, a longer one as duration has it.
func (l *language) wait(d time.Duration) string {
	if s := max(1, roundUp(d, time.Second)); s < 60 {
		return fmt.Sprintf(l.seconds, s)
	}
	return l.duration(d)
}

// roundUp tells how many units d takes.
func roundUp(d, unit time.Duration) int {
	all := int(d / unit)
	if d%unit > 0 {
		all++
	}
	return all
}

// lasting says how long a console will last, and why.
func (l *language) lasting(d time.Duration, why string) string {
	return fmt.Sprintf(cmp.Or(l.lasts[why], "%s"), l.duration(d))
}

// session is the line of a role whose console is open.
func (l *language) session(role string, left time.Duration) string {
	return name(role) + "   " + l.duration(left)
}

// attempt is the line of a role whose sign-in is under way.
func (l *language) attempt(role, phase string) string { return name(role) + ": " + l.phase(phase) }

// brokenRole is the line of a role that cannot work.
func (l *language) brokenRole(role string, p Problem) string {
	return name(role) + inBrackets(l.reason(p))
}

func (l *language) phase(phase string) string { return cmp.Or(l.phases[phase], l.phases[""]) }

// clock says when t is or was, with the day where that is not today.
func (l *language) clock(t, now time.Time) string {
	return t.Format(cmp.Or(l.days[daysApart(t, now)], l.date))
}

// list joins names, of which it shows three at most.
func (l *language) list(names []string) string {
	var shown []string
	for _, n := range names[:min(len(names), 3)] {
		shown = append(shown, name(n))
	}
	last := len(shown) - 1
	switch {
	case len(names) > 3:
		return strings.Join(shown, l.comma) + fmt.Sprintf(l.more, len(names)-3)
	case last > 0:
		return strings.Join(shown[:last], l.comma) + l.and + shown[last]
	}
	return strings.Join(shown, "")
}

// nearly rounds a time of minutes to whole ones: AWS tells its time in seconds,
// so a clock that is off by ten minutes is seen to be off by a little more.
func nearly(d time.Duration) time.Duration {
	if d < time.Minute {
		return d
	}
	return d.Round(time.Minute)
}

// daysApart tells how many days later than now's day the day of t is, both in
// the location of t: -1 is yesterday.
func daysApart(t, now time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(t).Sub(day(now.In(t.Location()))) / (24 * time.Hour))
}

// account groups the digits of an account number as the console does; anything
// else comes out as it is.
func account(s string) string {
	s = name(s)
	if len(s) != 12 || strings.Trim(s, "0123456789") != "" {
		return s
	}
	return s[:4] + "-" + s[4:8] + "-" + s[8:]
}

// Labelled gives "label (role)", and the role alone where it has no label.
func Labelled(label, role string) string {
	if label == "" {
		return role
	}
	return name(label) + inBrackets(name(role))
}

// hostLines lists hosts, one a line.
func hostLines(hosts []string) string {
	lines := make([]string, len(hosts))
	for i, h := range hosts {
		lines[i] = value(h)
	}
	return strings.Join(lines, "\n")
}

// exampleRole is what a role looks like in the config file.
const exampleRole = `

[profile prod-readonly]
role_arn = arn:aws:iam::111122223333:role/ReadOnly
source_profile = me
mfa_serial = arn:aws:iam::444455556666:mfa/your-name

`

// titled gives the title of a dialog about a role and its account.
func titled(what string) func(role, acct string) string {
	return func(role, acct string) string { return what + ": " + name(role) + inBrackets(account(acct)) }
}

// kept says where a file is as it was before, "" where there was none, and what to
// know of it where it holds secret keys.
func kept(backup, before string, keys bool, secret string) string {
	switch {
	case backup == "":
		return ""
	case keys:
		return before + value(backup) + secret
	}
	return before + value(backup)
}

// inBrackets gives " (s)", or "" for "".
func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// oneOf gives the text of a word, or the other where it has none.
func oneOf(texts map[string]string, other string) func(word string) string {
	return func(word string) string { return cmp.Or(texts[word], other) }
}

// counted gives the text for one, or the one that says how many.
func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// onLine says what something is on a line of its own, and nothing of nothing.
func onLine(what, value string) string {
	if value == "" {
		return ""
	}
	return "\n" + what + value
}

// RoleColumns are the headings of halfday roles, in any language: wide letters
// would put the columns below them out of line.
var RoleColumns = []string{"PROFILE", "ACCOUNT", "REGION", "SOURCE", "MFA", "CONSOLE", "PROBLEM"}

// Row is a row of a list in a dialog: the role as it is written, its account, and
// what is true of it; "" is left out.
func Row(role, acct string, states ...string) string {
	parts := []string{value(role)}
	for _, s := range append([]string{account(acct)}, states...) {
		if s != "" {
			parts = append(parts, value(s))
		}
	}
	return strings.Join(parts, " · ")
}
