package command

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"halfday/text"
)

// usageError says what is wrong with the arguments of a command.
type usageError struct {
	what usageFault
	a, b string
}

type usageFault int

const (
	unknownArgument usageFault = iota // a
	notTogether                       // a with b
	needsAlso                         // a needs b
	forPrograms                       // a, on a terminal
)

func (e usageError) Error() string { return fmt.Sprintf("wrong arguments: %s %s", e.a, e.b) }

// usage says what is wrong with the arguments, and how they go.
func usage(wrong error, words text.TerminalWords, how string) int {
	var known usageError
	var m text.Message
	switch {
	case !errors.As(wrong, &known):
		m = words.NoSuchArgument(offender(wrong))
	case known.what == notTogether:
		m = words.NotTogether(known.a, known.b)
	case known.what == needsAlso:
		m = words.NeedsAlso(known.a, known.b)
	case known.what == forPrograms:
		m = words.ForPrograms(known.a)
	default:
		m = words.NoSuchArgument(known.a)
	}
	fmt.Fprintf(os.Stderr, "halfday: %s\n\n%s", m, how)
	return exitConfig
}

// offender finds the argument in the errors of package flag, which are in
// English only.
func offender(err error) string {
	for _, before := range []string{"flag provided but not defined: ", "flag needs an argument: ", "invalid value ", "invalid boolean value "} {
		if argument, ok := strings.CutPrefix(err.Error(), before); ok {
			if value, err := strconv.QuotedPrefix(argument); err == nil {
				return value
			}
			return argument
		}
	}
	return err.Error()
}
