package text

func updateEN() UpdateWords {
	const title = "Updates"
	return UpdateWords{
		Newer: func(version, page, command string) Message {
			m := Message{Title: title, What: "Halfday " + name(version) + " is there.", Do: "Download it from " + value(page) + " and install it as you did this one."}
			if command != "" {
				m.Do = "To install it: " + value(command)
			}
			return m
		},
		None:   func(version string) string { return "Halfday " + name(version) + " is the newest version." },
		Own:    Message{Title: title, What: "This build of Halfday does not know where to ask for newer ones.", Do: "Look where you got it from."},
		Forged: Message{Title: title, What: "The answer is not signed by the makers of Halfday, so it was not read.", Do: "A proxy may have answered. Try on another network; if it stays so, report it."},
		Failed: Message{Title: title, What: "Nobody could be asked for a newer version.", Do: "Check the network and the proxy, then try again."},
		Weekly: Message{
			Title: title, What: "Look for a newer version once a week?",
			Do: "That is one request for one small file. It says nothing about you, and nothing is installed.",
		},
	}
}
