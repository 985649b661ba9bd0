package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"halfday/app"
	"halfday/desktop"
	"halfday/internal/child"
	"halfday/page"
	"halfday/text"

	"golang.org/x/term"
)

// byHand tells whether a person has typed name, which is for Halfday's own child
// processes and for shells, and says so on their terminal. A child would wait for
// ever for what only Halfday sends, so its input tells; a shell's words go to
// nobody but the shell, so their output does.
func byHand(name string, pipe *os.File) bool {
	if !term.IsTerminal(int(pipe.Fd())) {
		return false
	}
	fmt.Fprintln(os.Stderr, "halfday: "+systemWords().Terminal.ForHalfday(name).String())
	return true
}

// systemWords are in the language of the system, where the settings are not to be
// read.
func systemWords() text.Words { return text.For(desktop.Language(os.Getenv)) }

// serveChild is a hidden process that does one thing for its parent, which it
// reads from it.
func serveChild(serve func(in io.Reader, out io.Writer) error) int {
	in := keepStdin()
	child.StripEnviron()
	if err := serve(in, os.Stdout); err != nil {
		return exitFailed
	}
	return exitOK
}

// pageChild is the hidden process that serves Halfday's page, on the listening
// socket that it was handed.
func pageChild() int {
	in := keepStdin()
	hardenProcess()
	child.StripEnviron()
	listener, err := child.Handed()
	if err == nil {
		err = page.Serve(in, os.Stdout, listener, app.PageWorld())
	}
	if err != nil {
		return failed(err)
	}
	return exitOK
}

// untilSignal is ctx until the person presses Ctrl-C, or who started this wants it
// to end.
func untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
}

// hardenProcess keeps the memory of this process from other processes. Where
// that is not possible the program still works.
func hardenProcess() { _ = desktop.Harden() }
