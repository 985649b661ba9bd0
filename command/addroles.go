package command

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"halfday/app"
	"halfday/dialogs"
	"halfday/federation"
	"halfday/home"
	"halfday/notify"
	"halfday/roles"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
)

// addRoles is halfday roles add: it adds roles that Identity Center lists.
func addRoles(args []string) int {
	p := home.Load()
	a := signInArgs{}
	flags := flag.NewFlagSet("roles add", flag.ContinueOnError)
	flags.BoolVar(&a.events, "events", false, "")
	flags.StringVar(&a.center, "sso-session", "", "")
	_, err := parse(flags, args, 0)
	if err == nil {
		err = a.forTray()
	}
	if err != nil {
		return usage(p, err, p.Words.Center.AddUsage)
	}
	s, ctx, stop := newSignInProcess(p, a)
	defer stop()
	talk := app.CenterTalk{Home: p, Lines: 20, Ask: s.askInDialog(ctx)}
	if s.lines != nil {
		talk.Lines, talk.Several = 1000, p.Words.Center.Numbers
		talk.Ask = askInTerminal(ctx, os.Stderr, s.lines)
	}
	var sso roles.SSO
	if a.center != "" {
		var ok bool
		if sso, ok = s.center(ctx); !ok {
			return exitConfig
		}
	}
	code := exitOK
	talk.List = func(sso roles.SSO) (all []roles.Assigned, ok bool) {
		all, code = s.listCenter(ctx, sso)
		return all, code == exitOK
	}
	switch done := talk.Run(sso); {
	case code != exitOK: // which was reported
		return code
	case !done:
		s.report(session.Event{Kind: session.EventCancelled})
		return exitCancelled
	}
	s.report(session.Event{Kind: session.EventSignedIn})
	return exitOK
}

// listCenter reads the roles of a session, after a sign-in where one is needed,
// and says meanwhile how far it is.
func (s *signInProcess) listCenter(ctx context.Context, sso roles.SSO) (all []roles.Assigned, code int) {
	flow := s.openCenter(ctx, sso)
	defer flow.Browser.Close()
	progress, over := s.progress(ctx)
	defer over()
	result := flow.WithCenter(ctx, func(ctx context.Context) error {
		var err error
		all, err = flow.aws.CenterRoles(ctx, progress)
		if federation.KindOf(err) == federation.KindSSOExpired {
			if err := flow.SignInToCenter(ctx); err != nil {
				return err
			}
			all, err = flow.aws.CenterRoles(ctx, progress)
		}
		return err
	})
	return all, exitFor(result.Problem)
}

// readingLate is how long the reading may take until a person without a
// terminal is told of it.
const readingLate = time.Second

// progress says how far the reading is: in a bar, or in a notification where it
// takes long. over takes that away.
func (s *signInProcess) progress(ctx context.Context) (said func(read, all int), over func()) {
	words, began := s.home.Words.Center, time.Now()
	if s.lines != nil {
		drawn := false
		return func(read, all int) {
				if drawn = term.IsTerminal(int(os.Stderr.Fd())); drawn {
					fmt.Fprintf(os.Stderr, "\r[%s] %s", bar(read, all), words.Reading(read, all))
				}
			}, func() {
				if drawn {
					fmt.Fprintln(os.Stderr)
				}
			}
	}
	const key = "reading"
	var n *notify.Notifier
	return func(read, all int) {
			if n == nil && read < all && time.Since(began) > readingLate {
				n = notify.NewNotifier(app.Sender(), func(notify.Press) {})
				_ = n.Show(ctx, notify.Notification{Key: key, Title: words.AddTitle, Body: words.Reading(read, all)}) // it is only about the wait
			}
		}, func() {
			if n != nil {
				n.Withdraw(key)
				n.Close()
			}
		}
}

// bar is 20 columns wide.
func bar(read, all int) string {
	const width = 20
	done := width
	if all > 0 {
		done = width * read / all
	}
	return strings.Repeat("#", done) + strings.Repeat("-", width-done)
}

// askInDialog asks in native dialogs of this process.
func (s *signInProcess) askInDialog(ctx context.Context) func(dialogs.Ask) (dialogs.Answer, bool) {
	return func(a dialogs.Ask) (dialogs.Answer, bool) {
		answer, _ := s.dialog(ctx, a) // which has the error's kind
		if answer.Problem != "" && answer.Problem != signin.Cancelled && ctx.Err() == nil {
			s.report(session.Event{Kind: session.EventFailed, Problem: answer.Problem})
			_ = notice(ctx, "error", s.home.Words.Problem(text.Problem{Kind: answer.Problem})) // there is no other place
		}
		return answer, answer.Problem == ""
	}
}

// askInTerminal asks on out and reads lines. What cannot be an answer is asked
// again; an empty line chooses nothing.
func askInTerminal(ctx context.Context, out io.Writer, lines lineReader) func(dialogs.Ask) (dialogs.Answer, bool) {
	return func(a dialogs.Ask) (answer dialogs.Answer, ok bool) {
		for i, item := range a.Items {
			fmt.Fprintf(out, "%4d  %s\n", i+1, item)
		}
		if a.Kind == dialogs.AskQuestion {
			yes, err := yesNo(ctx, out, a.Text, lines)
			return dialogs.Answer{Yes: yes}, err == nil
		}
		fmt.Fprintln(out, a.Text)
		for a.Kind == dialogs.AskEntry || a.Kind == dialogs.AskList || a.Kind == dialogs.AskListMulti {
			line, err := prompt(ctx, out, "> ", lines)
			line = strings.TrimSpace(line)
			if a.Kind == dialogs.AskEntry {
				return dialogs.Answer{Text: line}, err == nil
			}
			if err != nil || line == "" {
				return answer, false
			}
			if chosen, ok := numbers(line, len(a.Items)); ok && (a.Kind == dialogs.AskListMulti || len(chosen) == 1) {
				return dialogs.Answer{Index: chosen[0], Indices: chosen}, true
			}
		}
		return answer, true
	}
}

// numbers reads a choice among n rows, "1,3-5" or "all", and gives the places of
// those rows in ascending order; false for any that is not there.
func numbers(line string, n int) (chosen []int, ok bool) {
	is := make([]bool, n)
	for part := range strings.FieldsFuncSeq(strings.ToLower(line), func(r rune) bool { return r == ',' || r == ' ' || r == '、' }) {
		first, last, between := strings.Cut(part, "-")
		if part == "all" {
			first, last, between = "1", strconv.Itoa(n), true
		}
		if !between {
			last = first
		}
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || from < 1 || to < from || to > n {
			return nil, false
		}
		for i := from - 1; i < to; i++ {
			is[i] = true
		}
	}
	for i, yes := range is {
		if yes {
			chosen = append(chosen, i)
		}
	}
	return chosen, len(chosen) > 0
}
