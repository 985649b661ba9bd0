package child

import (
	"errors"
	"strings"
)

// Split takes a command apart at its blanks, as no shell does it: between single
// or double quotes a blank is part of a word, and nothing else means anything.
func Split(line string) ([]string, error) {
	var argv []string
	var word strings.Builder
	inWord, quote := false, rune(0)
	for _, r := range line + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			inWord, quote = true, r
		case r != ' ':
			inWord = true
			word.WriteRune(r)
		case inWord:
			argv = append(argv, word.String())
			word.Reset()
			inWord = false
		}
	}
	switch {
	case quote != 0:
		return nil, errors.New("a quote in the command has no end")
	case len(argv) == 0 || argv[0] == "":
		return nil, errors.New("the command names no program")
	}
	return argv, nil
}
