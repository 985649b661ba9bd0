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
	}
}

const signOutUsageEN = `Usage:
  halfday sign-out [SESSION]

Signs out of a session of Identity Center: the AWS CLI's token is removed, and
AWS is told. SESSION is the name of its section in the AWS config file, or its
start URL; it may be left out where there is one. Consoles that are open stay so.

` + exitCodesEN
