// Package doctor checks the set-up and says what is wrong with it.
//
// [Gather] collects facts through functions that it is given, [Judge] makes a
// report of them, and that is all: the judgement is pure. The report is fit
// for a bug report, with no secret and no whole account number.
//
// The package must not look at the system, the network or the AWS files by
// itself, and holds no words: those are in package text.
package doctor

import (
	"context"
	"sync"
	"time"

	"halfday/roles"
	"halfday/text"
)

// Facts are what is known of the set-up.
type Facts struct {
	Version, System, Desktop string // of Halfday, as in linux/amd64, as in XFCE
	Home                     string // the person's folder, shown as ~

	Files    roles.Files
	Listing  roles.Listing
	Settings []int // lines of the settings file that cannot be used
	Proxy    Proxy
	Override string // the host that answers in AWS's place; "" where AWS does

	// Display tells whether there is a graphical session; without one Tray,
	// Dialogs, Notifications and Browser mean nothing.
	Display       bool
	Tray          Tray
	TrayInstall   string // the command that brings one here; "" where none is known
	Dialogs       string // kind of the problem with dialogs, "" for none
	Notifications Found
	Browser       Found

	Hosts []Host
	Asked string // the profile that the person asks about; "" for none
	Role  *Role  // what came of it; nil where the files have no such role that works
}

// Proxy is by which way AWS is reached.
type Proxy struct {
	Origin string // who says so: environment, settings, system; script, which is not read; "" nobody
	Host   string // "" for none
}

// Tray is what is known of the place for the icon.
type Tray int

// What may be known of it.
const (
	TrayPresent Tray = iota
	TrayMissing
	TrayNoBus // the session bus does not answer
)

// Found is something that is there, perhaps with a name, or is missing.
type Found struct {
	Name    string
	Missing bool
	// Of what is missing: the person has switched it off in the system's
	// settings, or was not asked for it yet.
	SwitchedOff, Unasked bool
}

// Host is one of AWS's hosts after it was asked.
type Host struct {
	Name    string
	Problem text.Problem // its Kind is "" where it answered
	Took    time.Duration
	Skew    time.Duration // how far the clock here is ahead of it
	Dated   bool          // Skew is known
	Spare   bool          // another host that will do answered
}

// Role is what is known of one role beyond the files.
type Role struct {
	roles.Role
	Problem text.Problem // why it cannot be asked about; its Kind is "" where it can

	OwnerARN     string // whose the source credentials are
	OwnerAccount string
	OwnerProblem text.Problem // why that is not known

	Strangers    []string // hosts that a sign-in, and this check, ask in AWS's place
	NeedsCode    bool
	Devices      []string // serials of the owner's MFA devices
	DevicesKnown bool

	Length  time.Duration // of the console session; 0 where that is not known
	Limited bool          // by AWS
	// LengthLearned is when AWS took that length; zero where it was not asked.
	LengthLearned time.Time
}

// Edges are the ways to the facts. They may be called at the same time, each
// once, and must come back when ctx ends.
type Edges struct {
	Tray          func(ctx context.Context) Tray
	TrayInstall   func() string
	Dialogs       func() string
	Notifications func(ctx context.Context) Found
	Browser       func(ctx context.Context) Found
	Proxy         func() Proxy
	// Hosts asks the hosts that a sign-in to the role would speak to.
	Hosts func(ctx context.Context, r roles.Role) []Host
	// Role asks about one role.
	Role func(ctx context.Context, r roles.Role) Role
}

// Gather adds to f, which knows what the files and the environment say, what
// has to be asked for. It takes as long as the slowest of the edges.
func Gather(ctx context.Context, f Facts, e Edges) Facts {
	listed := f.Listing.Roles
	asked, ok := f.asked()
	if f.Asked != "" {
		listed = nil
		if ok {
			listed = []roles.Role{asked}
		}
	}
	chosen := perPartition(listed)

	var tasks sync.WaitGroup
	if f.Display {
		f.Dialogs = e.Dialogs()
		tasks.Go(func() {
			if f.Tray = e.Tray(ctx); f.Tray == TrayMissing {
				f.TrayInstall = e.TrayInstall()
			}
		})
		tasks.Go(func() { f.Notifications = e.Notifications(ctx) })
		tasks.Go(func() { f.Browser = e.Browser(ctx) })
	}
	tasks.Go(func() { f.Proxy = e.Proxy() })
	if ok && asked.Problem.Kind == roles.ProblemNone {
		tasks.Go(func() {
			about := e.Role(ctx, asked)
			about.Role = asked
			f.Role = &about
		})
	}
	hosts := make([][]Host, len(chosen))
	for i, r := range chosen {
		tasks.Go(func() { hosts[i] = e.Hosts(ctx, r) })
	}
	tasks.Wait()
	for _, h := range hosts {
		f.Hosts = append(f.Hosts, h...)
	}
	return f
}

// asked finds the role that the person asks about.
func (f Facts) asked() (roles.Role, bool) {
	for _, r := range f.Listing.Roles {
		if r.Profile == f.Asked {
			return r, true
		}
	}
	return roles.Role{}, false
}

// perPartition chooses one role for each partition in use, the first that
// works.
func perPartition(listed []roles.Role) (chosen []roles.Role) {
	seen := make(map[string]bool)
	for _, r := range listed {
		if r.Problem.Kind == roles.ProblemNone && !seen[r.Partition] {
			seen[r.Partition] = true
			chosen = append(chosen, r)
		}
	}
	return chosen
}
