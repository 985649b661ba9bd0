package command

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"

	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
)

// newSignInProcess chooses where the sign-in asks and how it reports: a
// child of the tray uses dialogs and event lines, a person in a terminal the
// terminal, and a person without one (a key binding, say) dialogs.
func newSignInProcess(p home.Home, a signInArgs, stop context.CancelFunc) *signInProcess {
	s := &signInProcess{home: p, args: a, report: logEvent}
	in := keepStdin()
	switch {
	case a.events:
		child.OwnGroup()
		s.ui = dialogUI(p.Words)
		s.report = eventLines(os.Stdout)
		s.request = readRequest(in, stop)
	case a.codeStdin:
		s.ui = terminalUI(newLineReader(in), false, p.Words)
	case term.IsTerminal(int(in.Fd())):
		lines := newLineReader(in)
		s.lines, s.ui = lines, terminalUI(lines, true, p.Words)
		s.choose = chooseInTerminal(os.Stderr, lines, p.Words)
		stopOnSignal(stop)
	default:
		child.OwnGroup()
		s.ui = dialogUI(p.Words)
		s.choose = chooseInDialog(p.Words)
		stopOnSignal(stop)
	}
	return s
}

// logEvent tells of an event where no tray does: with -v.
func logEvent(e session.Event) {
	slog.Debug("sign-in", "event", string(e.Kind), "phase", string(e.Phase), "problem", e.Problem, "detail", e.Detail)
}

// keepStdin takes standard input for this process alone and leaves the null
// device in os.Stdin, which the SDK hands to a credential_process.
func keepStdin() *os.File {
	in := os.Stdin
	if null, err := os.Open(os.DevNull); err == nil {
		os.Stdin = null
	}
	return in
}

// maxRequest is more than a role can have to say, of AWS files of 5 MiB each.
const maxRequest = 64 << 20

// readRequest reads the parent's one line. When its pipe closes, the parent is
// gone and nobody wants this sign-in any more.
func readRequest(in io.Reader, stop context.CancelFunc) session.Request {
	var r session.Request
	line, err := bufio.NewReader(io.LimitReader(in, maxRequest)).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &r) != nil {
		stop()
		return r
	}
	go func() {
		io.Copy(io.Discard, in)
		stop()
	}()
	return r
}

// eventLines writes each event as a line of JSON. Nobody being there to read
// it is no reason to stop: the end of standard input says that.
func eventLines(w io.Writer) func(session.Event) {
	var mu sync.Mutex
	return func(e session.Event) {
		line, err := json.Marshal(e)
		if err != nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		w.Write(append(line, '\n'))
	}
}

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
			fmt.Fprintf(os.Stderr, "%s\n%s\n> ", title, question)
			line, err := next(ctx)
			if err != nil {
				fmt.Fprintln(os.Stderr) // what follows has its own line
			}
			return line, err
		},
		Tell:   tell,
		Inform: tell,
		Retry: func(ctx context.Context, m text.Message) bool {
			if !ask {
				tell(ctx, m)
				return false
			}
			yes, _ := yesNo(ctx, "halfday: "+words.Dialog.TryAgain(m), next)
			return yes
		},
		CleanCode: dialogs.CleanCode,
		Problem:   dialogProblem,
	}
	if ask {
		ui.Consent = func(ctx context.Context, title, question string) (bool, error) {
			return yesNo(ctx, title+"\n"+question, next)
		}
	}
	return ui
}

// yesNo asks a question of which anything but yes is no.
func yesNo(ctx context.Context, question string, next lineReader) (bool, error) {
	fmt.Fprintf(os.Stderr, "%s [y/N] ", question)
	line, err := next(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr) // what follows has its own line
	}
	return err == nil && strings.HasPrefix(strings.ToLower(strings.TrimSpace(line)), "y"), err
}
