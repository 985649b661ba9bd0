package dialogs

import (
	"strings"

	"halfday/text"
)

// wrap breaks the lines of s at the latest place before columns: at a space, or
// between letters of which one is as wide as two. A word that is longer stays
// whole.
func wrap(s string, columns int) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		for {
			end, next := breakAt(line, columns)
			lines = append(lines, line[:end])
			if next == len(line) {
				break
			}
			line = line[next:]
		}
	}
	return strings.Join(lines, "\n")
}

// breakAt gives where a line ends that is at most so wide, and where the next
// one begins.
func breakAt(line string, columns int) (end, next int) {
	width := 0
	last := rune(' ')
	for i, r := range line {
		blank := r == ' ' && last != ' '
		if blank || i > 0 && last != ' ' && (wide(last) || wide(r)) && !strings.ContainsRune(notFirst, r) && !strings.ContainsRune(notLast, last) {
			if width > columns && next > 0 {
				return end, next
			}
			end, next = i, i
			if blank {
				next++
			}
		}
		width += text.Columns(string(r))
		last = r
	}
	if width <= columns || next == 0 {
		return len(line), len(line)
	}
	return end, next
}

// What does not begin a line, and what does not end one.
const (
	notFirst = "、。，．・：；？！）」』】ー…)]}.,:;?!"
	notLast  = "（「『【([{"
)

// wide tells whether a letter is as wide as two Latin ones.
func wide(r rune) bool { return text.Columns(string(r)) == 2 }
