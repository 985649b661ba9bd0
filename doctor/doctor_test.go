package doctor

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"halfday/internal/redact"
	"halfday/roles"
	"halfday/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var update = flag.Bool("update", false, "write the golden files anew")

func role(profile string, change ...func(*roles.Role)) roles.Role {
	r := roles.Role{
		Profile: profile, RoleARN: "arn:aws:iam::444455556666:role/" + profile, Account: "444455556666", Partition: "aws",
		Region: "eu-west-1", SourceProfile: "base", MFASerial: "arn:aws:iam::111122223333:mfa/phone", MFAFrom: "base",
		Chain: []string{"base", profile}, Hops: []roles.Hop{{Profile: profile}}, Base: roles.Base{Profile: "base", Kind: roles.BaseStatic},
	}
	for _, c := range change {
		c(&r)
	}
	return r
}

func broken(kind roles.ProblemKind, profile, detail string) func(*roles.Role) {
	return func(r *roles.Role) { r.Problem = roles.Problem{Kind: kind, Profile: profile, Detail: detail} }
}

func in(partition string) func(*roles.Role) {
	return func(r *roles.Role) { r.Partition = partition }
}

// well are the facts of a set-up that nothing is wrong with.
func well() Facts {
	r := role("prod-admin")
	return Facts{
		Version: "v1.0.0", System: "linux/amd64", Desktop: "XFCE", Home: "/home/maya",
		Files:   roles.Files{Config: "/home/maya/.aws/config", Credentials: "/home/maya/.aws/credentials"},
		Listing: roles.Listing{Roles: []roles.Role{r, role("dev")}},
		Display: true, Notifications: Found{Name: "Xfce Notify Daemon"}, Browser: Found{Name: "chromium"},
		Hosts: []Host{
			{Name: "sts.eu-west-1.amazonaws.com", Took: 61 * time.Millisecond, Skew: time.Second, Dated: true},
			{Name: "signin.aws.amazon.com", Took: 184 * time.Millisecond, Dated: true},
		},
		Asked: "prod-admin",
		Role: &Role{
			Role: r, OwnerARN: "arn:aws:iam::111122223333:user/maya", OwnerAccount: "111122223333", NeedsCode: true,
			Devices: []string{"arn:aws:iam::111122223333:mfa/phone"}, DevicesKnown: true, Length: 12 * time.Hour,
		},
	}
}

// ill are those of one where everything is.
func ill() Facts {
	f := well()
	config := f.Files.Config
	f.Listing = roles.Listing{
		Roles: []roles.Role{
			role("prod-admin"),
			role("gone", broken(roles.ProblemSourceMissing, "nobody", "")),
			role("pasted", broken(roles.ProblemRoleARN, "", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")),
			role("key", broken(roles.ProblemMFASerial, "base", "AKIAIOSFODNN7EXAMPLE")),
		},
		Warnings: []roles.Warning{{Kind: roles.WarningUnreadable, File: f.Files.Credentials}, {Kind: roles.WarningLine, File: config, Line: 7}},
	}
	f.Settings = []int{3}
	f.Override = "127.0.0.1:4566"
	f.TrayInstall = "sudo apt install gnome-shell-extension-appindicator"
	f.Tray, f.Dialogs, f.Notifications, f.Browser = TrayMissing, "dialog_missing", Found{Missing: true}, Found{Missing: true}
	f.Hosts = []Host{
		{Name: "sts.eu-west-1.amazonaws.com", Took: time.Second, Skew: 7 * time.Minute, Dated: true},
		{Name: "signin.aws.amazon.com", Problem: text.Problem{Kind: "captive_portal", Host: "signin.aws.amazon.com"}},
	}
	f.Asked, f.Role = "", nil
	return f
}

func TestReports(t *testing.T) {
	noDisplay := well()
	noDisplay.Display, noDisplay.Asked, noDisplay.Role = false, "", nil
	noRole := well()
	noRole.Asked, noRole.Role = "", nil
	noRole.Listing = roles.Listing{Others: []roles.Other{{Profile: "maya", Kind: roles.OtherKeys}, {Profile: "work", Kind: roles.OtherLogin}}}
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		noRole.Listing.Others = append(noRole.Listing.Others, roles.Other{Profile: name, Kind: roles.OtherSettings})
	}
	for name, f := range map[string]Facts{"well": well(), "ill": ill(), "no_display": noDisplay, "no_role": noRole} {
		for _, w := range []text.Words{text.English(), text.Japanese()} {
			report := Judge(f, w)
			got := report.Text(w, false) + "\n----\n\n" + report.Text(w, true)
			path := filepath.Join("testdata", name+"_"+w.Language+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
			}
			if report.OK() != (name != "ill") {
				t.Errorf("%s: all right: %v", path, report.OK())
			}
		}
	}
}

// Each judgement by itself: what is changed in a set-up that is well, and
// what grade comes of it under which name.
func TestJudgements(t *testing.T) {
	w := text.English()
	d := w.Doctor
	host := func(h Host) func(*Facts) {
		return func(f *Facts) { f.Hosts = []Host{h} }
	}
	skew := func(s time.Duration) func(*Facts) {
		return host(Host{Name: "h", Skew: s, Took: 100 * time.Millisecond, Dated: true})
	}
	about := func(change func(*Role)) func(*Facts) {
		return func(f *Facts) { change(f.Role) }
	}
	for _, c := range []struct {
		name   string
		change func(*Facts)
		check  string
		want   Grade
		says   string
	}{
		{"a missing config with roles elsewhere", func(f *Facts) {
			f.Listing.Warnings = []roles.Warning{{Kind: roles.WarningMissing, File: "x"}}
		}, d.Files, Doubtful, "does not exist"},
		{"a missing config and no roles", func(f *Facts) {
			f.Listing = roles.Listing{Warnings: []roles.Warning{{Kind: roles.WarningMissing, File: "x"}}}
		}, d.Files, Bad, "does not exist"},
		{"a directory", func(f *Facts) {
			f.Listing.Warnings = []roles.Warning{{Kind: roles.WarningNotFile, File: "/home/maya/.aws/config"}}
		}, d.Files, Bad, "~/.aws/config is not a file"},
		{"a lone quote", func(f *Facts) {
			f.Listing.Warnings = []roles.Warning{{Kind: roles.WarningQuote, File: "x", Line: 2}}
		}, d.Files, Bad, "line 2"},
		{"a line of junk", func(f *Facts) {
			f.Listing.Warnings = []roles.Warning{{Kind: roles.WarningLine, File: "x", Line: 2}}
		}, d.Files, Doubtful, "line 2"},
		{"no roles", func(f *Facts) { f.Listing.Roles, f.Asked = nil, "" }, d.Roles, Doubtful, "No roles"},
		{"a broken role", func(f *Facts) {
			f.Asked = ""
			f.Listing.Roles = append(f.Listing.Roles, role("x", broken(roles.ProblemNoSource, "", "")))
		}, "x", Bad, "Nothing says"},
		{"settings", func(f *Facts) { f.Settings = []int{9} }, d.Settings, Bad, "Line 9"},
		{"no display", func(f *Facts) { f.Display = false }, d.Tray, Doubtful, "graphical session"},
		{"no bus", func(f *Facts) { f.Tray = TrayNoBus }, d.Tray, Bad, "D-Bus"},
		{"no tray", func(f *Facts) { f.Tray = TrayMissing }, d.Tray, Bad, "tray icons"},
		{"no zenity", func(f *Facts) { f.Dialogs = "dialog_missing" }, d.Dialogs, Bad, ""},
		{"no notifications", func(f *Facts) { f.Notifications = Found{Missing: true} }, d.Notifications, Doubtful, ""},
		{"notifications are off", func(f *Facts) { f.Notifications = Found{Missing: true, SwitchedOff: true} }, d.Notifications, Doubtful, "the system's settings"},
		{"nobody asked for notifications", func(f *Facts) { f.Notifications = Found{Missing: true, Unasked: true} }, d.Notifications, Fine, "after the first sign-in"},
		{"on a Mac", func(f *Facts) { f.System = "darwin/arm64" }, d.Files, Fine, "~/.aws"},
		{"those of the system", func(f *Facts) { f.Notifications = Found{} }, d.Notifications, Fine, "The system"},
		{"no browser", func(f *Facts) { f.Browser = Found{Missing: true} }, d.Browser, Bad, ""},
		{"a browser without a name", func(f *Facts) { f.Browser = Found{} }, d.Browser, Fine, "default browser."},
		{"an override", func(f *Facts) { f.Override = "h:1" }, d.Connection, Doubtful, "h:1"},
		{"no network", host(Host{Name: "h", Problem: text.Problem{Kind: "no_network", Host: "h"}}), d.Connection, Bad, "No connection"},
		{"a shut door", host(Host{Name: "h", Spare: true, Problem: text.Problem{Kind: "no_network", Host: "h"}}), d.Connection, Doubtful, "No connection"},
		{"a right clock", skew(29 * time.Second), d.Clock, Fine, ""},
		{"a clock somewhat ahead", skew(45 * time.Second), d.Clock, Doubtful, "45 s ahead"},
		{"a clock somewhat behind", skew(-45 * time.Second), d.Clock, Doubtful, "45 s behind"},
		{"a wrong clock", skew(-11 * time.Hour), d.Clock, Bad, "11 h behind"},
		{"an unknown role", func(f *Facts) { f.Asked, f.Role = "nobody", nil }, "nobody", Bad, "no role nobody"},
		{"files that the SDK does not read", about(func(r *Role) { r.Problem = text.Problem{Kind: "config"} }), "prod-admin", Bad, ""},
		{"an unknown key", about(func(r *Role) { r.OwnerProblem = text.Problem{Kind: "key_unknown"} }), d.Credentials, Bad, ""},
		{"no code", about(func(r *Role) { r.NeedsCode = false }), d.Device, Fine, "No MFA code"},
		{"another's device", about(func(r *Role) { r.Devices = []string{"x"} }), d.Device, Bad, "not one of those of maya"},
		{"none of one's own", about(func(r *Role) { r.Devices = nil }), d.Device, Bad, "not one of those of maya"},
		{"a device of another account", about(func(r *Role) {
			r.OwnerAccount, r.DevicesKnown = "999988887777", false
		}), d.Device, Bad, "…3333"},
		{"not told", about(func(r *Role) { r.DevicesKnown = false }), d.Device, Doubtful, "did not say"},
		{"a hardware device that is not told", about(func(r *Role) {
			r.DevicesKnown, r.MFASerial = false, "GAHT12345678"
		}), d.Device, Doubtful, "GAHT"},
		{"learned", about(func(r *Role) {
			r.Length, r.LengthLearned = 8*time.Hour, time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
		}), d.Length, Fine, "8 h: AWS took that on 22 November 2026 at 09:30"},
		{"an hour", about(func(r *Role) { r.Length, r.Limited = time.Hour, true }), d.Length, Fine, "1 h: AWS allows no more"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := well()
			c.change(&f)
			report := Judge(f, w)
			i := slices.IndexFunc(report.Checks, func(k Check) bool { return k.Name == c.check })
			if i < 0 {
				t.Fatalf("no check %q in %+v", c.check, report.Checks)
			}
			k := report.Checks[i]
			if k.Grade != c.want || !strings.Contains(k.What, c.says) {
				t.Errorf("got %+v, want grade %d and %q", k, c.want, c.says)
			}
			if k.Grade == Bad && k.Remedy == "" && c.check != d.Files {
				t.Errorf("nothing is said to do: %+v", k)
			}
			if report.OK() != (c.want != Bad) {
				t.Errorf("all right: %v", report.OK())
			}
		})
	}
}

// The role that is asked about is the only one whose faults count.
func TestOtherRolesFaultsDoNotCount(t *testing.T) {
	f := well()
	f.Listing.Roles = append(f.Listing.Roles, role("x", broken(roles.ProblemNoSource, "", "")))
	if report := Judge(f, text.English()); !report.OK() {
		t.Errorf("got %+v", report.Checks)
	}
}

func TestManyWarnings(t *testing.T) {
	f := well()
	for i := range 1000 {
		f.Listing.Warnings = append(f.Listing.Warnings, roles.Warning{Kind: roles.WarningLine, File: "x", Line: i + 1})
	}
	if n := len(Judge(f, text.English()).Checks); n > 40 {
		t.Errorf("%d checks", n)
	}
}

// Who asks for what: hosts of each partition in use once, nothing about a
// desktop that is not there, and only the role that the person means.
func TestGather(t *testing.T) {
	var desktop atomic.Int32
	asked := make(chan string, 100)
	edges := Edges{
		Tray:          func(context.Context) Tray { desktop.Add(1); return TrayMissing },
		TrayInstall:   func() string { return "sudo apt install x" },
		Dialogs:       func() string { desktop.Add(1); return "dialog_missing" },
		Notifications: func(context.Context) Found { desktop.Add(1); return Found{Name: "n"} },
		Browser:       func(context.Context) Found { desktop.Add(1); return Found{Name: "b"} },
		Proxy:         func() Proxy { return Proxy{Origin: "system", Host: "p.example:1"} },
		Hosts: func(_ context.Context, r roles.Role) []Host {
			asked <- "hosts of " + r.Profile
			return []Host{{Name: r.Partition}}
		},
		Role: func(_ context.Context, r roles.Role) Role {
			asked <- "role " + r.Profile
			return Role{OwnerARN: "o"}
		},
	}
	facts := Facts{Display: true, Listing: roles.Listing{Roles: []roles.Role{
		role("x", broken(roles.ProblemNoSource, "", "")), role("a"), role("b"), role("c", in("aws-cn")),
		role("d", in("aws-us-gov"), broken(roles.ProblemNoSource, "", "")), role("e", in("aws-cn")),
	}}}
	for _, c := range []struct {
		asked   string
		display bool
		want    string
		hosts   int
	}{
		{"", true, "hosts of a, hosts of c", 2},
		{"", false, "hosts of a, hosts of c", 2},
		{"e", true, "hosts of e, role e", 1},
		{"x", true, "", 0},
		{"nobody", true, "", 0},
	} {
		desktop.Store(0)
		f := facts
		f.Display, f.Asked = c.display, c.asked
		f = Gather(t.Context(), f, edges)
		var got []string
		for len(asked) > 0 {
			got = append(got, <-asked)
		}
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != c.want || len(f.Hosts) != c.hosts {
			t.Errorf("%q: got %s and %d hosts, want %s", c.asked, s, len(f.Hosts), c.want)
		}
		want := int32(0)
		if c.display {
			want = 4
		}
		if desktop.Load() != want || c.display && (f.Tray != TrayMissing || f.Dialogs == "" || f.Notifications.Name != "n" || f.Browser.Name != "b") {
			t.Errorf("%q: the desktop was asked %d times: %+v", c.asked, desktop.Load(), f)
		}
		if (f.Role != nil) != (c.asked == "e") || f.Role != nil && (f.Role.Profile != "e" || f.Role.OwnerARN != "o") {
			t.Errorf("%q: got %+v", c.asked, f.Role)
		}
	}
}

func TestWithoutSecrets(t *testing.T) {
	for in, want := range map[string]string{
		"prod-admin": "prod-admin",
		"arn:aws:iam::111122223333:role/teams/core/administrator-of-everything": "arn:aws:iam::…3333:role/teams/core/administrator-of-everything",
		"account 1111-2222-3333.":                                 "account …3333.",
		"111122223333 and 444455556666":                           "…3333 and …6666",
		"AKIAIOSFODNN7EXAMPLE":                                    "AKIA…",
		"key ASIAIOSFODNN7EXAMPLE, is":                            "key ASIA…, is",
		"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY":                "…",
		"(IQoJb3JpZ2luX2VjEAAaCXVzLWVhc3QtMSJHMEUCIQDk1234==)":    "(…)",
		"eu-west-1, 12 h, port 4566, 2026-11-22":                  "eu-west-1, 12 h, port 4566, 2026-11-22",
		"signin.amazonaws-us-gov.com answered in 184 ms.":         "signin.amazonaws-us-gov.com answered in 184 ms.",
		"arn:aws:iam::111122223333:mfa/the-phone-of-maya-tanaka1": "arn:aws:iam::…3333:mfa/the-phone-of-maya-tanaka1",
	} {
		if got := withoutSecrets(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// Whatever the files and AWS say, nothing of it gets through as it is.
func FuzzReport(f *testing.F) {
	f.Add("prod", "arn:aws:iam::111122223333:role/x", "/home/maya/x", 7)
	f.Add("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "\n[ok] x: y", -1)
	f.Fuzz(func(t *testing.T, name, detail, host string, n int) {
		facts := ill()
		facts.Listing.Roles = append(facts.Listing.Roles, role(name, broken(roles.ProblemRoleARN, name, detail)))
		facts.Listing.Warnings = append(facts.Listing.Warnings, roles.Warning{Kind: roles.WarningKind(detail), File: host, Line: n})
		facts.Asked = name
		facts.Browser, facts.Desktop, facts.Override = Found{Name: detail}, host, host
		facts.Role = &Role{Role: role(name), OwnerARN: detail, NeedsCode: true}
		for _, w := range []text.Words{text.English(), text.Japanese()} {
			report := Judge(facts, w)
			got := report.Text(w, false)
			lines := 0
			for _, c := range report.Checks {
				lines++
				if c.Remedy != "" {
					lines++
				}
			}
			if have := strings.Count(got, "\n"); have != lines+4 {
				t.Errorf("%d lines of %d checks:\n%s", have, len(report.Checks), got)
			}
			if twelveDigits().MatchString(got) && !strings.Contains(host, "-") {
				t.Errorf("an account number:\n%s", got)
			}
			if len(redact.Find(got)) > 0 {
				t.Errorf("a key:\n%s", got)
			}
		}
	})
}
