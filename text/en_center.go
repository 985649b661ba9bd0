package text

import (
	"fmt"
	"time"
)

func centerEN() CenterWords {
	return CenterWords{
		Standing: func(session string, until, now time.Time) string {
			if until.IsZero() {
				return name(session) + ": signed in"
			}
			return name(session) + ": signed in until " + clockEN(until, now)
		},
		NotIn: func(session string) string { return name(session) + ": not signed in" },
		Several: func(signedIn, all int) string {
			return fmt.Sprintf("Identity Center: %d of %d signed in", signedIn, all)
		},
		SignIn:    func(session string) string { return "Sign in to " + name(session) },
		Again:     func(session string) string { return "Sign in to " + name(session) + " again" },
		SignOut:   func(session string) string { return "Sign out of " + name(session) },
		SignedIn:  func(session string) string { return "Signed in to " + name(session) + "." },
		SignedOut: func(session string) string { return "Signed out of " + name(session) + "." },
		NotTold: func(session string, why Message) Message {
			return Message{"AWS does not know", "The sign-in to " + name(session) + " is gone from this computer, but AWS could not be told. " + why.What,
				"It ends by itself. If somebody else may have it, sign out in the AWS access portal of your organisation."}
		},
		Unknown: func(session string, names []string) Message {
			return Message{"No such session", "The AWS files have no Identity Center session " + name(session) + ".", "They have: " + or(listEN(names), "none") + "."}
		},
		Which: func(names []string) Message {
			return Message{"Which session?", "The AWS files have these Identity Center sessions: " + or(listEN(names), "none") + ".", "Name one of them."}
		},
		SignOutUsage: signOutUsageEN,

		AddMenu:  "Add roles from Identity Center…",
		AddTitle: "Add roles",
		AddWhich: "Roles of which Identity Center session?",
		Another:  "Another one…",
		StartURL: "Start URL of your AWS access portal, as in\nhttps://d-1234567890.awsapps.com/start",
		Region:   "Region of Identity Center, as in eu-central-1.\nThe page of the AWS access portal, or whoever manages your accounts, says which.",
		Name: func(suggested string) string {
			return "A name for this sign-in, as the AWS CLI knows it, too.\nEmpty: " + name(suggested)
		},
		Reading: func(read, all int) string { return fmt.Sprintf("Reading your roles: %d of %d accounts", read, all) },
		NoneThere: func(session string) Message {
			return Message{"No roles there", "Identity Center lists no roles for the person who is signed in to " + name(session) + ".",
				"Sign in as somebody else, or ask whoever manages your accounts."}
		},
		AllStand: func(n int) Message {
			return Message{"Nothing to add", fmt.Sprintf("All %d roles that Identity Center lists for you are in the AWS files.", n), "You find them in the menu."}
		},
		Choose: func(n, stand int, how string) string {
			text := fmt.Sprintf("%d roles can be added", n)
			if stand > 0 {
				text += fmt.Sprintf(", %d more are in the AWS files", stand)
			}
			return text + ".\n" + value(how)
		},
		HoldKey: func(key string) string { return "Hold " + name(key) + " to choose several." },
		Numbers: "Type their numbers, as in 1,3-5, or all.",
		Confirm: func(file string, n int) Message {
			return Message{"Add roles", fmt.Sprintf("Halfday will write %d profiles at the end of %s:", n, value(file)), "Write it?"}
		},
		MoreToWrite: func(n int) string { return fmt.Sprintf("… and %d more profiles", n) },
		Added: func(n int, backup string, keys bool) Message {
			return Message{"Roles added", fmt.Sprintf("%d roles are in the menu.", n), keptEN(backup, keys)}
		},
		Production: func(names []string) Message {
			return Message{"Production?", listEN(names) + ": this sounds like production.", "Mark it, so that it never opens without a question that names it?"}
		},
		AddUsage: addRolesUsageEN,
	}
}

const signOutUsageEN = `Usage:
  halfday sign-out [SESSION]

Signs out of a session of Identity Center: the AWS CLI's token is removed, and
AWS is told. SESSION is the name of its section in the AWS config file, or its
start URL; it may be left out where there is one. Consoles that are open stay so.

` + exitCodesEN

const addRolesUsageEN = `Usage:
  halfday roles add [--sso-session NAME]

Lists the accounts and roles that Identity Center has for you, after a sign-in
where one is needed, and adds those that you choose to the AWS config file: each
becomes a profile ACCOUNTNAME-ROLE. You see what will be written before it is;
the file as it was is kept beside it. Where the AWS files have no session yet,
it asks for the start URL and the region.

Flags:
  --sso-session NAME   the session, by the name of its section

` + exitCodesEN
