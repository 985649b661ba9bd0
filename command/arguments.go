package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"halfday/home"
	"halfday/text"
)

// parse reads the arguments of a subcommand: flags, and before or behind them
// at most so many others, one or none, which it returns. Behind -- there are no
// flags.
func parse(flags *flag.FlagSet, args []string, most int) (other string, err error) {
	flags.SetOutput(io.Discard)
	var others []string
	for len(args) > 0 {
		err := flags.Parse(args)
		used := len(args) - flags.NArg()
		switch {
		case errors.Is(err, flag.ErrHelp):
			return "", err
		case err != nil: // in English only: what it is about is what was read last, or was not read at all
			wrong, unread := strings.CutPrefix(err.Error(), "bad flag syntax: ")
			if !unread {
				wrong = args[used-1]
			}
			return "", usageError{unknownArgument, wrong, ""}
		case used > 0 && args[used-1] == "--":
			others, args = append(others, flags.Args()...), nil
		default:
			args = flags.Args()
			if len(args) > 0 {
				others, args = append(others, args[0]), args[1:]
			}
		}
	}
	if len(others) > most {
		return "", usageError{unknownArgument, others[most], ""}
	}
	if len(others) > 0 {
		other = others[0]
	}
	return other, nil
}

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

// usage says how the arguments of a command go: err says that the person asked,
// or what is wrong with those that were given.
func usage(p home.Home, err error, how string) int {
	wrong, ok := errors.AsType[usageError](err)
	if !ok { // flag.ErrHelp
		fmt.Print(how)
		return exitOK
	}
	words := p.Words.Terminal
	var m text.Message
	switch wrong.what {
	case notTogether:
		m = words.NotTogether(wrong.a, wrong.b)
	case needsAlso:
		m = words.NeedsAlso(wrong.a, wrong.b)
	case forPrograms:
		m = words.ForPrograms(wrong.a)
	default:
		m = words.NoSuchArgument(wrong.a)
	}
	fmt.Fprintf(os.Stderr, "halfday: %s\n\n%s", m, how)
	return exitConfig
}
