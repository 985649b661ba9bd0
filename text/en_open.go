package text

import "fmt"

func openWordsEN() OpenWords {
	return OpenWords{
		Menu:    "Open…",
		Title:   func(role string) string { return "Open: " + name(role) },
		Choose:  "Which page of the console?",
		Another: "Another page…",
		Ask: "Which page of the console? A service such as cloudwatch, a path, or an address from the browser.\n" +
			"A region may follow: cloudwatch us-east-1",
		NotUsable: "That is not a page of this role's console.",
		OtherAccount: func(acct string) string {
			return "That page is of account " + account(acct) + ", not of this role's."
		},
	}
}

func severalEN() SeveralWords {
	return SeveralWords{
		Menu:  "Sign in to several…",
		Title: "Sign in to several",
		Choose: func(key string) string {
			return "Choose the roles to sign in to.\nHold " + name(key) + " to choose several."
		},
		How: func(n int, device string) string {
			return fmt.Sprintf("%d of these roles want a code of the MFA device %s. AWS takes each code once. ", n, name(device)) +
				"Several roles can share one, and AWS then gives each an hour. For more, up to 12 h, each role needs a code of its own, and the device shows a new one every half minute."
		},
		One:  "One code, 1 h each",
		Each: "A code for each, up to 12 h each",
	}
}
