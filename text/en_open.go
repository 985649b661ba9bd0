package text

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
