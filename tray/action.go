package tray

// Action is what a click asks for. It is a value to be compared; the zero
// Action is nothing.
type Action struct {
	Kind    ActionKind
	Profile string
	Setting string // of SetBrowser: Browser.Setting, "" for the default
	Center  string // of CenterSignIn and CenterSignOut: roles.SSO.Key
}

// ActionKind names what a click asks for.
type ActionKind string

// The actions. Whoever takes them has to take them all.
const (
	ActionNone    ActionKind = ""
	SignIn        ActionKind = "sign-in"        // open with kept credentials where they last, else ask for a code
	SignInAgain   ActionKind = "sign-in-again"  // ask for a code in any case
	OpenConsole   ActionKind = "open-console"   // open Session.Console
	OpenPage      ActionKind = "open-page"      // choose a page of the console of Profile, and open it
	Forget        ActionKind = "forget"         // drop the session and its kept credentials
	Cancel        ActionKind = "cancel"         // end the sign-in of Profile
	CancelWaiting ActionKind = "cancel-waiting" // give up all sign-ins that are queued
	Reload        ActionKind = "reload"         // read the AWS files again
	OpenConfig    ActionKind = "open-config"
	MySettings    ActionKind = "settings" // talk about the person's settings
	OpenSettings  ActionKind = "open-settings"
	OpenLog       ActionKind = "open-log"
	CheckSetup    ActionKind = "check-setup"     // look for what is wrong with the set-up, and say it
	AddRole       ActionKind = "add-role"        // lead through adding a role
	RoleSettings  ActionKind = "role-settings"   // talk about the settings of Profile, or of one to be chosen
	SetBrowser    ActionKind = "set-browser"     // open Profile in another browser from now on
	TryDemo       ActionKind = "try-demo"        // start the demo beside this
	ShowAlarm     ActionKind = "show-alarm"      // say what it means that the session of Profile may be in other hands
	ShowProblem   ActionKind = "show-problem"    // say why the role Profile cannot work
	ShowOthers    ActionKind = "show-others"     // say why the profiles that there are are no roles
	ShowWarnings  ActionKind = "show-warnings"   // say what is wrong with the AWS files
	FindRole      ActionKind = "find-role"       // choose one of all roles from a list
	OpenHalfday   ActionKind = "open-halfday"    // open Halfday's page in the browser
	PinRoles      ActionKind = "pin-roles"       // choose the roles to pin
	CenterAdd     ActionKind = "center-add"      // lead through adding roles that Identity Center lists
	CenterSignIn  ActionKind = "center-sign-in"  // sign in to a session of Identity Center, even if somebody is
	CenterSignOut ActionKind = "center-sign-out" // sign out of it
	SignInSeveral ActionKind = "sign-in-several" // choose several roles and sign in to them
	SwitchLogin   ActionKind = "login-item"      // start at login, or no longer
	About         ActionKind = "about"
	Quit          ActionKind = "quit"
)
