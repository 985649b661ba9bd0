package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"halfday/browser"
	"halfday/desktop"
	"halfday/dialogs"
	"halfday/doctor"
	"halfday/federation"
	"halfday/home"
	"halfday/proxy"
	"halfday/roles"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
)

// doctorLimit is how long the whole check may take.
const doctorLimit = 40 * time.Second

type doctorArgs struct {
	problems bool
	profile  string
}

func parseDoctor(args []string) (a doctorArgs, err error) {
	flags := flag.NewFlagSet("doctor", flag.ContinueOnError)
	flags.BoolVar(&a.problems, "problems", false, "")
	a.profile, err = parse(flags, args, 1)
	return a, err
}

// runDoctor is halfday doctor: it checks the set-up and prints what it finds.
func runDoctor(args []string) int {
	p := home.Load()
	a, err := parseDoctor(args)
	if err != nil {
		return usage(p, err, p.Words.Terminal.DoctorUsage)
	}
	hardenProcess()
	keepStdin() // a credential_process has no business with it
	ctx, stop := untilSignal(context.Background())
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, doctorLimit)
	defer cancel()
	c := checks{p}
	facts := doctor.Gather(ctx, c.facts(a.profile), c.edges())
	if ctx.Err() == context.Canceled {
		return exitCancelled
	}
	report := doctor.Judge(facts, p.Words)
	if _, err := fmt.Print(report.Text(p.Words, a.problems)); err != nil || !report.OK() {
		return exitFailed
	}
	return exitOK
}

// checks are the doctor's, of the place where this runs.
type checks struct{ home.Home }

// facts are what is known without asking anybody.
func (p checks) facts(profile string) doctor.Facts {
	folder, _ := os.UserHomeDir()
	f := doctor.Facts{
		Version: versionText(), System: runtime.GOOS + "/" + runtime.GOARCH, Desktop: desktopName(os.Getenv), Home: folder,
		Files: p.Files, Listing: p.Roles(nil), Override: home.Override(os.Getenv),
		Display: desktop.Display(), Asked: profile,
	}
	for _, problem := range p.Problems {
		f.Settings = append(f.Settings, problem.Line)
	}
	return f
}

// desktopName is what a desktop of Linux says of itself.
func desktopName(getenv func(string) string) string {
	var known []string
	for _, name := range []string{"XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE"} {
		if v := getenv(name); v != "" {
			known = append(known, v)
		}
	}
	return strings.Join(known, ", ")
}

// edges are the ways in which the doctor finds things out.
func (p checks) edges() doctor.Edges {
	found := func(name string, err error) doctor.Found {
		return doctor.Found{
			Name: name, Missing: err != nil,
			SwitchedOff: errors.Is(err, desktop.ErrNotificationsOff), Unasked: errors.Is(err, desktop.ErrNotificationsUnasked),
		}
	}
	return doctor.Edges{
		Tray: func(ctx context.Context) doctor.Tray {
			switch present, err := desktop.TrayHost(ctx); {
			case err != nil:
				return doctor.TrayNoBus
			case !present:
				return doctor.TrayMissing
			}
			return doctor.TrayPresent
		},
		TrayInstall:   desktop.TrayInstall,
		Dialogs:       func() string { return dialogs.Kind(dialogs.Check()) },
		Notifications: func(ctx context.Context) doctor.Found { return found(desktop.Notifications(ctx)) },
		Browser:       func(ctx context.Context) doctor.Found { return found(browser.DefaultBrowser(ctx)) },
		Hosts:         p.askHosts,
		Proxy: func() doctor.Proxy {
			found := proxy.Find(os.Getenv, p.Settings.Proxy, proxy.ReadSystem)
			return doctor.Proxy{Origin: string(found.Origin), Host: found.Host()}
		},
		Role: p.askRole,
	}
}

func (p checks) askHosts(ctx context.Context, r roles.Role) []doctor.Host {
	hosts, err := federation.Probe(ctx, r, p.federationOptions(r))
	if err != nil {
		return []doctor.Host{{Name: r.Partition, Problem: signin.Problem(err, r)}}
	}
	open := slices.ContainsFunc(hosts, func(h federation.Host) bool { return !h.STS && h.Err == nil })
	all := make([]doctor.Host, len(hosts))
	for i, h := range hosts {
		all[i] = doctor.Host{Spare: open && !h.STS, Name: h.Name, Took: h.Took, Skew: h.Skew, Dated: h.Dated, Problem: signin.Problem(h.Err, r)}
	}
	return all
}

// askRole asks AWS whose the role's source credentials are, and whether the MFA
// device is that user's.
func (p checks) askRole(ctx context.Context, r roles.Role) doctor.Role {
	aws, err := federation.Load(ctx, r, p.federationOptions(r))
	if err != nil {
		return doctor.Role{Problem: signin.Problem(err, r)}
	}
	defer aws.Close()
	var about doctor.Role
	// Not to a host that the person has not agreed to: the check sends a token,
	// or a signature, as a sign-in does.
	about.Strangers = aws.Strangers()
	if iam := aws.StrangerIAM(); iam != "" && !slices.Contains(about.Strangers, iam) {
		about.Strangers = append(about.Strangers, iam)
	}
	for _, host := range about.Strangers {
		if !p.Demo && !p.Agreed(r, host) {
			about.OwnerProblem = text.Problem{Kind: "host_unknown", Role: r.Profile, Detail: host}
			return about
		}
	}
	who, err := aws.Identity(ctx)
	if err != nil {
		about.OwnerProblem = signin.Problem(err, r)
	}
	about.OwnerARN, about.OwnerAccount = who.ARN, who.Account
	if aws.Source(ctx) == nil {
		about.NeedsCode, about.Limited = aws.NeedsCode(), aws.Limited()
		about.Length, _ = aws.Expected()
		_, about.LengthLearned = session.ReadMemory(p.StoreFile()).Lessons.Taken(r, p.Length(r), time.Now())
	}
	if err == nil && about.NeedsCode {
		about.Devices, err = aws.Devices(ctx)
		about.DevicesKnown = err == nil
	}
	return about
}

// federationOptions are those of a sign-in to r.
func (p checks) federationOptions(r roles.Role) federation.Options {
	o := options(p.Home, p.Settings.Roles[r.Profile])
	taken, _ := session.ReadMemory(p.StoreFile()).Lessons.Taken(r, o.Length, time.Now())
	o.Learned = federation.Rung(taken)
	return o
}
