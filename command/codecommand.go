package command

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"halfday/internal/child"
	"halfday/roles"
	"halfday/signin"
	"halfday/text"
)

// codeLimit is how long a program may look for a code.
const codeLimit = time.Minute

// codeProgram is the program of a code_command or mfa_process, of which
// {device} and {serial} are the name and the ARN of the MFA device. It runs
// without a shell. Its words may hold secrets: none is logged or told but the
// program's name.
func codeProgram(line, serial string) signin.Program {
	if strings.TrimSpace(line) == "" {
		return signin.Program{}
	}
	argv, err := child.Split(line)
	if err != nil {
		return signin.Program{Name: "code_command", Code: func(context.Context, func(string)) (string, error) {
			return "", &signin.ProgramError{Why: "failed", Detail: err.Error()}
		}}
	}
	named := strings.NewReplacer("{serial}", serial, "{device}", roles.ARNName(serial))
	for i := range argv {
		argv[i] = named.Replace(argv[i])
	}
	return signin.Program{
		Name: text.Clean(filepath.Base(argv[0]), 60),
		Code: func(ctx context.Context, told func(string)) (string, error) { return runForCode(ctx, argv, told) },
	}
}

func runForCode(ctx context.Context, argv []string, told func(string)) (string, error) {
	limited, stop := context.WithTimeout(ctx, codeLimit)
	defer stop()
	last := ""
	out, err := child.Run(limited, argv, func(line string) {
		last = text.Clean(line, 200)
		told(last)
	})
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case limited.Err() != nil:
		return "", &signin.ProgramError{Why: "timeout"}
	case errors.Is(err, child.ErrNotStarted):
		return "", &signin.ProgramError{Why: "missing"}
	case err != nil:
		return "", &signin.ProgramError{Why: "failed", Detail: last}
	}
	for line := range strings.Lines(string(out)) {
		if code, ok := signin.CleanCode(line); ok {
			return code, nil
		}
	}
	return "", &signin.ProgramError{Why: "answer"}
}
