package app

import (
	"halfday/session"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

// do carries out what the person asked for in the menu: TestEveryAction holds
// that it knows every action.
func (a *app) do(action tray.Action) {
	p := a.place.Load()
	switch action.Kind {
	case tray.ActionNone:
	case tray.SignIn:
		a.broker.SignIn(action.Profile)
	case tray.SignInAgain:
		a.broker.SignInAgain(action.Profile)
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
	case tray.OpenConfig:
		a.openFile(p.Files.Config)
	case tray.OpenSettings:
		a.openSettings()
	case tray.OpenLog:
		a.openFile(p.LogFile())
	case tray.CheckSetup:
		a.checkSetup()
	case tray.ShowWarnings:
		a.showWarnings()
	case tray.ShowProblem:
		a.showProblem(action.Profile)
	case tray.AddRole:
		a.addRole()
	case tray.ShowAlarm:
		if s, ok := a.session(action.Profile); ok {
			a.surfaces.error(a.words().Problem(signin.Stolen(s)))
		}
	case tray.RoleSettings:
		a.roleSettings(action.Profile)
	case tray.Reload:
		if a.offering.Load() {
			a.findBrowsers()
		}
		a.broker.Reload()
	case tray.SetBrowser:
		a.setBrowser(action.Profile, action.Setting)
	case tray.FindRole:
		a.findRole()
	case tray.PinRoles:
		a.pinRoles()
	case tray.TryDemo:
		a.tryDemo()
	case tray.SwitchLogin:
		a.switchLogin()
	default:
		a.log.Error("nobody does what was asked for", "action", string(action.Kind))
	}
}

func (a *app) words() text.Words { return a.place.Load().Words }

// session finds the session of profile in what the menu shows.
func (a *app) session(profile string) (session.Session, bool) {
	if state := a.state.Load(); state != nil {
		for _, s := range state.Sessions {
			if s.Profile == profile {
				return s, true
			}
		}
	}
	return session.Session{}, false
}
