package app

import (
	"halfday/dialogs"
	"halfday/roles"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

// do carries out what the person asked for in the menu: TestEveryAction holds
// that it knows every action.
func (a *app) do(action tray.Action) {
	switch action.Kind {
	case tray.ActionNone:
	case tray.SignIn:
		a.broker.SignIn(action.Profile, a.front.Take())
	case tray.SignInAgain:
		a.broker.SignInAgain(action.Profile, a.front.Take())
	case tray.Cancel:
		a.broker.Cancel(action.Profile)
	case tray.CancelWaiting:
		a.broker.CancelWaiting()
	case tray.Forget:
		a.broker.Forget(action.Profile)
	case tray.Quit:
		a.quit()
	case tray.About:
		a.about()
	case tray.OpenConsole:
		if s, ok := a.session(action.Profile); ok {
			a.openConsole(s)
		}
	case tray.OpenPage:
		a.openPage(action.Profile)
	case tray.OpenConfig:
		a.openFile(a.home.Files.Config)
	case tray.MySettings:
		a.mySettings()
	case tray.OpenSettings:
		a.openSettings()
	case tray.OpenLog:
		a.openFile(a.home.LogFile())
	case tray.CheckSetup:
		a.checkSetup()
	case tray.ShowOthers:
		a.showOthers()
	case tray.ShowWarnings:
		a.showWarnings()
	case tray.ShowProblem:
		a.showProblem(action.Profile)
	case tray.AddRole:
		a.addRole()
	case tray.ShowAlarm:
		if s, ok := a.session(action.Profile); ok {
			a.problem(signin.Stolen(s))
		}
	case tray.RoleSettings:
		a.roleSettings(action.Profile)
	case tray.Reload:
		if a.offering {
			a.findBrowsers()
		}
		a.broker.Reload()
	case tray.SetBrowser:
		a.setBrowser(action.Profile, action.Setting)
	case tray.FindRole:
		a.findRole()
	case tray.OpenHalfday:
		a.openHalfday("")
	case tray.SignInSeveral:
		a.signInSeveral()
	case tray.PinRoles:
		a.pinRoles()
	case tray.TryDemo:
		a.tryDemo()
	case tray.CenterAdd:
		a.addFromCenter()
	case tray.CenterSignIn:
		a.center(action.Center, "sign-in", "--events", "--sso-session="+action.Center)
	case tray.CenterSignOut:
		a.center(action.Center, "sign-out", "--events", "--", action.Center)
	case tray.SwitchLogin:
		a.switchLogin()
	default:
		a.log.Error("nobody does what was asked for", "action", string(action.Kind))
	}
}

// session finds the session of profile in what the menu shows.
func (a *app) session(profile string) (session.Session, bool) {
	if a.state != nil {
		for _, s := range a.state.Sessions {
			if s.Profile == profile {
				return s, true
			}
		}
	}
	return session.Session{}, false
}

// showProblem says why a role cannot work, and what to do about it.
func (a *app) showProblem(profile string) {
	if a.state == nil {
		return
	}
	if p, bad := problemOf(*a.state, profile); bad {
		a.problem(p)
	}
}

// problemOf tells why the role of profile cannot work, where that is so.
func problemOf(s session.State, profile string) (p text.Problem, bad bool) {
	r, _ := roleOf(s.Roles, profile)
	return tray.Problem(r), r.Problem.Kind != roles.ProblemNone
}

// roleOf finds the role of profile.
func roleOf(all []roles.Role, profile string) (roles.Role, bool) {
	for _, r := range all {
		if r.Profile == profile {
			return r, true
		}
	}
	return roles.Role{}, false
}

// showWarnings says what is wrong with the AWS files.
func (a *app) showWarnings() {
	if a.state == nil {
		return
	}
	words := a.words()
	m := text.Message{Title: words.Menu.Title}
	const most = 12 // more do not fit a dialog
	for i, w := range a.state.Warnings {
		if i == most {
			m.What += "\n…"
			break
		}
		m.What += words.Menu.Warning(string(w.Kind), w.File, w.Line) + "\n"
	}
	a.tell(dialogs.AskInfo, m)
}

// showOthers says why the profiles of the AWS files are no roles.
func (a *app) showOthers() {
	if a.state == nil {
		return
	}
	words := a.words()
	m := text.Message{Title: words.Menu.Title, What: words.Menu.NoRoles + "\n"}
	const most = 6 // more do not fit a dialog
	for i, o := range a.state.Others {
		if i == most {
			m.What += "\n" + words.Menu.MoreProfiles(len(a.state.Others)-most)
			break
		}
		m.What += "\n" + text.Clean(o.Profile, 60) + ": " + words.Terminal.NoRole(string(o.Kind))
	}
	a.tell(dialogs.AskInfo, m)
}
