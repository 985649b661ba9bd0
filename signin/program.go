package signin

import (
	"context"
	"errors"
	"time"

	"halfday/text"
)

// Program gives codes in a person's place: a security key, a password manager.
type Program struct {
	Name string
	// Code waits for a code. told gets what the program says meanwhile, a line
	// at a time, on any goroutine until Code returns. Errors are
	// *ProgramError, and the end of ctx.
	Code func(ctx context.Context, told func(line string)) (string, error)
}

// ProgramError says why a program gave no code.
type ProgramError struct {
	Why    string // "missing", "failed", "timeout" or "answer"
	Detail string // what the program said last, cleaned
}

func (e *ProgramError) Error() string { return "asking a program for the code: " + e.Why }

const (
	// programPatience is how long nothing is shown while a program that says
	// nothing looks for its code.
	programPatience = 2 * time.Second
	// programEnds is how long a program that has said something may take to end:
	// it may have said why it fails.
	programEnds = 300 * time.Millisecond
)

// enter gets a code from the program, where there is one that has not failed, or
// else from the person.
func (f *Flow) enter(ctx context.Context, again text.Problem) (string, error) {
	if f.Program.Code != nil && f.failed == nil {
		code, err := f.fromProgram(ctx, again)
		if err == nil || !errors.As(err, &f.failed) {
			return code, err
		}
	}
	f.named = true
	return f.askCode(ctx, again, "")
}

// fromProgram asks the program. Where it takes its time the person sees the
// question, with what the program says, and may type the code: whoever is first
// gives it.
func (f *Flow) fromProgram(ctx context.Context, again text.Problem) (string, error) {
	ctx, stop := context.WithCancel(ctx)
	asking, answered := context.WithCancel(ctx)
	over, lines := make(chan struct{}), make(chan string, 1)
	var code string
	var problem error
	go func() {
		defer close(over)
		defer answered()
		// The code that AWS has seen is no longer of use.
		select {
		case <-time.After(again.Wait):
		case <-ctx.Done():
			problem = ctx.Err()
			return
		}
		code, problem = f.Program.Code(ctx, func(line string) {
			select {
			case lines <- line:
			default: // the question shows an earlier one
			}
		})
	}()
	defer func() { stop(); <-over }()

	line := ""
	select {
	case <-over:
		return code, problem
	case line = <-lines:
		select {
		case <-over:
			return code, problem
		case <-time.After(programEnds):
		}
	case <-time.After(programPatience):
	}
	typed, err := f.askCode(asking, again, line)
	if err == nil {
		f.named = true
		return typed, nil
	}
	if asking.Err() == nil {
		return "", err // the person gave up
	}
	<-over
	return code, problem
}
