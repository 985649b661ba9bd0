package home

import (
	"errors"

	"halfday/desktop"
	"halfday/internal/files"
	"halfday/text"
)

// Check says why nothing may be read: the home folder is not known, or
// another user could have written what would be read. To be called once,
// before Load.
func Check() text.Problem {
	home, err := desktop.SetHome()
	p := bare(home)
	if err != nil || p.Dirs == (desktop.Dirs{}) {
		return text.Problem{Kind: "no_home"}
	}
	checks := []struct {
		check func(string) error
		path  string
	}{
		{files.CheckOwnDir, p.Dirs.State},
		{files.CheckOwnDir, p.Dirs.Config},
		{files.CheckOwnFile, p.SettingsFile()},
		{files.CheckOwnFile, p.StoreFile()},
		{files.CheckShared, p.Files.Config},
		{files.CheckShared, p.Files.Credentials},
	}
	for _, c := range checks {
		if err := c.check(c.path); err != nil {
			at := c.path
			if e, ok := errors.AsType[*files.PlaceError](err); ok {
				at = e.Path
			}
			return text.Problem{Kind: placeProblem(err), Detail: text.Clean(Short(at), 200)}
		}
	}
	return text.Problem{}
}

func placeProblem(err error) string {
	switch {
	case errors.Is(err, files.ErrForeign):
		return "place_foreign"
	case errors.Is(err, files.ErrOpen):
		return "place_open"
	case errors.Is(err, files.ErrRelative):
		return "place_relative"
	}
	return "place_unreadable"
}
