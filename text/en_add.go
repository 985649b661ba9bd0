package text

func addEN() AddWords {
	return AddWords{
		Menu:    "Add a role…",
		TryDemo: "Try the demo",
		Welcome: func(file string) Message {
			return Message{
				Title: "Welcome to Halfday",
				What:  "Halfday found no roles in " + value(file) + ". A role looks like this there:" + exampleRole,
				Do:    "Add a role now? You need its ARN, the ARN of your MFA device, and a profile with your access keys. Without them, \"Try the demo\" in the menu shows how it works.",
			}
		},
		Title: "Add a role",
		ARN:   "ARN of the role, as in\narn:aws:iam::111122223333:role/ReadOnly",
		Name: func(suggested string) string {
			return "A name for the role in the menu.\nEmpty: " + name(suggested)
		},
		Source: "Which profile has your access keys?",
		NoSource: func(file string) Message {
			return Message{
				Title: "No access keys yet",
				What:  "No profile of the AWS files has access keys.",
				Do:    "In a terminal, run: aws configure --profile me. Or write the keys to " + value(file) + ", then add the role again.",
			}
		},
		MFASerial: "ARN of your MFA device, as in\narn:aws:iam::444455556666:mfa/your-name\n(AWS console: your name, Security credentials.) Empty: the role needs none.",
		Confirm: func(file string) Message {
			return Message{
				Title: "Add a role",
				What:  "Halfday will write this at the end of " + value(file) + ":",
				Do:    "Write it?",
			}
		},
		Production: func(role string) Message {
			return Message{
				Title: "Production?",
				What:  name(role) + " sounds like a role in production.",
				Do:    "Mark it, so that it never opens without a question that names it?",
			}
		},
		Added: func(role, backup string, keys bool) Message {
			m := Message{Title: "Role added", What: name(role) + " is in the menu."}
			if backup != "" {
				m.Do = "The file as it was before: " + value(backup)
				if keys {
					m.Do += ". It holds secret keys, as the file does: delete it when you need it no more."
				}
			}
			return m
		},
		Failed: func(file, detail string) Message {
			return Message{
				Title: "Role not added",
				What:  value(file) + " cannot be written" + inBrackets(value(detail)) + ".",
				Do:    "Check who may write it, and whether the disk is full.",
			}
		},
	}
}
