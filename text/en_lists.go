package text

import (
	"fmt"
	"time"
)

func listsEN() ListWords {
	return ListWords{
		Find:      "Find a role…",
		Pin:       "Pin roles…",
		Pinned:    "Pinned",
		All:       func(n int) string { return fmt.Sprintf("All %d roles", n) },
		Group:     func(group string, n int) string { return fmt.Sprintf("%s (%d)", account(group), n) },
		NoAccount: "no account",
		NoSource:  "no source profile",
		More:      func(n int) string { return fmt.Sprintf("%d more: find a role…", n) },
		Others:    func(n int) string { return fmt.Sprintf("%d more", n) },

		FindTitle: "Find a role",
		FindText:  "Choose a role to sign in. Type the beginning of its name to find it.",
		PinTitle:  "Pin roles",
		PinText: func(key string) string {
			return "Choose the roles to pin to the top of the menu. Choosing a pinned role takes it off.\n" +
				"Hold " + name(key) + " to choose several."
		},
		Filter: func(n int) string {
			return fmt.Sprintf("There are %d roles. Enter a part of the name or of the account number.", n)
		},
		NoMatch: func(part string) Message {
			return Message{"No such role", fmt.Sprintf("No role has %s in its name or account number.", name(part)), "Try a shorter part."}
		},

		Row:      row,
		Running:  func(until, now time.Time) string { return "open until " + clockEN(until, now) },
		Ended:    func(at, now time.Time) string { return "ended " + clockEN(at, now) },
		Phase:    phaseEN,
		Broken:   wrongEN.reason,
		IsPinned: "pinned",
	}
}
