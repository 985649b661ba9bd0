package roles

import (
	"bytes"
	"strings"
)

// awsFileKind tells which rules the section headers of a file follow.
type awsFileKind int

const (
	awsConfigFile      awsFileKind = iota // [default], [profile NAME]
	awsCredentialsFile                    // [NAME]
)

// awsSink takes what parseAWSFile finds, in file order. Slices are valid
// during the call only, and values may be secret: a sink notes that a key is
// there and keeps no more than it needs.
type awsSink struct {
	// section starts a profile. bare marks [default] in the config file, which
	// [profile default] beats.
	section func(name []byte, bare bool)
	// session starts a session of Identity Center, whose keys come with set.
	session func(name []byte)
	// set gives a key, in lower case, of what was started last.
	set func(key, value []byte)
	// ignored tells what was passed over.
	ignored func(kind WarningKind, line int)
}

// awsParser reads one file line by line. Its rules are those of the AWS SDKs,
// as the Go SDK has them, widened to what the AWS CLI takes as well.
type awsParser struct {
	kind    awsFileKind
	sink    awsSink
	section awsSection

	key    []byte // the key whose value may still go on; nil where there is none
	value  []byte
	indent int // of the line that key stands on
}

// awsSection tells whose keys the parser is reading.
type awsSection int

const (
	awsNowhere awsSection = iota // before the first header
	awsLost                      // behind a header that nobody understands
	awsOther                     // in a section that is no profile
	awsInside                    // in a profile
	awsSession                   // in a session of Identity Center
)

// parseAWSFile reads one of the shared files into sink. It takes any bytes.
func parseAWSFile(data []byte, kind awsFileKind, sink awsSink) {
	p := awsParser{kind: kind, sink: sink}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		p.line(bytes.TrimPrefix(line, []byte("\uFEFF")), n) // with which some Windows editors begin a file
	}
	p.flush()
	clear(p.value) // may have held a secret key
}

func (p *awsParser) line(line []byte, n int) {
	line = bytes.TrimRight(line, "\r\n")
	body := bytes.TrimLeft(line, " \t")
	text := bytes.TrimSpace(body)
	switch {
	case len(text) == 0 || body[0] == '#' || body[0] == ';':
	case bytes.IndexByte(text, 0) >= 0:
		// The file as a whole is reported as binary.
		if text[0] == '[' {
			p.enter(awsLost)
		}
	case text[0] == '[' && p.header(text, len(line)-len(body), n):
	case len(body) == len(line):
		p.property(line, n)
	default:
		p.indented(body, len(line)-len(body), n)
	}
}

// header reports false where the line goes on a value and is no header.
func (p *awsParser) header(text []byte, indent, n int) bool {
	inner, strict := awsHeaderText(text)
	if !strict && p.key != nil && indent > p.indent {
		return false
	}
	name, section := awsSectionName(inner, p.kind, strict)
	p.enter(section)
	switch section {
	case awsLost:
		p.sink.ignored(WarningHeader, n)
	case awsInside:
		bare := p.kind == awsConfigFile && !bytes.ContainsAny(inner, " \t")
		p.sink.section(name, bare)
	case awsSession:
		p.sink.session(name)
	}
	return true
}

func (p *awsParser) enter(section awsSection) {
	p.flush()
	p.section = section
}

// property reads a line that starts in the first column.
func (p *awsParser) property(line []byte, n int) {
	key, value, ok := awsSplitKey(awsCutComment(line))
	if !ok {
		p.junk(n)
		return
	}
	p.loneQuote(value, n)
	p.begin(key, awsUnquote(value), 0, n)
}

// indented reads a line that may be a key like any other, a key of a nested
// group, or a further line of the last value.
func (p *awsParser) indented(body []byte, indent, n int) {
	key, value, ok := awsSplitKey(body)
	deeper := p.key != nil && indent > p.indent
	p.loneQuote(value, n)
	switch {
	case deeper && len(p.value) == 0:
		// A nested group, such as the one of s3: nothing in it is ours.
	case ok:
		if value = awsCutComment(value); len(value) > 0 && (value[0] == '#' || value[0] == ';') {
			value = nil
		}
		p.begin(key, awsUnquote(bytes.TrimSpace(value)), indent, n)
	case deeper:
		p.value = append(append(p.value, '\n'), body...)
	default:
		p.junk(n)
	}
}

func (p *awsParser) begin(key, value []byte, indent, n int) {
	p.flush()
	if len(key) == 0 || p.section == awsNowhere {
		p.junk(n)
		return
	}
	p.key, p.indent = awsLower(key), indent
	p.value = append(p.value[:0], value...)
}

// loneQuote warns of a value that the Go SDK cannot read, in whatever section:
// none of the roles works with it in the file.
func (p *awsParser) loneQuote(value []byte, n int) {
	if len(value) == 1 && (value[0] == '"' || value[0] == '\'') {
		p.sink.ignored(WarningQuote, n)
	}
}

func (p *awsParser) junk(n int) {
	if p.section != awsLost { // there the header was reported, for all of its lines
		p.sink.ignored(WarningLine, n)
	}
}

// flush gives away the last key: only now is its value known to be whole.
func (p *awsParser) flush() {
	if p.key != nil && (p.section == awsInside || p.section == awsSession) {
		p.sink.set(p.key, p.value)
	}
	p.key = nil
}

// awsHeaderText gives what stands between the brackets of a header, nil where
// that cannot be told. strict means that the Go SDK reads the header the same
// way: it ends a header at the first # or ; even within the brackets, where
// the AWS CLI takes both as a part of the name, and text after the bracket.
func awsHeaderText(text []byte) (inner []byte, strict bool) {
	short := text
	if i := bytes.IndexAny(text, "#;"); i >= 0 {
		short = bytes.TrimSpace(text[:i])
	}
	if bytes.HasSuffix(short, []byte("]")) {
		return bytes.TrimSpace(short[1 : len(short)-1]), true
	}
	end := -1
	for i, c := range text {
		if c != ']' {
			continue
		}
		end = i
		if rest := bytes.TrimSpace(text[i+1:]); len(rest) == 0 || rest[0] == '#' || rest[0] == ';' {
			break
		}
	}
	if end < 0 {
		return nil, false
	}
	return bytes.TrimSpace(text[1:end]), false
}

// awsSectionName sorts a header. A name comes only with awsInside and awsSession.
func awsSectionName(inner []byte, kind awsFileKind, strict bool) ([]byte, awsSection) {
	if len(inner) == 0 {
		return nil, awsLost
	}
	first, rest := inner, []byte(nil)
	if i := bytes.IndexAny(inner, " \t"); i >= 0 {
		first, rest = inner[:i], bytes.TrimLeft(inner[i:], " \t")
	}
	if kind == awsCredentialsFile {
		switch {
		case rest == nil:
			return awsNamed(awsUnquote(inner), awsInside)
		case string(first) == "profile":
			return nil, awsLost // both the CLI and the SDKs pass it over
		case string(first) == "sso-session" || string(first) == "services":
			return nil, awsOther
		}
		return awsNamed(awsUnquote(bytes.Join([][]byte{first, rest}, []byte(" "))), awsInside)
	}
	switch {
	case rest == nil && strings.EqualFold(string(first), "default"):
		return first, awsInside
	case string(first) == "sso-session" && rest != nil:
		return awsNamed(awsUnquote(rest), awsSession)
	case string(first) != "profile":
		return nil, awsOther
	}
	name := awsUnquote(rest)
	if !strict && len(name) == len(rest) && bytes.ContainsAny(name, " \t'\"") {
		return nil, awsLost // the CLI wants one word here, or quotes around it
	}
	return awsNamed(name, awsInside)
}

// awsNamed is a section of a name; one without is lost.
func awsNamed(name []byte, section awsSection) ([]byte, awsSection) {
	if len(bytes.TrimSpace(name)) == 0 {
		return nil, awsLost
	}
	return name, section
}

// awsSplitKey splits at the first = or :, both of which the SDKs take.
func awsSplitKey(b []byte) (key, value []byte, ok bool) {
	i := bytes.IndexAny(b, "=:")
	if i < 0 {
		return nil, nil, false
	}
	return bytes.TrimSpace(b[:i]), bytes.TrimSpace(b[i+1:]), true
}

// awsCutComment takes off a comment, which starts with a blank and # or ;.
func awsCutComment(b []byte) []byte {
	for i := 1; i < len(b); i++ {
		if (b[i] == '#' || b[i] == ';') && (b[i-1] == ' ' || b[i-1] == '\t') {
			return b[:i-1]
		}
	}
	return b
}

// awsUnquote takes off one pair of quotes around all of b.
func awsUnquote(b []byte) []byte {
	n := len(b)
	if n < 2 || b[0] != b[n-1] || b[0] != '"' && b[0] != '\'' {
		return b
	}
	return b[1 : n-1]
}

// awsLower is bytes.ToLower without a copy for the usual key.
func awsLower(b []byte) []byte {
	for _, c := range b {
		if c >= 0x80 || 'A' <= c && c <= 'Z' {
			return bytes.ToLower(b)
		}
	}
	return b
}
