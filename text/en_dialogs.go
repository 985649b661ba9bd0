package text

import (
	"fmt"
	"time"
)

func dialogEN() DialogWords {
	return DialogWords{
		CodeTitle: func(role, acct string) string {
			return "MFA code: " + name(role) + inBrackets(account(acct))
		},
		Production: func(title string) string { return "PRODUCTION: " + value(title) },
		CodeText: func(role, acct, device, lasts string) string {
			return "Enter the six-digit MFA code.\nRole: " + name(role) + onLine("Account: ", account(acct)) + onLine("MFA device: ", name(device)) +
				"\nConsole: " + value(lasts)
		},
		CodeAgain: func(why string, wait time.Duration) string {
			next := "wait for the next one."
			if wait > 0 {
				next = "the next one comes in " + waitEN(wait) + "."
			}
			switch why {
			case "code_format":
				return "That was not six digits."
			case "code_reused":
				return "This code was sent before.\nEach code works once: " + next
			}
			return "AWS did not accept this code.\nEach code works once: " + next
		},
		Program: func(program, line string) string {
			if line == "" {
				return "Waiting for " + name(program) + ", which gives the code. You may type it instead."
			}
			return name(program) + ": " + value(line) + "\nIt gives the code; you may type it instead."
		},
		ProgramFailed: func(program, why, detail string) string {
			said := "failed" + inBrackets(value(detail))
			switch why {
			case "missing":
				said = "was not found"
			case "timeout":
				said = "gave no code in a minute"
			case "answer":
				said = "printed no line of six digits"
			}
			return name(program) + ", which should give the code, " + said + ". Please type it."
		},
		Several: func(names []string) string {
			return "One code for " + listEN(names) + ". AWS gives roles that share a code an hour each."
		},
		Full: func(n int) string {
			return fmt.Sprintf("%d consoles are open in this browser, and AWS allows no more at once: it will ask you to sign out of one.", n)
		},
		OpenTitle: func(role, acct string) string {
			return "Open: " + name(role) + inBrackets(account(acct))
		},
		OpenText: func(role, acct string, production bool) string {
			question := "Open the console?"
			if production {
				question = "Open the console of a role in production?"
			}
			return question + "\nRole: " + name(role) + onLine("Account: ", account(acct))
		},
		FromPage: "This was asked for in Halfday's page in the browser.",
		ConsentTitle: func(role, acct string) string {
			return "Open again: " + name(role) + inBrackets(account(acct))
		},
		ConsentText: func(role, acct string, until, now time.Time) string {
			return "Open the console again, without a new code?\nRole: " + name(role) + onLine("Account: ", account(acct)) +
				"\nThe session ends at " + clockEN(until, now.In(until.Location())) + ", in " + durationEN(until.Sub(now)) + "." +
				"\n\nDid you not ask for this? Then say no: another program did."
		},
		CenterPage: func(session string, signedIn bool) (title, text string) {
			if signedIn {
				return "Signed in to " + name(session), "Halfday opens the console now. You can close this tab."
			}
			return "Not signed in to " + name(session), "Access was denied on AWS's page. Halfday has said what to do. You can close this tab."
		},
		Device: func(session, address, complete, code string) Message {
			return Message{"Sign in to " + name(session), "Open " + value(address) + " on any device and enter the code " + value(code) + ".",
				"Or open " + value(complete) + ", and check that it shows the same code."}
		},
		HostsTitle: func(role, acct string) string {
			return "Not AWS: " + name(role) + inBrackets(account(acct))
		},
		HostsText: func(role string, hosts []string) string {
			return "Send codes and credentials of " + name(role) + " to a host that is not AWS's?\n" + hostLines(hosts) +
				"\n\nYour AWS files or the environment (endpoint_url, services, AWS_ENDPOINT_URL…, HALFDAY_SIGNIN_ENDPOINT) name it in AWS's place. If you do not know it, say no.\nHalfday remembers a yes."
		},
		AboutTitle: "About Halfday",
		AboutText: func(version string) string {
			return "Halfday " + name(version) + "\n\n" +
				"One click and one MFA code, and the AWS console is open for half a day.\n\n" +
				"Halfday writes no keys and no codes to disk. It is not a product of AWS. MIT licence."
		},
		UpdatesAsk: "Look now whether there is a newer version?",
		TryAgain:   func(m Message) string { return m.String() + "\n\nTry again?" },

		PageTitle: "The console did not open",
		PageText:  "Halfday has said why. You can close this tab.",
	}
}

// trayInstallEN says how to get a place for the icon.
func trayInstallEN(install string) string {
	if install == "" {
		return "It needs a panel that shows StatusNotifierItem icons."
	}
	return "To get one: " + value(install) + ", then log in again."
}
