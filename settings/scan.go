package settings

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// statement is a key with its value, a table's header, a comment, or a line that
// is not TOML.
type statement struct {
	start, end int    // bytes of its lines, the end of the last line included
	from, to   int    // bytes of the value, or of what stands in its place
	line       int    // from 1
	key        string // the first part; for a line that is not TOML: what looks like its key
	value      any    // a string, a bool or a []any of them; nil for all else
	ok         bool
	comment    bool
	header     bool
	inTable    bool   // a header, or after one
	role       string // the profile of a role's table, "" elsewhere
}

// path is the key that the statement is for; none for a header, a comment, and
// what stands in a table that is not ours.
func (s statement) path() keyPath {
	if s.header || s.inTable && s.role == "" {
		return keyPath{}
	}
	return keyPath{s.role, s.key}
}

// The bounds of a line that is read: longer ones, and keys of more parts, are
// not what a person writes.
const (
	maxLine     = 32 << 10 // bytes
	maxKeyParts = 16
)

var bom = []byte("\xef\xbb\xbf")

// scan takes a file apart: each line that is not empty belongs to a statement.
// The TOML parser gives up at the first error, but a person's typing error in
// one line must not cost the other lines: so each statement is parsed by itself,
// and where one is not TOML its first line is at fault and the next begins in
// the line after.
func scan(data []byte) (all []statement) {
	var parser unstable.Parser
	inTable, role := false, ""
	at := 0
	if bytes.HasPrefix(data, bom) {
		at = len(bom)
	}
	for line := 1; at < len(data); {
		s := statement{start: at, end: lineEnd(data, at), line: line}
		text := bytes.TrimSpace(data[s.start:s.end])
		if len(text) > 0 {
			s.header, s.comment = text[0] == '[', text[0] == '#'
			if s.comment {
				s.ok = true
			} else if s.end-s.start <= maxLine {
				parser.Reset(data[s.start:])
				if parser.NextExpression() {
					s.take(data, parser.Expression())
				}
			}
			if !s.ok {
				s.guess(data)
			}
			if s.header {
				inTable, role = true, s.role
			}
			s.inTable, s.role = inTable, role
			all = append(all, s)
		}
		line += bytes.Count(data[s.start:s.end], []byte("\n"))
		at = s.end
	}
	return all
}

// take fills the statement in from what the parser read at its start.
func (s *statement) take(data []byte, node *unstable.Node) {
	var keys []string
	end := s.start // of the statement, then of its lines
	for key := node.Key(); key.Next(); {
		if len(keys) == maxKeyParts {
			return // not ok
		}
		raw := key.Node().Raw
		keys = append(keys, string(key.Node().Data))
		end = s.start + int(raw.Offset+raw.Length)
	}
	if node.Kind == unstable.KeyValue {
		s.from = afterBlanks(data, afterBlanks(data, end)+len("="))
		end = s.start + int(node.Raw.Offset+node.Raw.Length)
		s.to = end
		if len(keys) == 1 {
			s.value = valueOf(node.Value())
		}
	}
	if node.Kind == unstable.Table && len(keys) == 2 && keys[0] == tableRole {
		s.role = keys[1]
	}
	s.key, s.end, s.ok = keys[0], lineEnd(data, end), true
}

// valueOf gives the value in the types that settings have; nil for others.
func valueOf(node *unstable.Node) any {
	switch node.Kind {
	case unstable.String:
		return string(node.Data)
	case unstable.Bool:
		return node.Data[0] == 't'
	case unstable.Integer:
		if n, err := strconv.ParseInt(string(node.Data), 10, 32); err == nil {
			return n
		}
	case unstable.Array:
		all := []any{}
		for one := node.Children(); one.Next(); {
			all = append(all, valueOf(one.Node()))
		}
		return all
	}
	return nil
}

// guess finds what looks like key and value in a line that is not TOML.
func (s *statement) guess(data []byte) {
	key, value, found := bytes.Cut(data[s.start:s.end], []byte("="))
	if name := strings.Trim(string(key), " \t\"'"); found && !strings.ContainsFunc(name, notBare) {
		s.key = name
	}
	s.from = afterBlanks(data[:s.end], s.end-len(value))
	value, _, _ = bytes.Cut(data[s.from:s.end], []byte("#"))
	s.to = s.from + len(bytes.TrimRight(value, " \t\r\n"))
}

// notBare tells whether a key that is not in quotes cannot have the letter.
func notBare(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-'
}

// afterBlanks gives the place of the first byte from at on that is no blank.
func afterBlanks(data []byte, at int) int {
	return len(data) - len(bytes.TrimLeft(data[at:], " \t"))
}

// lineEnd gives the place after the line that begins at or before at.
func lineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}
