package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"halfday/browser"
	"halfday/desktop"
	"halfday/home"
	"halfday/notify"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

// show carries states and preferences to the menu, and ends the menu when ctx
// ends.
func (a *app) show(ctx context.Context, v *tray.View) {
	for {
		select {
		case s := <-a.broker.Changes():
			before := a.state.Swap(&s)
			a.stir(before, s)
			if before == nil && len(s.Roles) == 0 {
				a.spawn(a.welcome) // who has roles needs none
			}
			a.explainTwo(before, s)
			a.askLeave(before, s)
			a.offerBrowsers(s)
		case <-a.redraw:
		case <-ctx.Done():
			v.Quit()
			return
		}
		if s := a.state.Load(); s != nil { // else the first state is on its way
			v.Show(tray.Menu(*s, *a.prefs.Load(), a.zone.In(time.Now()), a.words()))
		}
	}
}

// keyNoTray is the notification that there is no place for the icon.
const keyNoTray = "no-tray"

// awaitHost says that there is no tray to show the icon in, with a way on, and
// takes it back where the tray comes late, as it may at login.
func (a *app) awaitHost(ctx context.Context) {
	if !hostMissing(ctx, desktop.TrayHost) {
		return
	}
	a.log.Warn("no tray host")
	words := a.words().Reminder
	a.notes.offer(keyNoTray, words.NoTray(desktop.TrayInstall()), notify.Button{Key: buttonFind, Label: words.FindRole})
	for range hostLate / hostPatience {
		if !sleep(ctx, hostPatience) {
			return
		}
		if present, _ := desktop.TrayHost(ctx); present {
			a.notes.withdraw([]string{keyNoTray})
			return
		}
	}
}

// hostMissing tells whether there is no tray host, and none comes soon. Where
// there is one it leaves no timer behind: the end of a long one costs some
// fifty wake-ups, since the kernel ends long waits in epoll late (by a
// thousandth) and the Go runtime looks for the timer until then.
func hostMissing(ctx context.Context, host func(context.Context) (present bool, err error)) bool {
	if present, _ := host(ctx); present || !sleep(ctx, hostPatience) {
		return false
	}
	present, err := host(ctx)
	return !present && err == nil
}

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

// noDialogs says, in a notification and in the terminal that may be there, what
// it takes to have dialogs.
func (a *app) noDialogs() {
	m := a.words().Problem(text.Problem{Kind: "dialog_missing", Detail: desktop.DialogInstall()})
	fmt.Fprintln(os.Stderr, "halfday: "+m.String())
	a.notes.say("no-dialog", m)
}

// openFile opens a file in the program that the person uses for such files.
func (a *app) openFile(path string) {
	say := func(kind string) {
		a.surfaces.error(a.words().Problem(text.Problem{Kind: kind, Detail: text.Clean(home.Short(path), 200)}))
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		say(string(roles.WarningMissing))
		return
	}
	a.surfaces.open(nil, "file:"+path, a.surfaces.activate(), func(error) { say("open_failed") })
}

// openConsole opens the plain address of the console, in the browser that the
// role is opened in. Who is shown there, the browser decides.
func (a *app) openConsole(s session.Session) {
	setting := a.place.Load().Settings.Roles[s.Profile].Browser
	say := func(kind string) {
		a.surfaces.error(a.words().Problem(text.Problem{Kind: kind, Role: s.Profile, Detail: setting}))
	}
	command, err := browser.CommandOf(setting)
	if err != nil {
		say("browser_setting")
		return
	}
	token := a.surfaces.activate()
	if window := NewWindow(setting, token); window != nil {
		command = window
	}
	a.surfaces.open(command, s.Console, token, func(err error) { say(browser.Kind(err)) })
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

// follow makes the broker and the menu follow the settings as they are now.
func (a *app) follow() {
	a.following.Lock()
	defer a.following.Unlock()
	a.broker.SetPolicy(a.policy())
	a.prefs.Store(new(a.preferences()))
	select {
	case a.redraw <- struct{}{}:
	default:
	}
}

// policy is the part of the settings that the broker follows.
func (a *app) policy() session.Policy {
	set := a.place.Load().Settings
	policy := session.Policy{Leads: a.leads(), Keep: set.Keeps(""), KeepOf: map[string]bool{}, LeadsOf: map[string][]time.Duration{}, KeepWhenLocked: set.KeepWhenLocked}
	for profile, own := range set.Roles {
		policy.KeepOf[profile] = set.Keeps(profile)
		if own.Remind != nil && a.options.Remind == 0 {
			policy.LeadsOf[profile] = own.Remind
		}
	}
	return policy
}

// leads are how long before its end a session is announced.
func (a *app) leads() []time.Duration {
	if a.options.Remind > 0 {
		return []time.Duration{a.options.Remind}
	}
	return a.place.Load().Settings.Remind
}

// preferences are what shapes the menu.
func (a *app) preferences() tray.Preferences {
	p := a.place.Load()
	set := p.Settings
	prefs := tray.Preferences{
		Room:          tray.RoomOf(os.Getenv("XDG_CURRENT_DESKTOP"), set.MenuLines, set.FlatRoles),
		Demo:          p.Demo,
		Override:      home.Override(os.Getenv),
		TimeInMenuBar: set.TimeInMenuBar,
		Pinned:        set.Pinned,
		GroupBy:       set.GroupBy,
	}
	if leads := a.leads(); len(leads) > 0 {
		prefs.Lead = slices.Max(leads)
	}
	if len(p.Problems) > 0 {
		prefs.SettingsProblem = p.Problems[0].Line
	}
	if found := a.browsers.Load(); found != nil {
		prefs.Browsers = *found
	}
	prefs.LoginItem, _ = home.LoginItem().Status()
	return prefs
}

// watchSettings follows edits of the settings file.
func (a *app) watchSettings(ctx context.Context) {
	p := a.place.Load()
	if err := os.MkdirAll(filepath.Dir(p.SettingsFile()), 0o700); err != nil {
		a.log.Warn("making the settings folder", "error", err)
	}
	only := roles.Files{Config: p.SettingsFile(), Credentials: p.SettingsFile()}
	roles.WatchFiles(ctx, only, func() {
		last := a.place.Load()
		next := *last
		next.Reload()
		a.place.Store(&next)
		a.followLogin()
		a.follow()
		a.broker.Reload() // labels
		if next.Words.Language != last.Words.Language && a.offering.Load() {
			a.findBrowsers() // their names are words, too
		}
	})
}

// openSettings opens the settings file, which is written first where there is
// none, so that there is something to edit.
func (a *app) openSettings() {
	p := a.place.Load()
	if err := settings.Create(p.SettingsFile()); err != nil {
		a.log.Warn("writing the settings file", "error", err)
	}
	a.openFile(p.SettingsFile())
}

// showProblem says why a role cannot work, and what to do about it.
func (a *app) showProblem(profile string) {
	state := a.state.Load()
	if state == nil {
		return
	}
	for _, r := range state.Roles {
		if r.Profile == profile && r.Problem.Kind != roles.ProblemNone {
			a.surfaces.error(a.words().Problem(tray.Problem(r)))
		}
	}
}

func (a *app) showWarnings() {
	state := a.state.Load()
	if state == nil {
		return
	}
	words := a.words()
	m := text.Message{Title: words.Menu.Title}
	const most = 12 // more do not fit a dialog
	for i, w := range state.Warnings {
		if i == most {
			m.What += "\n…"
			break
		}
		m.What += words.Menu.Warning(string(w.Kind), w.File, w.Line) + "\n"
	}
	a.surfaces.info(m)
}

// remind announces the end of sessions.
func (a *app) remind(r session.Reminder) {
	words, now := a.words(), a.zone.In(time.Now())
	names := make([]string, len(r.Profiles))
	for i, name := range r.Profiles {
		names[i] = text.Clean(cmp.Or(a.place.Load().Settings.Roles[name].Label, name), 60)
	}
	m := words.Reminder.Ending(names, r.Left)
	if r.Lead == 0 {
		m = words.Reminder.Ended(names, a.zone.In(r.Expires), now)
	}
	a.notes.remind(r, m, words.Reminder)
}

// pressed carries out what a button of a reminder stands for.
func (a *app) pressed(key, button string) {
	switch button {
	case buttonAgain:
		a.broker.SignInReminded(key)
	case buttonLater:
		a.broker.RemindLater(key)
	case buttonFind:
		a.findRole()
	}
}

// alarm notifies of a session that may be in other hands; its sign-in shows a
// dialog. A notification holds no address.
func (a *app) alarm(profile string) {
	m := a.words().Problem(text.Problem{Kind: "session_alarm", Role: text.Clean(profile, 60)})
	a.notes.say("alarm "+profile, m)
}

// died says that a sign-in process ended without a word.
func (a *app) died(profile, detail string) {
	a.surfaces.error(a.words().Problem(text.Problem{
		Kind: "crashed", Role: text.Clean(profile, 60), Detail: text.Clean(detail, 200),
	}))
}

// here shows a sign of life at a second start.
func (a *app) here() {
	m := a.words().Reminder.Here
	if iconHides {
		m = a.words().Reminder.HereHidden
	}
	a.notes.say("here", m)
}

// askLeave asks for the permission to notify after a sign-in, when a person
// knows what there is to be reminded of; once.
func (a *app) askLeave(before *session.State, now session.State) {
	if before != nil && len(now.Sessions) > len(before.Sessions) && a.leaveAsked.CompareAndSwap(false, true) {
		a.notes.askLeave(a.words().Reminder.Permission)
	}
}

// message takes what another start of Halfday, or a sign-in, has to say. The
// answer is yes, but for a code that was sent before.
func (a *app) message(m desktop.Message) bool {
	switch m.Kind {
	case MessageHere:
		a.spawn(a.comeForward)
	case messageSession:
		s, err := decodeSession(m.Body)
		if err != nil {
			a.log.Warn("reading a session report", "error", err)
			return true
		}
		a.broker.Report(s.Session, s.Lesson)
	case MessageLogin:
		a.follow()
	case messageCode, messageCodeBack:
		return a.codes.message(m)
	}
	return true
}

// comeForward answers a person who starts Halfday once more: it says where the
// icon is; where there is none, it shows the roles.
func (a *app) comeForward() {
	ctx, stop := context.WithTimeout(a.surfaces.ctx, hostPatience)
	defer stop()
	if present, err := desktop.TrayHost(ctx); err == nil && !present {
		a.findRole()
		return
	}
	a.notes.say("here", a.words().Reminder.Here)
}

// errBusGone ends the tray when the session bus has.
type errBusGone struct{ error }

func (e errBusGone) Unwrap() error { return e.error }
