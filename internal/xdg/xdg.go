// Package xdg is what the specifications of freedesktop.org say of base
// directories and of desktop entries.
//
// It must not know what a directory or an entry is for.
package xdg

import (
	"errors"
	"maps"
	"path"
	"strings"
)

// Dir is the base directory that a variable names, or else the one below the
// home directory; "" where neither is absolute: relative ones are to be ignored.
func Dir(named, home, below string) string {
	switch {
	case path.IsAbs(named):
		return named
	case path.IsAbs(home):
		return path.Join(home, below)
	}
	return ""
}

// Group is a part of a file of the form of desktop entries.
type Group struct {
	Name   string            // "" where it cannot be read
	Values map[string]string // as they are written, without blanks around them
}

// Groups reads such a file. What stands in no group is passed over.
func Groups(content string) (all []Group) {
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if begun, ok := strings.CutPrefix(line, "["); ok {
			name, closed := strings.CutSuffix(begun, "]")
			if !closed {
				name = ""
			}
			all = append(all, Group{name, map[string]string{}})
		} else if key, value, ok := strings.Cut(line, "="); ok && len(all) > 0 && !strings.HasPrefix(key, "#") {
			all[len(all)-1].Values[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return all
}

// Values are those of the groups of one name.
func Values(content, group string) map[string]string {
	values := map[string]string{}
	for _, g := range Groups(content) {
		if g.Name == group {
			maps.Copy(values, g.Values)
		}
	}
	return values
}

// Escape writes a value of type string.
func Escape(s string) string {
	s = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s)
	if strings.HasPrefix(s, " ") {
		s = `\s` + s[1:]
	}
	return s
}

// Unescape reads one.
func Unescape(s string) string { return unescaper.Replace(s) }

var unescaper = strings.NewReplacer(`\\`, `\`, `\s`, " ", `\n`, "\n", `\t`, "\t", `\r`, "\r")

// Quote writes a command of one word as the value of Exec. Three rules lie on top
// of each other: the quotes around the word, in which four characters take a
// backslash; the percent sign, which begins a field code; and the escapes of any
// string.
func Quote(word string) string {
	quoted := `"` + strings.NewReplacer("`", "\\`", `"`, `\"`, `$`, `\$`, `\`, `\\`, `%`, `%%`).Replace(word) + `"`
	return Escape(quoted)
}

// Words splits the value of Exec into a program and its arguments, with the field
// codes as they are.
func Words(exec string) ([]string, error) {
	var words []string
	var word strings.Builder
	inWord, quoted, escaped := false, false, false
	for _, r := range Unescape(exec) + " " {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case quoted && r == '\\':
			escaped = true
		case r == '"':
			inWord, quoted = true, !quoted
		case quoted || !strings.ContainsRune(" \t\n", r):
			inWord = true
			word.WriteRune(r)
		case inWord:
			words = append(words, word.String())
			word.Reset()
			inWord = false
		}
	}
	if quoted || len(words) == 0 || words[0] == "" {
		return nil, errors.New("not a command")
	}
	return words, nil
}
