package text

import "fmt"

// appProblemsEN are the problems of Halfday itself and of the desktop: its
// command line, dialogs, the browser, the settings.
var appProblemsEN = map[string]func(p Problem) Message{
	"role_unknown": func(p Problem) Message {
		return Message{"No such role", fmt.Sprintf("The AWS files have no role %s.", or(p.Role, "of this name")),
			"halfday roles lists those that they have."}
	},
	"page_port": func(Problem) Message {
		return Message{"Halfday's page does not open", "No port on this computer could be opened for Halfday's page.", "Quit Halfday and start it again. " + doLogEN}
	},
	"page_address": func(Problem) Message {
		return Message{"Not a console page", "That is not the address of a page of the AWS console.",
			"Copy the whole address from the browser, and put it in quotation marks."}
	},
	"page_argument": func(p Problem) Message {
		return Message{"Not a page of the console", "That is not a page of this role's AWS console" + inBrackets(value(p.Detail)) + ".",
			"Write a service such as cloudwatch, a path that begins with /, or a page's address."}
	},
	"region_argument": func(p Problem) Message {
		return Message{"Region not known", "This role's part of AWS has no such region" + inBrackets(p.Region) + ".", "Write one such as us-east-1."}
	},
	"browser_argument": func(p Problem) Message {
		return Message{"Browser not found", "This computer has no such browser" + inBrackets(value(p.Detail)) + ".", "It has: " + or(p.Program, "none that Halfday knows") + "."}
	},
	"page_no_role": func(p Problem) Message {
		return Message{"No role for this page", "The AWS files have no role that works for account " + or(account(p.Account), "of this page") + ".",
			"halfday roles lists those that they have, and why one does not work."}
	},
	"crashed": func(p Problem) Message {
		return Message{"Sign-in ended early", "The sign-in to " + roleEN(p) + " ended unexpectedly.", doLogEN}
	},
	"stdin": func(p Problem) Message {
		return Message{"No MFA code", "There was no MFA code on standard input.",
			"Write the six digits to it, or leave out --code-stdin."}
	},
	"cancelled": cancelledEN,
	"canceled":  cancelledEN,
	"dialog_missing": func(p Problem) Message {
		return Message{"No dialog program", "There is no program that can show a dialog.",
			"Install zenity" + inBrackets(p.Detail) + ", or sign in from a terminal: halfday sign-in" + argument("", p.Role)}
	},
	"display_missing": func(p Problem) Message {
		return Message{"No display", "There is no graphical display to show a dialog on.",
			"Sign in from a terminal: halfday sign-in" + argument("", p.Role)}
	},
	"dialog_failed": func(p Problem) Message {
		what := "The dialog could not be shown"
		if p.Program != "" {
			what += ": " + p.Program + " ended at once"
		}
		return Message{"Dialog failed", what + inBrackets(p.Detail) + ".",
			"Try again, or sign in from a terminal: halfday sign-in" + argument("", p.Role)}
	},
	"dialog_timeout": func(p Problem) Message {
		return Message{"Dialog closed", "Nobody typed a code for 5 minutes, so Halfday closed the dialog.",
			"Choose the role again when you have the code at hand."}
	},
	"browser_missing": func(p Problem) Message {
		return Message{"No browser", "There is no browser to open the console in.",
			"Install one, or choose a default browser in the system's settings, then try again."}
	},
	"browser_failed": func(p Problem) Message {
		return Message{"Browser did not open", "The browser did not open" + inBrackets(p.Detail) + ".", browserEN}
	},
	"browser_not_fetched": func(p Problem) Message {
		return Message{"Browser did not open", "The browser did not open the console within 60 s.", browserEN}
	},
	"browser_refused": func(p Problem) Message {
		who := "Another user of this computer"
		if p.Program != "" {
			who = "The program " + name(p.Program)
		}
		return Message{"Not your browser", who + " asked for the sign-in page in the browser's place, and got nothing.",
			"If that is your browser, name it in the settings: browser = \"command: PROGRAM {url}\". In WSL, or where the browser is on another computer, use halfday sign-in --print-url."}
	},
	"browser_contested": func(Problem) Message {
		return Message{"Two asked for the page", "Two programs asked for the sign-in page at the same time, so neither got it.",
			"One of them was your browser. If it happens again, find out which program follows what you open before you sign in."}
	},
	"session_alarm": func(p Problem) Message {
		do := "If you did not open it twice yourself: go to the role in the IAM console, Revoke sessions, Revoke active sessions. That ends all sessions of the role."
		if p.Detail != "" {
			do += "\n\n" + value(p.Detail)
		}
		return Message{"Session in other hands?", "Another program asked for the sign-in page of " + or(name(p.Role), "the role") + " besides your browser. One of the two has the session.", do}
	},
	"browser_setting": func(p Problem) Message {
		return Message{"Browser not found", "The browser in the settings of this role is not on this computer" + inBrackets(p.Detail) + ".",
			"Install it, or choose another one in “" + roleWordsEN().Menu + "”."}
	},
	"login_item": func(p Problem) Message {
		return Message{"Start at login not changed", "Start at login could not be changed.", doLogEN}
	},
	"no_home": func(Problem) Message {
		return Message{"No home folder", "Halfday cannot tell which folder is your home: neither HOME nor the user database names one.",
			"Set HOME to the full path of your home folder and start again."}
	},
	"place_foreign": func(p Problem) Message {
		return Message{"Another user's folder", "Halfday reads nothing from " + or(p.Detail, "a place") + ": it belongs to another user.",
			"Look at HOME and the XDG_ variables; move the file or folder away if it is none of yours."}
	},
	"place_open": func(p Problem) Message {
		return Message{"A folder for everybody", "Halfday reads nothing from " + or(p.Detail, "this place") + ": everybody may write to it.",
			"Keep settings, sessions and AWS files in a folder that only you may write to."}
	},
	"place_relative": func(p Problem) Message {
		return Message{"Not a full path", "Halfday reads nothing from " + or(p.Detail, "a relative path") + ": what that is depends on the current folder.",
			"Write a full path into the AWS_ or HALFDAY_ variable that names it."}
	},
	"place_unreadable": func(p Problem) Message {
		return Message{"Folder cannot be checked", "Halfday could not look at its own folder" + inBrackets(p.Detail) + ".",
			"Look at the permissions of that folder."}
	},
	"login_item_off": func(Problem) Message {
		return Message{"Start at login is switched off", "Halfday is switched off among the login items in System Settings.",
			"Switch it on there: General › Login Items. That page opens now."}
	},
	"login_item_place": func(p Problem) Message {
		return Message{"Start at login not changed", "Halfday cannot start at login from " + or(p.Detail, "this folder") + ": it is temporary, or others may write to it.",
			"Move Halfday to a folder of your own, or to one of the system, and start it from there."}
	},
	"host_unknown": func(p Problem) Message {
		return Message{"Not AWS", "A host that is not AWS's would get the code and the credentials" + inBrackets(p.Detail) + ", and nobody has agreed to that for " + roleEN(p) + ".",
			"Sign in once where Halfday can ask: in a terminal without --code-stdin, or from the menu."}
	},
	"production_unasked": func(p Problem) Message {
		return Message{"Production", "A role in production never opens without a question, and nobody can be asked here about " + roleEN(p) + ".",
			"Sign in where Halfday can ask: in a terminal without --code-stdin, or from the menu."}
	},
	"open_failed": func(p Problem) Message {
		return Message{"File did not open", "There is no program that opens " + or(p.Detail, "this file") + ".",
			"Open it in an editor of your choice."}
	},
	"doctor_failed": func(p Problem) Message {
		return Message{"The check did not end", "The check of the set-up ended without a result.", "Run halfday doctor in a terminal."}
	},
	"settings_write": func(p Problem) Message {
		return Message{"Settings not saved", "The settings file could not be written.",
			"Check that the disk is not full and that the file is yours."}
	},
}

const browserEN = "If it happens again, choose another default browser in the system's settings."

func cancelledEN(Problem) Message {
	return Message{"Cancelled", "The sign-in was cancelled.", ""}
}
