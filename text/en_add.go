package text

func addEN() AddWords {
	return AddWords{
		Menu:    "Add a role…",
		TryDemo: "Try the demo",
		Welcome: func(file string) Message {
			return Message{"Welcome to Halfday", "Halfday found no roles in " + value(file) + ". A role looks like this there:" + exampleRole,
				"Add a role now? You need its ARN, the ARN of your MFA device, and a profile with your access keys. Without them, \"Try the demo\" in the menu shows how it works."}
		},
		Title: "Add a role",
		ARN:   "ARN of the role, as in\narn:aws:iam::111122223333:role/ReadOnly",
		Name: func(suggested string) string {
			return "A name for the role in the menu.\nEmpty: " + name(suggested)
		},
		Source: "Which profile has your access keys?",
		NoSource: func(file string) Message {
			return Message{"No access keys yet", "No profile of the AWS files has access keys.",
				"In a terminal, run: aws configure --profile me. Or write the keys to " + value(file) + ", then add the role again."}
		},
		MFASerial: "ARN of your MFA device, as in\narn:aws:iam::444455556666:mfa/your-name\n(AWS console: your name, Security credentials.) Empty: the role needs none.",
		Confirm: func(file string) Message {
			return Message{"Add a role", "Halfday will write this at the end of " + value(file) + ":", "Write it?"}
		},
		Production: func(role string) Message {
			return Message{"Production?", name(role) + " sounds like a role in production.",
				"Mark it, so that it never opens without a question that names it?"}
		},
		Added: func(role, backup string, keys bool) Message {
			return Message{"Role added", name(role) + " is in the menu.", keptEN(backup, keys)}
		},
		Failed: func(file, detail string) Message {
			return Message{"Role not added", value(file) + " cannot be written" + inBrackets(value(detail)) + ".",
				"Check who may write it, and whether the disk is full."}
		},
	}
}

// keptEN says where a file is as it was before; "" where there was none.
func keptEN(backup string, keys bool) string {
	switch {
	case backup == "":
		return ""
	case keys:
		return "The file as it was before: " + value(backup) + ". It holds secret keys, as the file does: delete it when you need it no more."
	}
	return "The file as it was before: " + value(backup)
}
