package command

import "strings"

// lastWord is the word at the cursor, as bash has it.
type lastWord struct {
	text  string // without quotes
	quote byte   // that is open: ' or ", 0 for none
	// keep is how many bytes of text stay on the command line: bash puts a
	// completion in the place of what stands behind the last of its word breaks.
	keep int
}

// wordBreaks are the characters within a word after which bash completes anew:
// what COMP_WORDBREAKS has, without what ends a word anyway.
const wordBreaks = `=:`

// shellWords takes a command line of bash apart, up to the cursor: the whole
// words, and the one at the cursor. It knows quotes and backslashes, and no
// expansions: nobody completes a role behind one.
func shellWords(line string) (words []string, last lastWord) {
	var b strings.Builder
	started := false
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case last.quote != 0 && c == last.quote:
			last.quote = 0
			continue
		case last.quote == '\'':
			b.WriteByte(c)
			continue
		case c == '\\' && i+1 < len(line):
			next := line[i+1]
			if last.quote == '"' && strings.IndexByte("\"\\$`", next) < 0 {
				b.WriteByte(c) // it stands for itself there
			}
			b.WriteByte(next)
			started = true
			i++
			continue
		case last.quote == '"':
			b.WriteByte(c)
			continue
		case c == '\'' || c == '"':
			last.quote, started = c, true
			last.keep = b.Len() // a quote breaks a word, too
			continue
		case c == ' ' || c == '\t' || c == '\n':
			if started {
				words = append(words, b.String())
			}
			b.Reset()
			started, last = false, lastWord{}
			continue
		}
		b.WriteByte(c)
		started = true
		switch {
		case c == '@': // readline's special prefix: it begins the next word
			last.keep = b.Len() - 1
		case strings.IndexByte(wordBreaks, c) >= 0:
			last.keep = b.Len()
		}
	}
	last.text = b.String()
	return words, last
}

// insert chooses the candidates that the word may become, and writes them as
// bash is to put them in.
func (l lastWord) insert(candidates []string) (lines []string) {
	for _, c := range candidates {
		rest, ok := strings.CutPrefix(c, l.text)
		if !ok {
			continue
		}
		lines = append(lines, l.escape(l.text[l.keep:]+rest))
	}
	return lines
}

// escape writes s so that bash reads s, within the quote that is open.
func (l lastWord) escape(s string) string {
	special := " \t\\'\"`$&|;()<>*?[]{}~#!^"
	switch l.quote {
	case '\'':
		return strings.ReplaceAll(s, "'", `'\''`)
	case '"':
		special = "\"\\$`"
	}
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(special, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
