// Command release makes what people download: programs, archives, packages and
// installers, each with the licences of what it is made of, its parts list, and
// its checksum. It runs on Linux and macOS, in the root of the repository:
//
//	release -version V [-commit C] [-date D] [-epoch SECONDS] [-out dist] final|archives|packages|installer|source|app|app-here|app-zip|brew|manifests|sums...
//
// The same commit gives the same bytes: nothing of this machine, its clock or
// its folders goes into a file. It must not sign, upload or ask a network for
// anything but Go modules, and knows no names of its own: they are in
// packaging/identity.env.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	if err := do(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func do(args []string) error {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	root := flags.String("root", ".", "root of the repository")
	out := flags.String("out", "dist", "folder for what is made, below the root unless absolute")
	version := flags.String("version", "", "version, such as 0.1.0 or 0.1.0-dev")
	commit := flags.String("commit", "", "commit that is built")
	date := flags.String("date", "", "date of the commit")
	epoch := flags.String("epoch", "", "time of the commit, in seconds since 1970")
	targets := flags.String("targets", "linux/amd64,linux/arm64,windows/amd64,windows/arm64", "systems to build for")
	cgo := flags.Bool("cgo", false, "app: build with cgo, which needs a Mac")
	if err := flags.Parse(args); err != nil {
		return err
	}
	r, err := newRelease(*root, *out, *version, *commit, *date, *epoch)
	if err != nil {
		return err
	}
	for _, t := range strings.Split(*targets, ",") {
		system, arch, ok := strings.Cut(t, "/")
		if !ok {
			return fmt.Errorf("target %q: want system/architecture", t)
		}
		r.targets = append(r.targets, target{system: system, arch: arch})
	}
	if flags.NArg() == 0 {
		return errors.New("say what to make: " + strings.Join(slices.Sorted(maps.Keys(steps)), ", "))
	}
	r.cgo = *cgo
	for _, what := range flags.Args() {
		step, ok := steps[what]
		if !ok {
			return fmt.Errorf("making %s: unknown", what)
		}
		if err := step(r); err != nil {
			return fmt.Errorf("making %s: %w", what, err)
		}
	}
	return nil
}

// release is what all the steps share.
type release struct {
	root    string            // absolute
	out     string            // absolute
	values  map[string]string // of identity.env, and VERSION, COMMIT, DATE, YEAR as built
	time    time.Time         // of the commit: the time of every file
	targets []target
	cgo     bool // of the app's programs
}

// target is a system to build for. CGO is off unless cgo says otherwise.
type target struct {
	system, arch string
	cgo          bool
}

func (t target) String() string { return t.system + "_" + t.arch }

func newRelease(root, out, version, commit, date, epoch string) (*release, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(out) {
		out = filepath.Join(root, out)
	}
	values, err := readIdentity(filepath.Join(root, "packaging", "identity.env"))
	if err != nil {
		return nil, err
	}
	if version != "" {
		values["VERSION"] = version
	}
	if !versionForm.MatchString(values["VERSION"]) {
		return nil, fmt.Errorf("version %q: want a form like 0.1.0 or 0.1.0-dev", values["VERSION"])
	}
	// The earliest time that a zip archive can hold.
	at := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("reading the time of the commit: %w", err)
		}
		at = time.Unix(seconds, 0).UTC()
	}
	values["COMMIT"], values["DATE"] = commit, date
	if date == "" {
		values["DATE"] = at.Format(time.DateOnly)
	}
	values["YEAR"] = at.Format("2006")
	values["EPOCH"] = strconv.FormatInt(at.Unix(), 10)
	values["TIMESTAMP"] = at.Format(time.RFC3339)
	values["MAIL_DATE"] = at.Format(time.RFC1123Z)
	// Windows and macOS want three or four numbers and nothing else.
	number, _, _ := strings.Cut(values["VERSION"], "-")
	values["NUMBER"] = number
	// In Debian's order of versions a tilde comes before the release itself.
	values["DEB_VERSION"] = strings.Replace(values["VERSION"], "-", "~", 1)
	return &release{root: root, out: out, values: values, time: at}, os.MkdirAll(out, 0o755)
}

// steps are the words of the command line.
var steps = map[string]func(*release) error{
	"final":     (*release).final,
	"archives":  func(r *release) error { return r.eachTarget(r.archive) },
	"packages":  func(r *release) error { return r.eachTarget(r.packages) },
	"installer": func(r *release) error { return r.eachTarget(r.installer) },
	"source":    (*release).source,
	"app":       func(r *release) error { return r.app("arm64", "amd64") },
	"app-here":  func(r *release) error { return r.app(runtime.GOARCH) }, // for this Mac's processor alone
	"app-zip":   (*release).zipApp,
	"brew":      (*release).brew,
	"manifests": (*release).manifests,
	"sums":      (*release).sums,
}

func (r *release) eachTarget(f func(target) error) error {
	for _, t := range r.targets {
		if err := f(t); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	return nil
}

// name is the name of a file of this release, without its extension.
func (r *release) name(t target) string {
	return r.values["PROGRAM"] + "_" + r.values["VERSION"] + "_" + t.String()
}

// work is an empty folder for making something.
func (r *release) work(name string) (string, error) {
	dir := filepath.Join(r.out, "work", name)
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	return dir, os.MkdirAll(dir, 0o755)
}
