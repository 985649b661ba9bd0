package command

import (
	"flag"
	"log/slog"
	"os"

	"golang.org/x/term"

	"halfday/federation"
	"halfday/home"
	"halfday/roles"
	"halfday/signin"
)

// signInArgs are the arguments of halfday sign-in.
type signInArgs struct {
	events    bool // the tray's child: JSON lines on stdout, the request on stdin
	codeStdin bool
	printURL  bool
	verbose   bool
	profile   string
	adHoc     roles.NewRole
	center    string           // a session of Identity Center to sign in to, and nothing else
	page      *federation.Page // of halfday open: the page that was asked for, which elsewhere has, too
	elsewhere elsewhere
}

func parseSignIn(args []string) (a signInArgs, err error) {
	flags := flag.NewFlagSet("sign-in", flag.ContinueOnError)
	flags.BoolVar(&a.events, "events", false, "")
	flags.BoolVar(&a.codeStdin, "code-stdin", false, "")
	flags.BoolVar(&a.printURL, "print-url", false, "")
	flags.BoolVar(&a.verbose, "v", false, "")
	flags.StringVar(&a.adHoc.RoleARN, "role-arn", "", "")
	flags.StringVar(&a.adHoc.MFASerial, "mfa-serial", "", "")
	flags.StringVar(&a.adHoc.SourceProfile, "source-profile", "", "")
	flags.StringVar(&a.elsewhere.page.Region, "region", "", "")
	flags.StringVar(&a.elsewhere.page.Where, "page", "", "")
	flags.StringVar(&a.elsewhere.browser, "browser", "", "")
	flags.StringVar(&a.center, "sso-session", "", "")
	if a.profile, err = parse(flags, args, 1); err != nil {
		return a, err
	}
	if a.adHoc.RoleARN != "" {
		a.adHoc.Region = a.elsewhere.page.Region
	}
	switch {
	case a.center != "" && (a.profile != "" || a.adHoc != (roles.NewRole{}) || a.elsewhere != (elsewhere{}) || a.codeStdin || a.printURL):
		return a, usageError{notTogether, "--sso-session", "PROFILE, --role-arn, --page, --code-stdin, --print-url"}
	case a.center != "":
	case a.profile == "" && a.adHoc.RoleARN == "" && a.adHoc != (roles.NewRole{}):
		return a, usageError{needsAlso, "--mfa-serial, --source-profile", "--role-arn"}
	case a.choose() && a.events:
		return a, usageError{needsAlso, "--events", "PROFILE"}
	case a.choose() && a.codeStdin:
		return a, usageError{needsAlso, "--code-stdin", "PROFILE"}
	case a.profile != "" && a.adHoc != (roles.NewRole{}):
		return a, usageError{notTogether, "PROFILE", "--role-arn, --mfa-serial, --source-profile"}
	case a.printURL && a.elsewhere.browser != "":
		return a, usageError{notTogether, "--print-url", "--browser"}
	case a.events && (a.codeStdin || a.printURL):
		return a, usageError{notTogether, "--events", "--code-stdin, --print-url"}
	}
	return a, nil
}

// choose tells whether the person is to choose the role.
func (a signInArgs) choose() bool { return a.profile == "" && a.adHoc.RoleARN == "" }

// signIn is halfday sign-in: one sign-in, for the tray or for a person.
func signIn(args []string) int {
	p := home.Load()
	a, err := parseSignIn(args)
	if err != nil {
		return usage(p, err, p.Words.Terminal.SignInUsage)
	}
	return signInWith(p, a)
}

// forTray tells that what was typed on a terminal is for the tray: it would wait
// for ever for a request, and credentials may be among the events.
func (a signInArgs) forTray() error {
	if a.events && (term.IsTerminal(int(os.Stdin.Fd())) || term.IsTerminal(int(os.Stdout.Fd()))) {
		return usageError{forPrograms, "--events", ""}
	}
	return nil
}

// signInWith runs the process of one sign-in.
func signInWith(p home.Home, a signInArgs) int {
	if a.verbose {
		slog.SetDefault(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug})))
	}
	if err := a.forTray(); err != nil {
		return usage(p, err, p.Words.Terminal.SignInUsage)
	}
	s, ctx, stop := newSignInProcess(p, a)
	defer stop()
	if a.center != "" {
		return s.signInToCenter(ctx)
	}
	return s.run(ctx)
}

// exitFor is the exit code for a kind of problem, "" being none.
func exitFor(kind string) int {
	switch federation.Kind(kind) {
	case "":
		return exitOK
	case signin.Cancelled:
		return exitCancelled
	case federation.KindCodeRejected, federation.KindMFADeviceUnknown, "code_tries", "code_reused", "code_format":
		return exitCode
	case federation.KindAccessDenied, "no_mfa":
		return exitDenied
	case federation.KindNoNetwork, federation.KindTimeout, federation.KindCaptivePortal, federation.KindTLS:
		return exitNetwork
	case federation.KindConfig, federation.KindEndpointOverride, federation.KindEndpointPath, federation.KindFilesBounds,
		federation.KindRegionUnknown, federation.KindDestination, federation.KindSourceNone:
		return exitConfig
	}
	return exitFailed
}
