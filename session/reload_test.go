package session

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"halfday/roles"

	"github.com/google/go-cmp/cmp"
)

func listing(names ...string) roles.Listing {
	var l roles.Listing
	for _, n := range names {
		if n == "!" {
			l.Warnings = append(l.Warnings, roles.Warning{Kind: roles.WarningUnreadable, File: "credentials"})
			continue
		}
		r := roles.Role{Profile: n}
		if n[0] == '-' {
			r = roles.Role{Profile: n[1:], Problem: roles.Problem{Kind: roles.ProblemNoKeys}}
		}
		l.Roles = append(l.Roles, r)
	}
	return l
}

func shown(l roles.Listing) []string {
	var names []string
	for _, r := range l.Roles {
		if r.Problem.Kind != roles.ProblemNone {
			r.Profile = "-" + r.Profile
		}
		names = append(names, r.Profile)
	}
	return names
}

func TestHalfWrittenFilesNeverEmptyTheMenu(t *testing.T) {
	type look struct {
		at   time.Duration
		says []string
		want []string
		wait time.Duration
	}
	const s, ms = time.Second, time.Millisecond
	l := func(names ...string) []string { return names }
	tests := []struct {
		name  string
		looks []look
	}{
		{"first", []look{{0, l("a", "-b"), l("a", "-b"), 0}}},
		{"first, bad", []look{{0, l("a", "!"), l("a"), 0}}},
		{"none", []look{{0, nil, nil, 0}, {s, nil, nil, 0}}},
		{"new and repaired ones show at once", []look{{0, l("-a"), l("-a"), 0}, {s, l("b", "a"), l("b", "a"), 0}}},
		{"empty for a moment", []look{{0, l("a", "b"), l("a", "b"), 0}, {s, nil, l("a", "b"), s}, {2 * s, l("a", "b"), l("a", "b"), 0}}},
		{"emptied", []look{{0, l("a"), l("a"), 0}, {s, nil, l("a"), s}, {2 * s, nil, l("a"), s}, {3 * s, nil, l("a"), s}, {4 * s, nil, nil, 0}}},
		{"emptied, then half, then empty", []look{{0, l("a", "b"), l("a", "b"), 0}, {s, nil, l("a", "b"), s}, {4*s - ms, l("a"), l("a", "b"), 500 * ms}, {4 * s, nil, l("a", "b"), s}}},
		{"one taken out, one put in", []look{{0, l("a", "b"), l("a", "b"), 0}, {s, l("c", "b"), l("a", "b", "c"), 500 * ms}, {1500 * ms, l("c", "b"), l("c", "b"), 0}}},
		{"keys gone for a moment", []look{{0, l("a"), l("a"), 0}, {s, l("-a"), l("a"), 500 * ms}, {1500 * ms, l("a"), l("a"), 0}}},
		{"keys gone", []look{{0, l("a"), l("a"), 0}, {s, l("-a"), l("a"), 500 * ms}, {1500 * ms, l("-a"), l("-a"), 0}}},
		{"unreadable for long", []look{{0, l("a", "b"), l("a", "b"), 0}, {s, l("!"), l("a", "b"), s}, {4 * s, l("-a", "c", "!"), l("a", "b", "c"), 0},
			{3600 * s, nil, l("a", "b", "c"), s}, {3603 * s, l("c"), l("a", "b", "c"), 500 * ms}, {3604 * s, l("c"), l("c"), 0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var r reading
			for _, k := range tt.looks {
				got, wait := r.judge(listing(k.says...), noon.Add(k.at))
				if diff := cmp.Diff(k.want, shown(got)); diff != "" || wait != k.wait {
					t.Errorf("at %v: read again after %v, want %v; roles (-want +got):\n%s", k.at, wait, k.wait, diff)
				}
			}
		})
	}
}

// The whole way, from the file to what the menu shows: an edit comes, and a
// file that is empty while it is being written is never seen empty.
func TestEditsReachTheMenu(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	files := roles.Files{Config: filepath.Join(folder, "config"), Credentials: filepath.Join(folder, "credentials")}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(content string) {
		t.Helper()
		ok(os.WriteFile(files.Config, []byte(content), 0o600))
	}
	const rest = "role_arn = arn:aws:iam::111122223333:role/r\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n"
	one := "[profile one]\n" + rest
	two := one + "[profile two]\n" + rest
	write(one)
	o := inert(t)
	o.List = func(Lessons) roles.Listing { return roles.ReadRoles(files, func(string) string { return "" }) }
	o.Watch = func(ctx context.Context, changed func()) { roles.WatchFiles(ctx, files, changed) }
	b := NewBroker(o, policyOf(none))
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { defer close(ended); b.Run(ctx) }()
	defer func() { stop(); <-ended }()

	kinds := func(all []roles.Warning) (fatal []roles.WarningKind) {
		for _, w := range all {
			if w.Fatal() {
				fatal = append(fatal, w.Kind)
			}
		}
		return fatal
	}
	listed := false
	await := func(n int, warnings ...roles.WarningKind) {
		t.Helper()
		for late := time.After(20 * time.Second); ; {
			select {
			case s := <-b.Changes():
				if listed && len(s.Roles) == 0 {
					t.Fatal("the menu is empty")
				}
				if len(s.Roles) == n && slices.Equal(kinds(s.Warnings), warnings) {
					listed = true
					return
				}
			case <-late:
				t.Fatalf("%d roles and %v do not come", n, warnings)
			}
		}
	}
	await(1)

	// As programs write that do not care: cut to nothing, then piece by piece.
	start := time.Now()
	ok(os.Truncate(files.Config, 0))
	for range 20 {
		write("")
		write(two[:len(two)/3])
	}
	write(two)
	if took := time.Since(start); took > patienceAll/2 {
		t.Skip("too slow a machine to tell anything: ", took)
	}
	await(2)

	// What cannot be read at all leaves the last good list, and says why.
	ok(os.Remove(files.Config))
	ok(os.Mkdir(files.Config, 0o700))
	await(2, roles.WarningNotFile)
	ok(os.Remove(files.Config))
	write(one)
	await(1)
}
