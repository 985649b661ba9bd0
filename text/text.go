package text

import (
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

// minutes rounds a time left up to whole minutes; 0 is less than a minute.
func minutes(d time.Duration) (h, m int) {
	if d < time.Minute {
		return 0, 0
	}
	all := int(d / time.Minute)
	if d%time.Minute > 0 {
		all++
	}
	return all / 60, all % 60
}

// seconds rounds a time to wait up to whole seconds, at least one.
func seconds(d time.Duration) int {
	all := int(d / time.Second)
	if d%time.Second > 0 {
		all++
	}
	return max(all, 1)
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

// few takes at most three names to show, and tells how many there are beyond.
func few(names []string) (shown []string, more int) {
	for i, n := range names {
		if i == 3 {
			return shown, len(names) - 3
		}
		shown = append(shown, name(n))
	}
	return shown, 0
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

// inBrackets gives " (s)", or "" for "".
func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// or gives s, or words that stand for it.
func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// oneOf gives the text of a word, or the other where it has none.
func oneOf(texts map[string]string, other string) func(word string) string {
	return func(word string) string { return or(texts[word], other) }
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

// row joins the parts of a row.
func row(role, acct string, states []string) string {
	parts := []string{value(role)}
	for _, s := range append([]string{account(acct)}, states...) {
		if s != "" {
			parts = append(parts, value(s))
		}
	}
	return strings.Join(parts, " · ")
}
