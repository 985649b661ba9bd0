package text

func updateEN() UpdateWords {
	const title = "Updates"
	return UpdateWords{
		Newer: func(version, page, command string) Message {
			m := Message{title, "Halfday " + name(version) + " is there.", "Download it from " + value(page) + " and install it as you did this one."}
			if command != "" {
				m.Do = "To install it: " + value(command)
			}
			return m
		},
		None: func(version string) string { return "Halfday " + name(version) + " is the newest version." },
		Own:  Message{title, "This build of Halfday does not know where to ask for newer ones.", "Look where you got it from."},
		Forged: Message{title, "The answer is not signed by the makers of Halfday, so it was not read.",
			"A proxy may have answered. Try on another network; if it stays so, report it."},
		Failed: Message{title, "Nobody could be asked for a newer version.", "Check the network and the proxy, then try again."},
		Weekly: Message{title, "Look for a newer version once a week?",
			"That is one request for one small file. It says nothing about you, and nothing is installed."},
	}
}
