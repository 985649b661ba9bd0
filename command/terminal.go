package command

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"halfday/signin"
	"halfday/text"
)

// lineReader gives the next line of what a person or a program writes; io.EOF
// when there is no more.
type lineReader func(context.Context) (string, error)

// newLineReader reads in from the first call on: a read cannot be taken back
// when ctx ends, so a goroutine keeps the line for the next call.
func newLineReader(in io.Reader) lineReader {
	lines := make(chan string)
	read := sync.OnceFunc(func() {
		go func() {
			defer close(lines)
			for s := bufio.NewScanner(in); s.Scan(); {
				lines <- s.Text()
			}
		}()
	})
	return func(ctx context.Context) (string, error) {
		read()
		select {
		case line, ok := <-lines:
			if !ok {
				return "", io.EOF
			}
			return line, nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// terminalUI asks on standard error and reads lines. Without ask, each line
// is a code that a program wrote: nothing is asked, and when the lines end so
// does the sign-in.
func terminalUI(lines lineReader, ask bool, words text.Words) signin.UI {
	tell := func(_ context.Context, m text.Message) { fmt.Fprintln(os.Stderr, "halfday: "+m.String()) }
	next := func(ctx context.Context) (string, error) {
		line, err := lines(ctx)
		switch {
		case err == io.EOF && ask:
			return "", signin.ErrCancelled
		case err == io.EOF:
			return "", signin.ErrNoMore
		}
		return line, err
	}
	ui := signin.UI{
		Code: func(ctx context.Context, title, question string) (string, error) {
			if !ask {
				return next(ctx)
			}
			return prompt(ctx, os.Stderr, title+"\n"+question+"\n> ", next)
		},
		Tell:   tell,
		Inform: tell,
		Retry: func(ctx context.Context, m text.Message) bool {
			if !ask {
				tell(ctx, m)
				return false
			}
			yes, _ := yesNo(ctx, os.Stderr, "halfday: "+words.Dialog.TryAgain(m), next)
			return yes
		},
	}
	if ask {
		ui.Consent = func(ctx context.Context, title, question string) (bool, error) {
			return yesNo(ctx, os.Stderr, title+"\n"+question, next)
		}
	}
	return ui
}

// prompt asks for a line on out.
func prompt(ctx context.Context, out io.Writer, question string, next lineReader) (string, error) {
	fmt.Fprint(out, question)
	line, err := next(ctx)
	if err != nil {
		fmt.Fprintln(out) // what follows has its own line
	}
	return line, err
}

// yesNo asks a question of which anything but yes is no.
func yesNo(ctx context.Context, out io.Writer, question string, next lineReader) (bool, error) {
	line, err := prompt(ctx, out, question+" [y/N] ", next)
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(line)), "y"), err
}
