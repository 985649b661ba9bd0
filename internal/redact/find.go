package redact

import (
	"iter"
	"net/url"
	"slices"
	"strings"
)

// How many bytes it takes to look like a secret. No secret access key and no
// token comes without capitals and small letters; few come without digits.
const (
	idTail    = 12  // capitals and digits after the prefix of an access key id: AWS has none that is shorter
	partLen   = 32  // with digits: a secret access key of which an end is missing
	secretLen = 40  // without, too: a whole one, tokens, and the seed of an MFA device
	tokenLen  = 100 // with - and _ inside, too: tokens that stand in addresses
)

// The bytes beside letters and digits that secrets consist of, as they are or
// escaped for a URL or for JSON; of a backslash see runs.
const (
	secretBytes = "+/=%"
	tokenBytes  = secretBytes + "-_"
)

// idPrefixes are those of access keys and of what else AWS names in this way:
// roles, users, other credentials.
// Source: IAM User Guide, "IAM identifiers", unique identifiers.
var idPrefixes = [...]string{"AKIA", "ASIA", "AROA", "AIDA", "ABIA", "ACCA"}

// Span is a part of a text that looks like a secret.
type Span struct {
	From, To int  // in bytes
	ID       bool // an access key id, whose first four letters tell the kind; else a secret access key or a token
}

// Find gives what in s looks like an access key id, a secret access key or a
// token of AWS's, from left to right. What stands right beside a secret, with
// nothing between that no secret has, is part of the span.
func Find(s string) (found []Span) {
	for wide := range runs(s, Span{To: len(s)}, tokenBytes) {
		if wide.To-wide.From >= tokenLen && isSecret(s[wide.From:wide.To]) {
			found = append(found, wide)
			continue
		}
		for run := range runs(s, wide, secretBytes) {
			inside := ids(s, run)
			whole := len(inside) == 1 && inside[0].To-inside[0].From == run.To-run.From
			if !whole && isSecret(s[run.From:run.To]) {
				found = append(found, run)
			} else {
				found = append(found, inside...)
			}
		}
	}
	return found
}

// IsCode tells whether s is an MFA code, six digits, and nothing else.
func IsCode(s string) bool { return len(s) == 6 && leading(s, digit) == 6 }

// Replace gives s with what instead makes of each part that looks like a
// secret; id is as in Span.
func Replace(s string, instead func(secret string, id bool) string) string {
	var b strings.Builder
	done := 0
	for _, found := range Find(s) {
		b.WriteString(s[done:found.From])
		b.WriteString(instead(s[found.From:found.To], found.ID))
		done = found.To
	}
	b.WriteString(s[done:])
	return b.String()
}

// HasRun tells whether s has so many bytes in a row, of those that a token in an
// address may have.
func HasRun(s string, least int) bool {
	for run := range runs(s, Span{To: len(s)}, tokenBytes) {
		if run.To-run.From >= least {
			return true
		}
	}
	return false
}

// runs gives the longest parts of a span of s that consist of letters, digits
// and the other bytes. A backslash is one of these where it escapes something:
// those of Windows' paths are not.
func runs(s string, in Span, others string) iter.Seq[Span] {
	belongs := func(at int) bool {
		if s[at] == '\\' {
			return at+1 < in.To && strings.IndexByte(`/\u`, s[at+1]) >= 0
		}
		return upper(rune(s[at])) || lower(rune(s[at])) || digit(rune(s[at])) || strings.IndexByte(others, s[at]) >= 0
	}
	return func(yield func(Span) bool) {
		for from := in.From; from < in.To; from++ {
			to := from
			for to < in.To && belongs(to) {
				to++
			}
			if to > from && !yield(Span{From: from, To: to}) {
				return
			}
			from = to
		}
	}
}

// ids gives the access key ids inside a run of s.
func ids(s string, in Span) (found []Span) {
	for at := in.From; at < in.To; at++ {
		if !slices.ContainsFunc(idPrefixes[:], func(prefix string) bool { return strings.HasPrefix(s[at:in.To], prefix) }) {
			continue
		}
		tail := at + len(idPrefixes[0])
		to := tail + leading(s[tail:in.To], func(r rune) bool { return upper(r) || digit(r) })
		if to-tail >= idTail {
			found = append(found, Span{From: at, To: to, ID: true})
			at = to - 1
		}
	}
	return found
}

// isSecret tells whether a run looks like a secret access key, a token or the
// seed of an MFA device: it has capitals, small letters and digits, or where it
// is long two of the three, and cannot be read.
func isSecret(run string) bool {
	if len(run) < partLen {
		return false
	}
	s := plain(run)
	smalls, digits := strings.ContainsFunc(s, lower), strings.ContainsFunc(s, digit)
	return strings.ContainsFunc(s, upper) &&
		(smalls && digits || len(run) >= secretLen && (smalls || digits)) && !readable(s)
}

// plain takes the escapes of a URL away.
func plain(s string) string {
	if p, err := url.PathUnescape(s); err == nil {
		return p
	}
	return s
}

// readable tells a path, a name, a hash or a ruler from a secret: each of its
// words is one, as random letters never are.
func readable(s string) bool {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r != '+' && !upper(r) && !lower(r) && !digit(r) }) {
		if !isWord(word) {
			return false
		}
	}
	return true
}

// isWord: an abbreviation, a number, or parts of three letters or more that have
// no capital but their first, with capitals and a number at the end. Of a hundred
// million secret access keys one consists of such words.
func isWord(s string) bool {
	if len(s) <= 3 && !strings.ContainsFunc(s, upper) || isHex(s) {
		return true
	}
	for {
		capitals := leading(s, upper)
		small := leading(s[capitals:], lower)
		s = s[capitals+small:]
		if small == 0 {
			return leading(s, digit) == len(s)
		}
		if capitals > 1 || capitals+small < 3 {
			return false
		}
	}
}

// isHex: with letters of one case.
func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == "" || strings.Trim(s, "0123456789ABCDEF") == ""
}

// leading is how many of the first bytes of s are such ones.
func leading(s string, such func(rune) bool) int {
	return len(s) - len(strings.TrimLeftFunc(s, such))
}

func upper(r rune) bool { return 'A' <= r && r <= 'Z' }
func lower(r rune) bool { return 'a' <= r && r <= 'z' }
func digit(r rune) bool { return '0' <= r && r <= '9' }
