package text

func pageEN() PageWords {
	return PageWords{
		Search:   "Find a role",
		Hint:     "A part of a name, label, account number or region, or a copied address of the AWS console. Arrow keys choose, Enter opens.",
		Sessions: "Sessions", Roles: "Roles", Chosen: "The chosen role", Day: "Today, with the sessions in it",
		PageField: "Page of the console (nothing: the usual one)", Region: "Region", Browser: "Browser", Usual: "The usual one",
		Open: "Open the console", Again: "Ask for a new code", Cancel: "Cancel the sign-in",
		Production: "production", Alarm: "may be in other hands: Halfday's menu says more",
		None: "No role matches.", More: "{0} roles match. Type more to see fewer.",
		Left: "{0} h {1} min left", Ended: "ended at {0}",
		BackEnded: "The console session of {0} has ended.", BackEndedAt: "The console session of {0} ended at {1}.", BackHere: "Sign in and go on in this tab", Raise: "Show Halfday",
		Closed:   "This tab is not connected with Halfday. Open the page from Halfday's menu, or show it here.",
		Lost:     "Halfday does not answer. As soon as it runs again, this page goes on.",
		Late:     "Halfday did not take that. Reload the page, or try again in a moment.",
		NoPage:   "That address leads to none of the roles.",
		NoOpen:   "This role's console has no such page or region, or the browser is not there any more.",
		BackRuns: "The console session of {0} still runs: {1}.",
	}
}
