package command

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"halfday/app"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
)

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
	lines := json.NewEncoder(w)
	return func(e session.Event) {
		mu.Lock()
		defer mu.Unlock()
		_ = lines.Encode(e)
	}
}

// signedIn tells the person in the terminal, and the tray if one runs.
func (s *signInProcess) signedIn(result signin.Result) {
	r, words, now := result.Session, s.home.Words, time.Now()
	if s.args.printURL {
		fmt.Fprintln(os.Stderr, words.Terminal.PrintedURL(r.Expires.Local(), now))
	} else {
		fmt.Fprintln(os.Stderr, words.Terminal.SignedIn(r.Profile, r.Expires.Local(), now))
	}
	if !s.args.printURL && term.IsTerminal(int(os.Stderr.Fd())) {
		fmt.Fprintln(os.Stderr, words.Terminal.Watching)
	}
	if s.args.profile == "" || app.TellSignedIn(s.home.Dirs, r, result.Lesson) || result.Lesson == nil && r.Page == (session.Page{}) {
		return
	}
	if err := s.home.Remember(r.Profile, result.Lesson, r.Page); err != nil {
		slog.Warn("remembering the sign-in", "error", err)
	}
}

// alarm notifies of a session that may be in other hands: the tray does it where
// one runs.
func (s *signInProcess) alarm(r session.Session) {
	r.Alarm = true
	if s.args.profile != "" && app.TellSignedIn(s.home.Dirs, r, nil) {
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), alarmLimit)
	defer stop()
	notice(ctx, noticeAlarm, s.home.Words.Problem(text.Problem{Kind: "session_alarm", Role: text.Clean(r.Profile, 60)}))
}

// alarmLimit is how long the notification service may take.
const alarmLimit = 5 * time.Second
