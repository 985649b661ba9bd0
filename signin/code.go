package signin

import (
	"context"
	"errors"
	"strings"
	"time"

	"halfday/federation"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// assume gets role credentials, asking for codes until one is taken, AWS
// refused three, or something else is wrong.
func (f *Flow) assume(ctx context.Context) (federation.Credentials, error) {
	if f.Program.Code != nil { // which gives a code before anything is asked
		if err := f.agreeUnasked(ctx); err != nil {
			return federation.Credentials{}, err
		}
	}
	refused := 0
	var again text.Problem
	for {
		code, err := f.code(ctx, &again)
		if err == nil && code == "" {
			err = f.agreeUnasked(ctx)
		}
		if err != nil {
			return federation.Credentials{}, err
		}
		f.phase(session.PhaseAssume)
		c, err := f.assumeOnce(ctx, code)
		if code != "" && !spent(err) {
			f.Codes.Release(f.sent(code))
		}
		switch kind := federation.KindOf(err); {
		case err == nil:
			if code != "" {
				f.Report(session.Event{Kind: session.EventAgreed})
			}
			return c, nil
		case ctx.Err() != nil:
			return c, ErrCancelled
		case kind == federation.KindCodeRejected && code != "":
			if refused++; refused == maxRefused {
				return c, problemError{kind: "code_tries"}
			}
			again = text.Problem{Kind: string(kind), Wait: federation.UntilNextCode(f.Now())}
		case kind == federation.KindSSOExpired && f.aws.Center() && !f.asked:
			if err := f.SignInToCenter(ctx); err != nil {
				return c, err
			}
		case changesNext(err):
			// AWS answered, so the code is spent, but the next request differs.
			again = f.problem(err)
		default:
			return c, err
		}
	}
}

// spent tells whether AWS may have seen the code of an AssumeRole that ended
// with err.
func spent(err error) bool {
	var e *federation.Error
	return !errors.As(err, &e) || e.CodeSpent
}

// sent is a code of the role's device.
func (f *Flow) sent(code string) session.SentCode {
	return session.SentCode{MFASerial: f.Role.MFASerial, Code: code}
}

// code asks until the answer is a code that was not sent before; "" where none
// is needed. again says why it is asked again, and is kept up to date.
func (f *Flow) code(ctx context.Context, again *text.Problem) (string, error) {
	for f.needsCode() {
		answer, err := f.ask(ctx, *again)
		if f.aws == nil && (err == nil || errors.Is(err, errNoCode) || errors.Is(err, errHosts)) {
			if err := f.ready(ctx); err != nil {
				return "", err
			}
			if f.strangers() != "" {
				continue
			}
		}
		if errors.Is(err, errNoCode) {
			break
		}
		if errors.Is(err, ErrNoMore) && again.Kind != "" {
			err = problemError{kind: again.Kind, wait: again.Wait} // what became of the last code
		}
		if err != nil {
			return "", err
		}
		code, ok := CleanCode(answer)
		if !ok {
			*again = text.Problem{Kind: "code_format"}
			continue
		}
		if !f.Codes.Claim(f.sent(code)) {
			*again = text.Problem{Kind: "code_reused", Wait: federation.UntilNextCode(f.Now())}
			continue
		}
		return code, nil
	}
	return "", nil
}

// errNoCode says that the source credentials turned out to be temporary: AWS
// takes no code with these.
var errNoCode = errors.New("no code needed")

// errHosts says that the question has to name hosts in AWS's place.
var errHosts = errors.New("hosts to be named")

// changesNext tells whether the next AssumeRole will ask for something else:
// an hour only, or the partition's default region.
func changesNext(err error) bool {
	e, ok := errors.AsType[*federation.Error](err)
	return ok && (e.Kind == federation.KindDurationRoleMax && e.Limit > 0 || e.Kind == federation.KindRegionDisabled && e.Detail != "")
}

func (f *Flow) assumeOnce(ctx context.Context, code string) (federation.Credentials, error) {
	ctx, stop := context.WithTimeout(ctx, exchangeLimit)
	defer stop()
	if len(f.Request.Several) > 0 && code != "" {
		return f.assumeForSeveral(ctx, code)
	}
	return f.aws.Assume(ctx, code)
}

// ask shows the question, and takes it away again when it turns out meanwhile
// that no code can help.
func (f *Flow) ask(ctx context.Context, again text.Problem) (string, error) {
	ctx, stop := context.WithTimeout(ctx, codeLimit)
	defer stop()
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)

	early := f.aws == nil
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		if err := f.hopeless(ctx, early); err != nil && ctx.Err() == nil {
			giveUp(err)
		}
	}()
	defer func() { giveUp(nil); <-watched }()

	if !early {
		select {
		case <-watched:
		case <-time.After(quickFailure):
		}
	}
	if ctx.Err() != nil {
		return "", cause(ctx)
	}
	begun := func() { f.phase(session.PhaseCode); f.loading.begin() }
	asking := ctx
	if early && f.UI.Shown != nil {
		asking = f.UI.Shown(ctx, begun)
	} else {
		begun()
	}
	code, err := f.enter(asking, again)
	if err != nil && ctx.Err() != nil {
		err = cause(ctx)
	}
	return code, err
}

// hopeless waits for a reason why no code can help, or not to this question.
func (f *Flow) hopeless(ctx context.Context, early bool) error {
	aws, err := f.loading.wait(ctx)
	if err != nil {
		return err
	}
	if early {
		if !f.Hosts.Demo && len(aws.Strangers()) > 0 {
			return errHosts // before anything is sent there
		}
		aws.Start()
	}
	if err := aws.Source(ctx); err != nil {
		return err
	}
	if !aws.NeedsCode() {
		return errNoCode
	}
	return aws.Reachable(ctx)
}

// cause says why ctx ended: the problem that made the question pointless, the
// clock, or the person.
func cause(ctx context.Context) error {
	switch err := context.Cause(ctx); {
	case errors.Is(err, context.DeadlineExceeded):
		return ErrTimedOut
	case errors.Is(err, context.Canceled):
		return ErrCancelled
	default:
		return err
	}
}

// title is the title of a question, of which words name the role and its account.
func (f *Flow) title(words func(name, account string) string) string {
	return f.mark(words(text.Labelled(f.Label, f.Role.Profile), f.Role.Account))
}

// mark marks what is about a role in production.
func (f *Flow) mark(s string) string {
	if f.Production {
		return f.Words.Dialog.Production(s)
	}
	return s
}

// askCode asks the person for a code: what the Program does or did, why it is asked
// again, what is asked for, and what to know before. line is what the Program says.
func (f *Flow) askCode(ctx context.Context, again text.Problem, line string) (string, error) {
	words := f.Words.Dialog
	var parts []string
	add := func(part string) { parts = append(parts, part) }
	switch {
	case f.failed != nil:
		add(words.ProgramFailed(f.Program.Name, f.failed.Why, f.failed.Detail))
	case f.Program.Code != nil:
		add(words.Program(f.Program.Name, line))
	}
	switch again.Kind {
	case "":
	case "code_format", "code_reused", string(federation.KindCodeRejected):
		add(words.CodeAgain(again.Kind, again.Wait))
	default:
		add(f.Words.Problem(again).String())
	}
	add(words.CodeText(f.mark(f.Role.Profile), f.Role.Account, roles.ARNName(f.Role.MFASerial), f.lasts()))
	if hosts := f.strangers(); hosts != "" {
		add(f.Words.Menu.Override(hosts))
	}
	if len(f.Request.Several) > 0 {
		add(words.Several(f.Request.Several))
	}
	return f.UI.Code(ctx, f.title(words.CodeTitle), f.question(parts...))
}

// question is the text of a question that leads to a console: its parts, that AWS
// takes no further console in the browser, and that the page asks.
func (f *Flow) question(parts ...string) string {
	if f.Full > 0 {
		parts = append(parts, f.Words.Dialog.Full(f.Full))
	}
	if f.Request.FromPage != nil {
		parts = append(parts, f.Words.Dialog.FromPage)
	}
	return strings.Join(parts, "\n\n")
}

// lasts says how long the console will last, as far as that is known.
func (f *Flow) lasts() string {
	length, why := f.expected()
	if why == "" && f.Learned == 0 {
		why = "unknown"
	}
	return f.Words.Lasts(length, string(why))
}
