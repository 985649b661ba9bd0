package doctor

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"halfday/internal/redact"
	"halfday/roles"
	"halfday/text"
)

// Check is one thing that was looked at.
type Check struct {
	Name   string // a few words
	Grade  Grade
	What   string // one sentence
	Remedy string // what to do; "" where nothing is to be done
}

// Grade says how much a check matters.
type Grade int

// The grades.
const (
	Fine     Grade = iota
	Doubtful       // Halfday works, but the person may want to know
	Bad            // something does not work
)

// How far the clock may be off. An authenticator app of a computer whose clock
// is 30 s off shows another code than AWS expects; AWS refuses signatures that
// are 5 minutes off.
const (
	clockDoubtful = 30 * time.Second
	clockBad      = 4 * time.Minute
)

// Report is the checks, and what stands above them.
type Report struct {
	Heading string
	Checks  []Check
}

// OK tells whether nothing is bad.
func (r Report) OK() bool { return r.count(Bad) == 0 }

func (r Report) count(g Grade) (n int) {
	for _, c := range r.Checks {
		if c.Grade == g {
			n++
		}
	}
	return n
}

// Judge makes the report. It is pure.
func Judge(f Facts, w text.Words) Report {
	j := judge{f: f, w: w, d: w.Doctor}
	j.files()
	j.roles()
	j.settings()
	j.desktop()
	j.hosts()
	j.clock()
	j.role()
	clean := cleaner(f.Home)
	for i := range j.checks {
		c := &j.checks[i]
		c.Name, c.What, c.Remedy = clean(c.Name), clean(c.What), clean(c.Remedy)
	}
	return Report{Heading: clean(j.d.Heading(f.Version, f.System, f.Desktop)), Checks: j.checks}
}

type judge struct {
	f      Facts
	w      text.Words
	d      text.DoctorWords
	checks []Check
}

func (j *judge) fine(name, what string) {
	j.checks = append(j.checks, Check{Name: name, What: what})
}

func (j *judge) add(name string, g Grade, m text.Message) {
	j.checks = append(j.checks, Check{Name: name, Grade: g, What: m.What, Remedy: m.Do})
}

func (j *judge) files() {
	const most = 20 // a thousand lines of junk need no thousand lines here
	for i, w := range j.f.Listing.Warnings {
		if i == most {
			j.add(j.d.Files, Doubtful, text.Message{What: j.w.Menu.Warnings(len(j.f.Listing.Warnings) - most)})
			break
		}
		g := Doubtful
		if w.Fatal() || w.Kind == roles.WarningQuote || w.Kind == roles.WarningMissing && len(j.f.Listing.Roles) == 0 {
			g = Bad
		}
		j.add(j.d.Files, g, text.Message{What: j.w.Menu.Warning(string(w.Kind), w.File, w.Line)})
	}
	if len(j.f.Listing.Warnings) == 0 {
		j.fine(j.d.Files, j.d.FilesRead(j.f.Files.Config, j.f.Files.Credentials))
	}
	if strings.HasPrefix(j.f.System, "darwin/") {
		j.fine(j.d.Files, j.d.LoginShell)
	}
}

func (j *judge) roles() {
	var broken []roles.Role
	n := 0
	for _, r := range j.f.Listing.Roles {
		if r.Problem.Kind == roles.ProblemNone {
			continue
		}
		if n++; j.f.Asked == "" || j.f.Asked == r.Profile {
			broken = append(broken, r)
		}
	}
	if len(j.f.Listing.Roles) == 0 {
		j.add(j.d.Roles, Doubtful, text.Message{What: j.w.Menu.NoRoles})
		const most = 6
		for i, o := range j.f.Listing.Others {
			if i == most {
				j.add(j.d.Roles, Doubtful, text.Message{What: j.w.Menu.MoreProfiles(len(j.f.Listing.Others) - most)})
				break
			}
			j.add(j.d.Roles, Doubtful, text.Message{What: text.Clean(o.Profile, 60) + ": " + j.w.Terminal.NoRole(string(o.Kind))})
		}
		return
	}
	j.fine(j.d.Roles, j.d.RolesFound(len(j.f.Listing.Roles), n))
	for _, r := range broken {
		j.add(r.Profile, Bad, j.w.Problem(text.Problem{
			Kind: string(r.Problem.Kind), Role: r.Profile, Profile: r.Problem.Profile, Detail: r.Problem.Detail, Account: r.Account,
		}))
	}
}

func (j *judge) settings() {
	for _, line := range j.f.Settings {
		j.add(j.d.Settings, Bad, j.d.SettingsLine(line))
	}
	if len(j.f.Settings) == 0 {
		j.fine(j.d.Settings, j.d.SettingsRead)
	}
}

func (j *judge) desktop() {
	if !j.f.Display { // a terminal is enough to sign in from
		j.add(j.d.Tray, Doubtful, j.w.Terminal.NoDisplay)
		return
	}
	switch j.f.Tray {
	case TrayPresent:
		j.fine(j.d.Tray, j.d.TrayPresent)
	case TrayMissing:
		j.add(j.d.Tray, Bad, j.d.NoTray(j.f.TrayInstall))
	case TrayNoBus:
		j.add(j.d.Tray, Bad, j.w.Terminal.NoSessionBus)
	}
	if j.f.Dialogs == "" {
		j.fine(j.d.Dialogs, j.d.DialogsShow)
	} else {
		j.add(j.d.Dialogs, Bad, j.w.Problem(text.Problem{Kind: j.f.Dialogs}))
	}
	switch n := j.f.Notifications; {
	case n.SwitchedOff:
		j.add(j.d.Notifications, Doubtful, j.d.NotificationsOff)
	case n.Unasked:
		j.fine(j.d.Notifications, j.d.NotificationsUnasked)
	case n.Missing:
		j.add(j.d.Notifications, Doubtful, j.d.NoNotifications)
	default:
		j.fine(j.d.Notifications, j.d.NotificationsBy(n.Name))
	}
	if j.f.Browser.Missing {
		j.add(j.d.Browser, Bad, j.w.Problem(text.Problem{Kind: "browser_missing"}))
	} else {
		j.fine(j.d.Browser, j.d.OpensIn(j.f.Browser.Name))
	}
}

func (j *judge) hosts() {
	if j.f.Override != "" {
		j.add(j.d.Connection, Doubtful, text.Message{What: j.w.Menu.Override(j.f.Override)})
	}
	switch j.f.Proxy.Origin {
	case "":
	case "script":
		j.add(j.d.Connection, Doubtful, j.d.ProxyScript)
	default:
		j.fine(j.d.Connection, j.d.ProxyBy(j.f.Proxy.Host, j.f.Proxy.Origin))
	}
	for _, h := range j.f.Hosts {
		if h.Problem.Kind == "" {
			j.fine(j.d.Connection, j.d.Answered(h.Name, h.Took))
			continue
		}
		problem, g := j.w.Problem(h.Problem), Bad
		if h.Spare {
			problem.Do, g = j.d.AnotherAnswers, Doubtful
		}
		j.add(j.d.Connection, g, problem)
	}
}

func (j *judge) clock() {
	for _, h := range j.f.Hosts {
		if !h.Dated {
			continue
		}
		// The Date has whole seconds, and the answer was under way.
		off := max(h.Skew, -h.Skew) - h.Took - time.Second
		wrong := j.w.Problem(text.Problem{Kind: "clock_skew", Skew: h.Skew.Round(time.Second)})
		switch {
		case off >= clockBad:
			j.add(j.d.Clock, Bad, wrong)
		case off >= clockDoubtful:
			j.add(j.d.Clock, Doubtful, wrong)
		default:
			j.fine(j.d.Clock, j.d.ClockRight)
		}
		return
	}
}

func (j *judge) role() {
	if _, ok := j.f.asked(); j.f.Asked != "" && !ok {
		j.add(j.f.Asked, Bad, j.w.Problem(text.Problem{Kind: "role_unknown", Role: j.f.Asked}))
		return
	}
	r := j.f.Role
	if r == nil {
		return
	}
	if r.Problem.Kind != "" {
		j.add(r.Profile, Bad, j.w.Problem(r.Problem))
		return
	}
	for _, host := range r.Strangers {
		if !strings.Contains(j.f.Override, host) { // which is said already
			j.add(j.d.Connection, Doubtful, text.Message{What: j.w.Menu.Override(host)})
		}
	}
	if r.OwnerProblem.Kind != "" {
		j.add(j.d.Credentials, Bad, j.w.Problem(r.OwnerProblem))
	} else {
		j.fine(j.d.Credentials, j.d.Owner(r.OwnerARN))
		j.device(r)
	}
	switch {
	case r.Length == 0:
	case r.Limited:
		j.fine(j.d.Length, j.d.LastsLittle(r.Length))
	case !r.LengthLearned.IsZero():
		j.fine(j.d.Length, j.d.LastsLearned(r.Length, r.LengthLearned))
	default:
		j.fine(j.d.Length, j.d.Lasts(r.Length))
	}
}

// device judges whether the MFA device is that of whose the credentials are.
func (j *judge) device(r *Role) {
	device, user, account := roles.ARNName(r.MFASerial), roles.ARNName(r.OwnerARN), roles.ARNAccount(r.MFASerial)
	listed := slices.Contains(r.Devices, r.MFASerial)
	switch {
	case !r.NeedsCode:
		j.fine(j.d.Device, j.d.NoDevice)
	case r.DevicesKnown && listed:
		j.fine(j.d.Device, j.d.DeviceOfUser(device, user))
	case account != "" && r.OwnerAccount != "" && account != r.OwnerAccount:
		j.add(j.d.Device, Bad, j.d.DeviceElsewhere(device, account))
	case r.DevicesKnown:
		j.add(j.d.Device, Bad, j.d.DeviceOfNobody(device, user))
	default:
		j.add(j.d.Device, Doubtful, j.d.DeviceUntold(device))
	}
}

// Text writes the report line by line, for a terminal and for a bug report.
// With onlyProblems it leaves out what is fine, the heading and the summary.
func (r Report) Text(w text.Words, onlyProblems bool) string {
	var b strings.Builder
	if !onlyProblems {
		b.WriteString(r.Heading + "\n\n")
	}
	marks := [...]string{Fine: w.Doctor.Fine, Doubtful: w.Doctor.Doubtful, Bad: w.Doctor.Bad}
	for _, c := range r.Checks {
		if onlyProblems && c.Grade == Fine {
			continue
		}
		fmt.Fprintf(&b, "[%s] %s: %s\n", marks[c.Grade], c.Name, c.What)
		if c.Remedy != "" {
			fmt.Fprintf(&b, "    %s\n", c.Remedy)
		}
	}
	if !onlyProblems {
		b.WriteString("\n" + w.Doctor.Summary(r.count(Bad), r.count(Doubtful)) + "\n")
	} else if b.Len() == 0 {
		b.WriteString(w.Doctor.NothingWrong + "\n")
	}
	return b.String()
}

// cleaner gives what makes a line fit for a bug report: one line, the person's
// folder as ~, account numbers short, and nothing that could be a key. What is
// in the AWS files may stand in the wrong place there.
func cleaner(home string) func(string) string {
	return func(s string) string {
		// AWS's variables may have slashes on Windows, too.
		for _, after := range []string{"/", string(filepath.Separator)} {
			if home != "" && home != after {
				s = strings.ReplaceAll(s, home+after, "~"+after)
			}
		}
		s = text.Clean(s, len(s)) // what cannot be seen must not hide a secret
		return text.Clean(withoutSecrets(s), 1000)
	}
}

// twelveDigits is an account number, as it is or grouped as the console
// groups it.
var twelveDigits = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d{12,}|\b\d{4}-\d{4}-\d{4}\b`) })

// withoutSecrets takes out of s what nobody should paste into a bug report.
func withoutSecrets(s string) string {
	s = redact.Replace(s, func(secret string, id bool) string {
		if id {
			return secret[:4] + "…" // which kind it is
		}
		return "…"
	})
	return twelveDigits().ReplaceAllStringFunc(s, func(n string) string { return "…" + n[len(n)-4:] })
}
