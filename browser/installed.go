// Package browser finds the browsers of this machine, and opens addresses in
// one of them.
//
// A [Redirect] is a one-shot address on loopback that stands for one that must
// not reach the arguments of a process; an [Opener] is the process that hands
// it to the browser.
//
// It must not know what is behind an address or why it is opened, hold words
// that a person reads, or let the address behind a [Redirect] reach arguments,
// files or logs.
package browser

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Browser is a browser that is installed here.
type Browser struct {
	ID   string // names it in a Choice: small letters, digits, dots, dashes, underscores
	Name string // as the system shows it

	entry      string    // name of its desktop entry, without .desktop; "" elsewhere
	brand      *brand    // nil for one of which only the name is known
	plain      []string  // opens {url}: a program and its arguments
	with       []string  // the same with {options}
	profiles   []profile // none where the browser has only one
	containers []string  // of the profile that Firefox opens by itself
}

// profile is one of a browser's profiles: separate cookies, separate sessions.
type profile struct {
	dir  string // names it to the browser, and stays when the person renames it
	name string // what the person reads
}

// The places in a command that something else is put into.
const (
	urlPlace     = "{url}"
	optionsPlace = "{options}" // a word of its own
)

// engine is what the browsers of a family have in common.
type engine int

const (
	otherEngine engine = iota
	chromiumEngine
	firefoxEngine
)

// brand is what is known of a browser beyond its name.
type brand struct {
	id      string
	engine  engine
	private string // option for a private window; "" for none
	// Where each system has it: names of its desktop entries and programs; of
	// its bundle; of its key below Clients\StartMenuInternet, which may go on
	// behind that.
	entries     []string
	bundle, key string
	// Where its profiles are: below the configuration directory, below
	// ~/Library/Application Support, below LocalAppData (Firefox: AppData).
	linux, darwin, windows string
}

// brands are the browsers whose profiles and private windows can be chosen.
var brands = []*brand{
	{
		id: "firefox", engine: firefoxEngine, private: "--private-window",
		entries: []string{"firefox", "firefox-esr", "org.mozilla.firefox", "firefox-developer-edition", "firefox-nightly"},
		bundle:  "Firefox", key: "Firefox-",
		linux: "mozilla/firefox", darwin: "Firefox", windows: `Mozilla\Firefox`,
	},
	{
		id: "chrome", engine: chromiumEngine, private: "--incognito",
		entries: []string{"google-chrome", "google-chrome-stable", "com.google.Chrome"},
		bundle:  "Google Chrome", key: "Google Chrome",
		linux: "google-chrome", darwin: "Google/Chrome", windows: `Google\Chrome\User Data`,
	},
	{
		id: "chromium", engine: chromiumEngine, private: "--incognito",
		entries: []string{"chromium", "chromium-browser", "org.chromium.Chromium"},
		bundle:  "Chromium", key: "Chromium",
		linux: "chromium", darwin: "Chromium", windows: `Chromium\User Data`,
	},
	{
		id: "edge", engine: chromiumEngine, private: "--inprivate",
		entries: []string{"microsoft-edge", "microsoft-edge-stable", "com.microsoft.Edge"},
		bundle:  "Microsoft Edge", key: "Microsoft Edge",
		linux: "microsoft-edge", darwin: "Microsoft Edge", windows: `Microsoft\Edge\User Data`,
	},
	{
		id: "brave", engine: chromiumEngine, private: "--incognito",
		entries: []string{"brave-browser", "brave-browser-stable", "brave", "com.brave.Browser"},
		bundle:  "Brave Browser", key: "Brave",
		linux: "BraveSoftware/Brave-Browser", darwin: "BraveSoftware/Brave-Browser", windows: `BraveSoftware\Brave-Browser\User Data`,
	},
	{id: "safari", bundle: "Safari"},
}

// Browsers finds the browsers that are installed, with their profiles, in the
// order of their names. It reads files (Windows: the registry too), which takes
// some milliseconds, and passes over what it cannot read.
func Browsers() []Browser {
	found := browsers()
	slices.SortStableFunc(found, func(a, b Browser) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// named gives each browser, whose ID is the name by which the system knows it,
// that of its brand, or where another has it one made of the system's. Those that
// come first have the choice.
func named(found []Browser) []Browser {
	taken := map[string]bool{"default": true, "command": true}
	unique := found[:0]
	for _, b := range found {
		if slices.ContainsFunc(unique, func(u Browser) bool { return slices.Equal(u.plain, b.plain) }) {
			continue // the same, listed twice
		}
		b.ID = browserID(b.ID)
		if b.brand != nil && !taken[b.brand.id] {
			b.ID = b.brand.id
		}
		if b.ID == "" || taken[b.ID] {
			continue
		}
		taken[b.ID] = true
		unique = append(unique, b)
	}
	return unique
}

// browserID makes an ID of the name by which a system knows a browser.
func browserID(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case idRune(r):
			return r
		}
		return '-'
	}, name)
}

func idRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_'
}

// readProfiles fills in what the browser's files say about its profiles, the
// first of roots that has such files.
func (b *Browser) readProfiles(roots ...string) {
	if b.brand == nil {
		return
	}
	for _, root := range roots {
		switch b.brand.engine {
		case chromiumEngine:
			b.profiles = chromiumProfiles(readSmall(root, "Local State"))
		case firefoxEngine:
			profiles, standard := firefoxProfiles(readSmall(root, "profiles.ini"))
			b.profiles = profiles
			dir := firefoxDir(root, standard)
			if opensContainers(readSmall(dir, "extensions.json"), readSmall(dir, "handlers.json")) {
				b.containers = firefoxContainers(readSmall(dir, "containers.json"))
			}
		}
		if len(b.profiles) > 0 {
			return
		}
	}
}

// bundleBrowser is a browser in a bundle of macOS. Options reach a browser
// that runs already only through a second instance of its program, which hands
// them over and ends.
func bundleBrowser(known *brand, bundle string) Browser {
	const open = "/usr/bin/open"
	return Browser{
		ID: known.id, Name: known.bundle, brand: known,
		plain: []string{open, "-a", bundle, urlPlace},
		with:  []string{open, "-n", "-a", bundle, "--args", optionsPlace, urlPlace},
	}
}

// clientBrowser is a browser as Windows lists it: the name of its key below
// Clients\StartMenuInternet, the name that a person sees, and its command.
func clientBrowser(key, name, command string) (b Browser, ok bool) {
	program := strings.TrimSpace(command)
	if quoted, isQuoted := strings.CutPrefix(program, `"`); isQuoted {
		program, _, _ = strings.Cut(quoted, `"`)
	}
	if !goodName(name) {
		name = key
	}
	b = Browser{ID: key, Name: name, plain: []string{program, urlPlace}, with: []string{program, optionsPlace, urlPlace}}
	for _, known := range brands {
		if known.key != "" && strings.HasPrefix(strings.ToLower(key), strings.ToLower(known.key)) {
			b.brand = known
		}
	}
	return b, program != "" && goodName(name)
}

// DefaultBrowser gives the system's name for the browser that an address is
// opened in, "" where the system keeps that to itself. It starts no browser.
// Errors are that nothing here opens an address, and the end of ctx.
func DefaultBrowser(ctx context.Context) (string, error) { return defaultBrowser(ctx) }

// classBrowser is a person's name for the browser behind a class of documents of
// Windows: what the class says of its program, unless that is the place of a
// text (@file,-number).
func classBrowser(class, application string) string {
	if application != "" && !strings.HasPrefix(application, "@") {
		return application
	}
	for begin, name := range map[string]string{
		"MSEdge": "Microsoft Edge", "Chrome": "Google Chrome", "Firefox": "Firefox", "Brave": "Brave", "Vivaldi": "Vivaldi", "Opera": "Opera", "IE.": "Internet Explorer",
	} {
		if strings.HasPrefix(class, begin) {
			return name
		}
	}
	return class
}
