package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"halfday/dialogs"
	"halfday/roles"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

// chooseInTerminal lists the roles with numbers, and returns the profile of the
// one that the person chooses. A number or a name is an answer; anything else is
// asked again. It gives signin.ErrCancelled where they choose none.
func chooseInTerminal(ctx context.Context, out io.Writer, lines lineReader, roles []roles.Role, words text.Words) (string, error) {
	for i, label := range tray.Rows(roles, words) {
		fmt.Fprintf(out, "%3d  %s\n", i+1, label)
	}
	for {
		line, err := prompt(ctx, out, words.Terminal.ChooseRole, lines)
		if line = strings.TrimSpace(line); err != nil || line == "" {
			return "", signin.ErrCancelled
		}
		if i, ok := roleByAnswer(roles, line); ok {
			return roles[i].Profile, nil
		}
	}
}

// roleByAnswer finds a role by its name, or else by its number from 1.
func roleByAnswer(listed []roles.Role, answer string) (i int, ok bool) {
	i = slices.IndexFunc(listed, func(r roles.Role) bool { return r.Profile == answer })
	if n, err := strconv.Atoi(answer); i < 0 && err == nil {
		i = n - 1
	}
	return i, i >= 0 && i < len(listed)
}

// chooseInDialog is the same in a native list.
func (s *signInProcess) chooseInDialog(ctx context.Context, roles []roles.Role) (string, error) {
	words := s.home.Words
	a, err := s.dialog(ctx, dialogs.Ask{Kind: dialogs.AskList, Title: words.Lists.FindTitle, Text: words.Lists.FindText, Items: tray.Rows(roles, words)})
	if errors.Is(err, dialogs.ErrCancelled) {
		err = signin.ErrCancelled
	}
	if err != nil {
		return "", err
	}
	return roles[a.Index].Profile, nil
}

// chooseRole lets the person choose the role of the sign-in, of those in whose
// account the page is where one was asked for. exitOK: they have.
func (s *signInProcess) chooseRole(ctx context.Context) int {
	list := roles.ReadRoles(s.home.Files, os.Getenv).Roles
	if page := s.args.page; page != nil {
		if list = page.Of(list); len(list) == 0 {
			return s.cannot(ctx, text.Problem{Kind: "page_no_role", Account: page.Account}, "")
		}
	}
	if len(list) == 0 {
		s.ui.Tell(ctx, text.Message{Title: s.home.Words.Menu.Title, What: s.home.Words.Menu.NoRoles})
		return exitConfig
	}
	var profile string
	var err error
	if s.lines != nil {
		profile, err = chooseInTerminal(ctx, os.Stderr, s.lines, list, s.home.Words)
	} else {
		profile, err = s.chooseInDialog(ctx, list)
	}
	switch {
	case errors.Is(err, signin.ErrCancelled):
		return exitCancelled
	case err != nil:
		s.ui.Tell(ctx, s.home.Words.Problem(dialogProblem(err)))
		return exitFailed
	}
	s.args.profile = profile
	return exitOK
}
