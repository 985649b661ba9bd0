package settings

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// statement is a key with its value, a table's header, or a line that is not
// TOML.
type statement struct {
	start, end int    // bytes of its lines, the end of the last line included
	line       int    // from 1
	key        string // for a line that is not TOML: what looks like its key
	value      any
	ok         bool
	header     bool
	inTable    bool   // a header, or after one
	role       string // the profile of a role's table, "" elsewhere
}

// contents is a file taken apart. Each line belongs to a statement, or is
// empty or a comment.
type contents struct {
	statements []statement
	comments   []statement // lines before the first table; only their place counts
}

// mostAhead limits the bytes parsed in search for the end of statements of
// several lines, so that a file made for it cannot take long.
const mostAhead = 2 << 20

var (
	bom       = []byte("\xef\xbb\xbf")
	keyOf     = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_-]+|"[A-Za-z0-9_-]+"|'[A-Za-z0-9_-]+')[ \t]*=`)
	continues = regexp.MustCompile(`=.*([\[{]|"""|''')`)
)

// scan takes a file apart. The TOML parser gives up at the first error, but a
// person's typing error in one line must not cost the other lines: so each
// statement is parsed by itself. It ends with the first line at which it is
// valid TOML; where there is no such line, its first line is at fault and the
// next statement begins in the line after.
func scan(data []byte) contents {
	var c contents
	ahead := mostAhead
	line, at := 1, 0
	inTable, role := false, ""
	if bytes.HasPrefix(data, bom) {
		at = len(bom)
	}
	for at < len(data) {
		s := statement{start: at, end: lineEnd(data, at), line: line, inTable: inTable}
		text := bytes.TrimSpace(data[s.start:s.end])
		switch {
		case len(text) == 0:
		case text[0] == '#':
			if !inTable {
				c.comments = append(c.comments, s)
			}
		default:
			s.header = text[0] == '['
			inTable = inTable || s.header
			s.inTable = inTable
			s.parse(data, &ahead)
			if s.header {
				role = s.tableOfRole()
			}
			s.role = role
			c.statements = append(c.statements, s)
		}
		line += bytes.Count(data[s.start:s.end], []byte("\n"))
		at = s.end
	}
	return c
}

// parse finds the end, the key and the value of the statement. ahead is how
// many bytes may still be parsed in search of an end.
func (s *statement) parse(data []byte, ahead *int) {
	first := s.end
	for {
		var values map[string]any
		if err := toml.Unmarshal(data[s.start:s.end], &values); err == nil && len(values) == 1 {
			for key, value := range values {
				s.key, s.value, s.ok = key, value, true
			}
			return
		}
		if s.end == len(data) || *ahead <= 0 || !continues.Match(data[s.start:first]) {
			break
		}
		s.end = lineEnd(data, s.end)
		*ahead -= s.end - s.start
	}
	s.end = first
	if m := keyOf.FindSubmatch(data[s.start:s.end]); m != nil {
		s.key = string(bytes.Trim(m[1], `"'`))
	}
}

// tableOfRole gives the name in the header [role.name], "" for other headers.
func (s *statement) tableOfRole() string {
	tables, ok := s.value.(map[string]any)
	if !s.ok || s.key != tableRole || !ok || len(tables) != 1 {
		return ""
	}
	for name, table := range tables {
		if t, ok := table.(map[string]any); ok && len(t) == 0 {
			return name
		}
	}
	return ""
}

// lineEnd gives the place after the line that begins at or before at.
func lineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}

// span gives the bytes of the value in data. A comment after it stays outside.
func (s statement) span(data []byte) (start, end int) {
	text := string(data[s.start:s.end])
	from := keyEnd(text)
	to := len(text)
	if s.ok {
		at := from
		for range 1000 { // each "#" may begin the comment; the first before which all is TOML does
			i := strings.IndexByte(text[at:], '#')
			if i < 0 {
				break
			}
			at += i
			var values map[string]any
			if toml.Unmarshal([]byte(text[:at]), &values) == nil {
				to = at
				break
			}
			at++
		}
	} else if i := strings.IndexByte(text[from:], '#'); i >= 0 {
		to = from + i
	}
	to = from + len(strings.TrimRight(text[from:to], " \t\r\n"))
	return s.start + from, s.start + to
}

// keyEnd gives the place in a statement where its value begins.
func keyEnd(text string) int {
	quote := byte(0)
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quote == '"' && b == '\\':
			i++
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '=':
			rest := text[i+1:]
			return i + 1 + len(rest) - len(strings.TrimLeft(rest, " \t"))
		}
	}
	return len(text)
}
