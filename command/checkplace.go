package command

import (
	"errors"

	"halfday/desktop"
	"halfday/internal/files"
	"halfday/text"
)

// checkPlace says why nothing may be read: the home folder is not known, or
// another user could have written what would be read. To be called once,
// before newPlace.
func checkPlace() text.Problem {
	home, err := desktop.SetHome()
	if err != nil {
		return text.Problem{Kind: "no_home"}
	}
	p := barePlace(home)
	if p.dirs == (desktop.Dirs{}) {
		return text.Problem{Kind: "no_home"}
	}
	checks := []struct {
		check func(string) error
		path  string
	}{
		{files.CheckOwnDir, p.dirs.State},
		{files.CheckOwnDir, p.dirs.Config},
		{files.CheckOwnFile, p.settingsFile()},
		{files.CheckOwnFile, p.storeFile()},
		{files.CheckShared, p.files.Config},
		{files.CheckShared, p.files.Credentials},
	}
	for _, c := range checks {
		if err := c.check(c.path); err != nil {
			at := c.path
			if e, ok := errors.AsType[*files.PlaceError](err); ok {
				at = e.Path
			}
			return text.Problem{Kind: placeProblem(err), Detail: text.Clean(short(at), 200)}
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
