//go:build packages && desktop && linux

package packaging

import (
	"bytes"
	"context"
	"image"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"halfday/tests/stage"
)

// TestPackagingInstall installs the .deb on a system of its own, uses the
// installed program on the real desktop, removes the package and looks for what
// is left.
//
// The system is an overlay above this one: what the package does is all that is
// in its upper folder. HALFDAY_TEST_DEBOOTSTRAP=1 takes a bare Debian from the
// network instead, and lets apt find what the package depends on.
func TestPackagingInstall(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("mounting a system to install on needs root")
	}
	deb := buildDeb(t)
	checkDeb(t, deb)

	d := stage.StartDesk(t)
	s := newSystem(t, d)
	s.install(deb)
	for _, p := range []string{"/usr/bin/halfday", "/usr/share/applications/app.halfday.Halfday.desktop", "/usr/share/man/man1/halfday.1.gz"} {
		if _, err := os.Stat(s.root + p); err != nil {
			t.Errorf("installed, but: %v", err)
		}
	}
	if out, err := s.command("halfday", "version").CombinedOutput(); err != nil || !strings.Contains(string(out), "9.8.7-dev (0123456789ab, 2026-11-22)") {
		t.Errorf("halfday version: %v\n%s", err, out)
	}
	owned := strings.Fields(s.output("dpkg", "-L", "halfday"))

	useDemo(t, d, s)

	s.output("dpkg", "--purge", "halfday")
	for _, p := range owned {
		if info, err := os.Lstat(s.root + p); err == nil && (!info.IsDir() || strings.Contains(p, "halfday")) {
			t.Errorf("left after the removal: %s", p)
		}
	}
	for _, p := range s.leftovers() {
		t.Errorf("left after the removal: %s", p)
	}
}

// buildDeb makes the package of the sources as they are.
func buildDeb(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	makeRelease(t, sourceCopy(t, t.TempDir()), out, "packages")
	found, _ := filepath.Glob(filepath.Join(out, "*.deb"))
	if len(found) != 1 {
		t.Fatalf("packages made: %v", found)
	}
	return found[0]
}

// checkDeb has the checkers of the distributions look at the package.
func checkDeb(t *testing.T, deb string) {
	t.Helper()
	tree := t.TempDir()
	id := identity(t)["ID"]
	for _, args := range [][]string{
		{"lintian", "--fail-on", "error,warning", "--allow-root", deb},
		{"dpkg-deb", "-x", deb, tree},
		{"desktop-file-validate", tree + "/usr/share/applications/" + id + ".desktop"},
		{"appstreamcli", "validate", "--no-net", tree + "/usr/share/metainfo/" + id + ".metainfo.xml"},
	} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", args[0], err, out)
		}
	}
	page := exec.Command("man", "--warnings", "-l", tree+"/usr/share/man/man1/halfday.1.gz")
	page.Env = append(os.Environ(), "MANWIDTH=80", "LC_ALL=C.UTF-8")
	var wrong bytes.Buffer
	page.Stderr = &wrong
	if text, err := page.Output(); err != nil || wrong.Len() > 0 || !strings.Contains(string(text), "SYNOPSIS") {
		t.Errorf("the man page: %v\n%s", err, wrong.String())
	}
}

// system is a root folder with a Debian in it.
type system struct {
	t     *testing.T
	root  string
	upper string // of an overlay: what was changed; "" for a system from the network
	env   []string
	seen  string // file that the browser of a bare system writes addresses to
}

func newSystem(t *testing.T, d *stage.Desk) *system {
	t.Helper()
	ownMounts(t)
	base := t.TempDir()
	s := &system{t: t, root: filepath.Join(base, "root"), env: slices.Clone(d.Env), seen: filepath.Join(d.Home, "addresses")}
	for _, dir := range []string{s.root, base + "/upper", base + "/work"} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if os.Getenv("HALFDAY_TEST_DEBOOTSTRAP") == "1" {
		if out, err := exec.Command("debootstrap", "--variant=minbase", "--include=ca-certificates", codename(t), s.root).CombinedOutput(); err != nil {
			t.Fatalf("debootstrap: %v\n%s", err, out)
		}
	} else {
		s.upper = base + "/upper"
		s.mount("overlay", "overlay", 0, "lowerdir=/,upperdir="+s.upper+",workdir="+base+"/work")
	}
	for _, shared := range []string{"/tmp", "/proc", "/dev"} {
		if err := os.MkdirAll(s.root+shared, 0o755); err != nil {
			t.Fatal(err)
		}
		s.mount(shared, "", syscall.MS_BIND|syscall.MS_REC, "", s.root+shared)
	}
	if tmp := os.TempDir(); !strings.HasPrefix(tmp, "/tmp") {
		t.Skipf("the folder for temporary files is %s, which the system to install on does not see", tmp)
	}
	if s.upper == "" {
		// A bare system has no browser; this one notes the address.
		d.Write("bin/test-browser", "#!/bin/sh\necho \"$1\" >>'"+s.seen+"'\n", 0o755)
	}
	s.env = append(s.env, "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive")
	return s
}

// ownMounts gives the test's thread, and what it starts from now on, mounts of
// their own: they go with the last of these processes, however the test ends.
func ownMounts(t *testing.T) {
	t.Helper()
	runtime.LockOSThread() // for good: the thread ends with the test
	if err := syscall.Unshare(syscall.CLONE_NEWNS); err != nil {
		t.Skipf("making mounts of our own: %v: this machine lets nobody mount", err)
	}
	if err := syscall.Mount("", "/", "", syscall.MS_PRIVATE|syscall.MS_REC, ""); err != nil {
		t.Fatalf("making mounts private: %v", err)
	}
}

// codename is the name of the Debian that runs here.
func codename(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("/etc/os-release")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "VERSION_CODENAME="); ok {
			return name
		}
	}
	t.Fatal("this Debian has no name")
	return ""
}

// mount mounts until the end of the test.
func (s *system) mount(from, kind string, flags uintptr, options string, at ...string) {
	s.t.Helper()
	where := s.root
	if len(at) > 0 {
		where = at[0]
	}
	if err := syscall.Mount(from, where, kind, flags, options); err != nil {
		s.t.Skipf("mounting %s: %v: this machine lets nobody mount", where, err)
	}
	s.t.Cleanup(func() {
		if err := syscall.Unmount(where, syscall.MNT_DETACH); err != nil {
			s.t.Errorf("unmounting %s: %v", where, err)
		}
	})
}

func (s *system) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command("/usr/sbin/chroot", append([]string{s.root, "/usr/bin/env", name}, args...)...)
	cmd.Env = s.env
	return cmd
}

func (s *system) output(name string, args ...string) string {
	s.t.Helper()
	out, err := s.command(name, args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

func (s *system) install(deb string) {
	s.t.Helper()
	if s.upper == "" {
		s.output("apt-get", "-q", "install", "-y", "--no-install-recommends", deb)
	} else {
		s.output("dpkg", "-i", deb)
	}
}

// leftovers is what lies about after the removal: above this system all that
// was changed but the notes of dpkg, in a bare one what has our name.
func (s *system) leftovers() []string {
	var left []string
	top := s.upper
	if top == "" {
		top = s.root
	}
	filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
		rel := strings.TrimPrefix(path, top)
		switch {
		case err != nil:
			return nil
		case rel == "/tmp", rel == "/proc", rel == "/dev", rel == "/sys":
			return fs.SkipDir
		case strings.Contains(rel, "halfday"):
			left = append(left, rel)
		case s.upper == "" || e.IsDir():
		case strings.HasPrefix(rel, "/var/lib/dpkg/"), strings.HasPrefix(rel, "/var/log/"), strings.HasPrefix(rel, "/var/cache/"):
		case strings.HasSuffix(rel, "/icon-theme.cache"), strings.HasSuffix(rel, "/mimeinfo.cache"): // written anew for others
		default:
			left = append(left, rel)
		}
		return nil
	})
	return left
}

// useDemo signs in to an invented role with the installed program.
func useDemo(t *testing.T, d *stage.Desk, s *system) {
	t.Helper()
	before := d.Shot("package-1-before")
	app := s.command("halfday", "-demo")
	d.Run(app)
	var icon image.Point
	d.Await("the icon", func() bool {
		var ok bool
		icon, ok = stage.Changed(before, d.Shot("package-2-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.Settle(500 * time.Millisecond)
	d.OpenMenu(icon)
	d.Keys("Down", "Return") // the first role
	d.Dialog("MFA")
	d.Shot("package-3-code")
	d.Typing("123456")
	d.Keys("Return")
	const title = "Halfday demo console"
	if s.upper != "" {
		d.Await("the console page", func() bool { return d.Window(title) != "" })
	} else {
		var address string
		d.Await("the browser", func() bool {
			data, _ := os.ReadFile(s.seen)
			address, _, _ = strings.Cut(string(data), "\n")
			return address != ""
		})
		if page := get(t, address); !strings.Contains(page, title) {
			t.Errorf("the page of the console:\n%.200s", page)
		}
	}
	d.Shot("package-4-console")
	syscall.Kill(-app.Process.Pid, syscall.SIGTERM)
	app.Wait()
	d.EndBrowser()
}

// get is what a browser would show.
func get(t *testing.T, address string) string {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := (&http.Client{}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
