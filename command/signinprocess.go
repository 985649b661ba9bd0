package command

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/user"
	"strings"
	"time"

	"golang.org/x/term"

	"halfday/app"
	"halfday/browser"
	"halfday/desktop"
	"halfday/federation"
	"halfday/home"
	"halfday/internal/child"
	"halfday/page"
	"halfday/proxy"
	"halfday/roles"
	"halfday/session"
	"halfday/settings"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

// newSignInProcess chooses where the sign-in asks and how it reports: a
// child of the tray uses dialogs and event lines, a person in a terminal the
// terminal, and a person without one (a key binding, say) dialogs.
//
// ctx ends with stop, or when nobody wants the sign-in any more. What shows comes
// to the front with what started this: the click that the tray tells of, or a key
// or a launcher.
func newSignInProcess(p home.Home, a signInArgs) (s *signInProcess, ctx context.Context, stop context.CancelFunc) {
	hardenProcess()
	ctx, stop = context.WithCancel(context.Background())
	s = &signInProcess{home: p, args: a, report: logEvent, activation: child.InheritActivation()}
	in := keepStdin()
	switch {
	case a.events:
		child.OwnGroup()
		s.ui = s.dialogUI()
		s.report = eventLines(os.Stdout)
		s.request = readRequest(in, stop)
		s.activation = child.NewActivation(s.request.Token)
		s.args.elsewhere.page = cmp.Or(s.request.Page, a.elsewhere.page)
		if from := s.request.FromPage; from != nil {
			s.args.elsewhere.browser = from.Browser
		}
	case a.codeStdin:
		s.ui = terminalUI(newLineReader(in), false, p.Words)
	case term.IsTerminal(int(in.Fd())):
		s.lines = newLineReader(in)
		s.ui = terminalUI(s.lines, true, p.Words)
		ctx, stop = untilSignal(ctx)
	default:
		child.OwnGroup()
		s.ui = s.dialogUI()
		ctx, stop = untilSignal(ctx)
	}
	if !a.events && (a.printURL || !desktop.Display()) {
		s.ui.Device = func(m text.Message) { fmt.Fprintln(os.Stderr, "halfday: "+m.String()) }
	}
	return s, ctx, stop
}

// signInProcess is the process of one sign-in: its way to ask, its way to report,
// and what it was asked.
type signInProcess struct {
	home    home.Home
	args    signInArgs
	ui      signin.UI
	lines   lineReader // of the person in a terminal; nil: there is none
	report  func(session.Event)
	request session.Request
	browser *signInBrowser // of what opens in a browser; nil: nothing does
	// activation is what the first window comes to the front with.
	activation *child.Activation
}

func (s *signInProcess) run(ctx context.Context) int {
	if s.args.choose() {
		if code := s.chooseRole(ctx); code != exitOK {
			return code
		}
	}
	role, problem := s.role()
	if problem.Kind != "" {
		return s.cannot(ctx, problem, "")
	}
	who := role
	if s.args.adHoc.RoleARN != "" {
		who.Profile = "" // no profile's settings belong to it
	}
	there := s.args.elsewhere
	// None for "": TOML has no such table.
	own, problem := there.of(s.home.Settings.Roles[who.Profile], role, os.Getenv(home.EndpointVariable))
	if problem.Kind != "" {
		return s.cannot(ctx, problem, "")
	}
	options := options(s.home, own)
	options.Issuer = cmp.Or(options.Issuer, s.wayBack(who))
	if s.request.Role != nil && len(s.request.Source) > 0 {
		if err := options.Source.UnmarshalBinary(s.request.Source); err != nil {
			s.request.Source = nil
		}
	}
	lessons := s.request.Lessons
	if !s.args.events && s.args.profile != "" {
		lessons = session.ReadMemory(s.home.StoreFile()).Lessons
	}
	taken, _ := lessons.Taken(role, options.Length, time.Now())
	options.Learned = federation.Rung(taken)
	in := browser.Setting(own.Browser)
	if s.args.printURL {
		in = session.Elsewhere
	}
	flow := s.flow(role, func(ctx context.Context) (*federation.SignIn, error) { return federation.Load(ctx, who, options) })
	flow.Length, flow.Region = options.Length, cmp.Or(options.Region, role.Region)
	flow.Label, flow.Production = own.Label, s.home.Settings.IsProduction(who.Profile, role.RoleARN)
	flow.Reopen = session.Terms(s.home.Settings.Reopens(role.Profile))
	flow.AskOpen = role.Kind == roles.KindIdentityCenter && own.Reopen == settings.ReopenAsk
	flow.In, flow.Full, flow.Page = in, s.full(role, in), session.PageAt(there.page.Where, there.page.Region)
	flow.Learned, flow.Told = options.Learned, lessons.Told(role)
	flow.Codes = app.ClaimCodes(s.home.Dirs)
	if !s.args.codeStdin {
		line := own.CodeCommand
		if line == "" {
			line = cmp.Or(roles.MFAProcess(s.home.Files, role), s.home.Settings.CodeCommand)
		}
		flow.Program = codeProgram(line, role.MFASerial)
	}
	flow.Early = flow.MayAskEarly(os.Getenv, !s.home.Demo && home.Override(os.Getenv) != "")
	if !s.args.events && flow.Full > 0 {
		fmt.Fprintln(os.Stderr, "halfday: "+s.home.Words.Dialog.Full(flow.Full))
	}
	if s.args.printURL {
		flow.Browser = printer()
	} else {
		var err error
		if flow.Browser, err = s.newBrowser(ctx, own.Browser); err != nil {
			return s.cannot(ctx, text.Problem{Kind: "browser_setting", Role: role.Profile, Detail: own.Browser}, err.Error())
		}
	}
	defer flow.Browser.Close()
	result := flow.Run(ctx)
	if result.Problem != "" {
		return exitFor(result.Problem)
	}
	if !s.args.events {
		s.signedIn(result)
		flow.Report = func(e session.Event) {
			s.report(e)
			if e.Kind == session.EventAlarm {
				s.alarm(result.Session)
			}
		}
	}
	watch, stop := untilSignal(ctx)
	defer stop()
	flow.Watch(watch)
	return exitOK
}

// flow is the course of what is done for a role, as far as all of them go the same
// way. load reads what AWS needs to know; nothing that is started after it gets
// the environment that it has read.
func (s *signInProcess) flow(role roles.Role, load func(context.Context) (*federation.SignIn, error)) signin.Flow {
	return signin.Flow{
		Role: role, Request: s.request, Words: s.home.Words, UI: s.ui, Sort: dialogProblem, Report: s.report, Now: time.Now,
		Load: func(ctx context.Context) (signin.AWS, error) {
			aws, err := load(ctx)
			if err != nil {
				return nil, err
			}
			child.StripEnviron()
			if s.browser != nil {
				s.browser.prepare()
			}
			return aws, nil
		},
		Hosts: signin.Hosts{
			Demo:  s.home.Demo,
			Known: func(host string) bool { return s.home.Agreed(role, host) },
			Agree: func(hosts []string) { s.home.Agree(role, hosts) },
		},
	}
}

// wayBack is the address that a role's ended console leads back to: its place in
// Halfday's page. "" where the page has never been, or a role is in no file.
func (s *signInProcess) wayBack(r roles.Role) string {
	if place, ok := page.ParsePlace(desktop.PrivateFile(s.home.PageFile())); ok && r.Profile != "" {
		return place.Back(r)
	}
	return ""
}

// tab gives the one-shot address to the tab that waits for it; nil where none
// does.
func (s *signInProcess) tab() func(address string) {
	if from := s.request.FromPage; from == nil || from.Tab == "" {
		return nil
	}
	return func(address string) {
		s.report(session.Event{Kind: session.EventAddress, Address: session.OneShot(address)})
	}
}

// cannot says why there will be no sign-in: something is set up wrong. detail
// is for the log.
func (s *signInProcess) cannot(ctx context.Context, p text.Problem, detail string) int {
	s.report(session.Event{Kind: session.EventFailed, Problem: p.Kind, Detail: detail})
	s.ui.Tell(ctx, s.home.Words.Problem(p))
	return exitConfig
}

// role finds the role that was asked for, or says why it cannot be used.
func (s *signInProcess) role() (roles.Role, text.Problem) {
	if s.args.profile == "" {
		r := roles.AdHocRole(s.home.Files, os.Getenv, s.args.adHoc)
		return r, tray.Problem(r)
	}
	if r := s.request.Role; r != nil && r.Profile == s.args.profile {
		return *r, tray.Problem(*r)
	}
	for _, r := range roles.ReadRoles(s.home.Files, os.Getenv).Roles {
		if r.Profile == s.args.profile {
			return r, tray.Problem(r)
		}
	}
	return roles.Role{}, text.Problem{Kind: "role_unknown", Role: text.Clean(s.args.profile, 60)}
}

// full is how many consoles of other roles are open in a browser where AWS takes
// no more, else 0.
func (s *signInProcess) full(role roles.Role, in string) int {
	open := s.request.Consoles
	if !s.args.events {
		open = session.InBrowsers(session.ReadMemory(s.home.StoreFile()).Sessions, role, time.Now())
	}
	if n := open[in]; n >= session.MostInBrowser && !s.home.Demo && !s.home.Settings.SignOutFirst {
		return n
	}
	return 0
}

// options are what the settings say of a sign-in, own being those of the role.
func options(p home.Home, own settings.Role) federation.Options {
	o := federation.Options{
		ConfigFile:      p.Files.Config,
		CredentialsFile: p.Files.Credentials,
		Length:          cmp.Or(own.Length, p.Settings.Length),
		Region:          own.Region,
		Destination:     own.Destination,
		Issuer:          p.Settings.Issuer,
		SignOutFirst:    p.Settings.SignOutFirst,
		SigninEndpoint:  os.Getenv(home.EndpointVariable),
		Proxy:           proxy.Func(os.Getenv, p.Settings.Proxy),
		CABundle:        p.Settings.CABundle,
		TokenCache:      p.TokenCache(),
		Locks:           p.Dirs.Runtime,
		Foreign:         browser.Foreign,
		SessionName:     own.SessionName,
		SourceIdentity:  own.SourceIdentity,
		Tags:            own.Tags,
	}
	if host, err := os.Hostname(); err == nil {
		o.HostName, _, _ = strings.Cut(host, ".")
	}
	if u, err := user.Current(); err == nil {
		o.UserName = u.Username
	}
	return o
}
