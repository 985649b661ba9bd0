package app

import (
	"slices"

	"halfday/dialogs"
	"halfday/roles"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

// do carries out what the person asked for in the menu.
func (a *app) do(action tray.Action) {
	if do, known := a.deeds(action)[action.Kind]; known {
		do()
		return
	}
	a.log.Error("nobody does what was asked for", "action", string(action.Kind))
}

// deeds are what is done for each kind of action: TestEveryAction holds that
// none lacks.
func (a *app) deeds(action tray.Action) map[tray.ActionKind]func() {
	profile, center := action.Profile, action.Center
	return map[tray.ActionKind]func(){
		tray.ActionNone:    func() {},
		tray.SignIn:        func() { a.broker.SignIn(profile, session.Wish{Token: a.front.Take()}) },
		tray.SignInAgain:   func() { a.broker.SignIn(profile, session.Wish{Again: true, Token: a.front.Take()}) },
		tray.SignInSeveral: a.signInSeveral,
		tray.Cancel:        func() { a.broker.Cancel(profile) },
		tray.CancelWaiting: a.broker.CancelWaiting,
		tray.Forget:        func() { a.broker.Forget(profile) },
		tray.OpenConsole:   func() { a.withSession(profile, a.openConsole) },
		tray.OpenPage:      func() { a.openPage(profile) },
		tray.OpenHalfday:   func() { a.openHalfday("") },
		tray.OpenConfig:    func() { a.openFile(a.home.Files.Config) },
		tray.OpenSettings:  a.openSettings,
		tray.OpenLog:       func() { a.openFile(a.home.LogFile()) },
		tray.MySettings:    a.mySettings,
		tray.RoleSettings:  func() { a.roleSettings(profile) },
		tray.SetBrowser:    func() { a.setBrowser(profile, action.Setting) },
		tray.FindRole:      a.findRole,
		tray.PinRoles:      a.pinRoles,
		tray.AddRole:       a.addRole,
		tray.ShowAlarm:     func() { a.withSession(profile, func(s session.Session) { a.problem(signin.Stolen(s)) }) },
		tray.ShowOthers:    a.showOthers,
		tray.ShowProblem:   func() { a.showProblem(profile) },
		tray.ShowWarnings:  a.showWarnings,
		tray.CheckSetup:    a.checkSetup,
		tray.CenterAdd:     a.addFromCenter,
		tray.CenterSignIn:  func() { a.center(center, "sign-in", "--events", "--sso-session="+center) },
		tray.CenterSignOut: func() { a.center(center, "sign-out", "--events", "--", center) },
		tray.Reload:        a.reload,
		tray.SwitchLogin:   a.switchLogin,
		tray.TryDemo:       a.tryDemo,
		tray.About:         a.about,
		tray.Quit:          a.quit,
	}
}

// withSession does f with the session of profile, where the menu shows one.
func (a *app) withSession(profile string, f func(session.Session)) {
	if i := slices.IndexFunc(a.state.Sessions, func(s session.Session) bool { return s.Profile == profile }); i >= 0 {
		f(a.state.Sessions[i])
	}
}

// reload reads the AWS files again, and looks for browsers where the menu offers
// them.
func (a *app) reload() {
	a.findBrowsersAgain()
	a.broker.Reload()
}

// showProblem says why a role cannot work, and what to do about it.
func (a *app) showProblem(profile string) {
	if r, _ := roleOf(a.state.Roles, profile); r.Problem.Kind != roles.ProblemNone {
		a.problem(tray.Problem(r))
	}
}

// roleOf finds the role of profile.
func roleOf(all []roles.Role, profile string) (roles.Role, bool) {
	if i := slices.IndexFunc(all, func(r roles.Role) bool { return r.Profile == profile }); i >= 0 {
		return all[i], true
	}
	return roles.Role{}, false
}

// showWarnings says what is wrong with the AWS files.
func (a *app) showWarnings() {
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
