package tray

import (
	"slices"
	"strings"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/text"
)

// Choice is a role as a list dialog shows it.
type Choice struct {
	Profile string
	Row     string // its name, account and state; not escaped for a surface
}

// Choices are all roles of s, some of which are pinned, as they are at now, in
// the order of their names.
// A list dialog finds a row by what is typed: so a row begins with the name.
func Choices(s session.State, pinned []string, now time.Time, w text.Words) []Choice {
	states := make(map[string][]string)
	say := func(profile, state string) { states[profile] = append(states[profile], state) }
	for _, a := range s.Attempts {
		say(a.Profile, w.Lists.Phase(string(a.Phase)))
	}
	for _, v := range s.Sessions {
		if v.Ended(now) {
			say(v.Profile, w.Lists.Ended(v.Expires.In(now.Location()), now))
		} else {
			say(v.Profile, w.Lists.Running(v.Expires.In(now.Location()), now))
		}
	}
	for _, profile := range pinned {
		say(profile, w.Lists.IsPinned)
	}
	choices := make([]Choice, 0, len(s.Roles))
	for _, r := range s.Roles {
		if r.Problem.Kind != roles.ProblemNone {
			say(r.Profile, w.Lists.Broken(Problem(r)))
		}
		name := r.Profile
		if r.Label != "" {
			name = r.Label + " (" + name + ")"
		}
		if r.Production {
			name += " " + strings.TrimSpace(productionSign)
		}
		choices = append(choices, Choice{r.Profile, text.Row(name, r.Account, states[r.Profile]...)})
	}
	slices.SortStableFunc(choices, func(a, b Choice) int { return byName(a.Row, b.Row) })
	return choices
}

// Matching are those choices that hold part, in whichever case, or the digits
// of it.
func Matching(choices []Choice, part string) []Choice {
	part = strings.ToLower(strings.TrimSpace(part))
	digits := strings.NewReplacer("-", "", " ", "").Replace(part)
	var found []Choice
	for _, c := range choices {
		row := strings.ToLower(c.Row)
		if strings.Contains(row, part) || digits != "" && isDigits(digits) && strings.Contains(strings.ReplaceAll(row, "-", ""), digits) {
			found = append(found, c)
		}
	}
	return found
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Rows are a line for each role: its name, its account, and why it
// cannot work where it cannot.
func Rows(listed []roles.Role, words text.Words) []string {
	labels := make([]string, len(listed))
	for i, r := range listed {
		name := text.Clean(r.Profile, 60)
		labels[i] = text.Row(name, r.Account)
		if r.Problem.Kind != roles.ProblemNone {
			labels[i] = words.Menu.BrokenRole(name, Problem(r))
		}
	}
	return labels
}
