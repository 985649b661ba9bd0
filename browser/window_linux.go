package browser

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"halfday/internal/xdg"
)

// NewWindow is the command that opens an address in a new window of the browser
// that a setting names, "{url}" standing for the address; nil where what CommandOf
// says of it does. token is what the window comes to the front with, "" for none.
//
// On Wayland no program brings itself to the front: it takes the token of a
// click, which the typing of a code has used up. A browser that runs already
// would open the page in a window behind the one where the person is, without a
// sign (seen with Chromium on GNOME 48). A new window comes to the front, also
// after typing.
func NewWindow(setting, token string) []string {
	choice, err := parseChoice(setting)
	if os.Getenv("WAYLAND_DISPLAY") == "" || token != "" || err != nil { // nothing has to be looked for
		return nil
	}
	return newWindow(choice, Browsers(), defaultEntry())
}

// newWindow gives the command for c; system is the entry of the default browser.
// What the person wrote as a command stays as it is, and so do containers, which
// an extension opens, and private windows, which are new ones.
func newWindow(c Choice, found []Browser, system string) []string {
	i := slices.IndexFunc(found, func(b Browser) bool {
		return c.Kind == ChoiceDefault && b.entry != "" && b.entry == system || c.Kind != ChoiceDefault && b.ID == c.Browser
	})
	if i < 0 || !found[i].opensWindows() {
		return nil
	}
	const option = "--new-window"
	b := found[i]
	switch c.Kind {
	case ChoiceDefault, ChoiceBrowser:
		return b.withOptions(option)
	case ChoiceProfile:
		if options := b.profileOptions(c.Name); options != nil {
			return b.withOptions(append(options, option)...)
		}
	}
	return nil
}

// windowPrograms take --new-window as Chromium and Firefox do, which they are
// made of.
var windowPrograms = []string{
	"floorp", "librewolf", "opera", "ungoogled-chromium", "vivaldi", "vivaldi-stable", "waterfox", "zen", "zen-browser",
}

// opensWindows tells whether the browser is known to take --new-window.
func (b Browser) opensWindows() bool {
	if b.brand != nil {
		return b.brand.engine != otherEngine
	}
	return slices.Contains(windowPrograms, b.program())
}

// defaultEntry is the desktop entry of the system's default browser, without
// .desktop; "" where none is set. It reads the files that the specification of
// MIME types for desktop applications names, and starts no program.
func defaultEntry() string {
	var desktops []string
	for _, name := range strings.Split(os.Getenv("XDG_CURRENT_DESKTOP"), ":") {
		if name != "" && !strings.Contains(name, "/") {
			desktops = append(desktops, strings.ToLower(name)+"-mimeapps.list")
		}
	}
	dirs := []string{configDir()}
	dirs = append(dirs, filepath.SplitList(cmp.Or(os.Getenv("XDG_CONFIG_DIRS"), "/etc/xdg"))...)
	dirs = append(dirs, applicationDirs()...)
	for _, dir := range dirs {
		for _, name := range append(desktops, "mimeapps.list") {
			for _, entry := range strings.Split(xdg.Values(string(readSmall(dir, name)), "Default Applications")["x-scheme-handler/https"], ";") {
				if entry, ok := strings.CutSuffix(strings.TrimSpace(entry), ".desktop"); ok && entryThere(entry) {
					return entry
				}
			}
		}
	}
	return ""
}

func entryThere(entry string) bool {
	return !strings.Contains(entry, "/") && slices.ContainsFunc(applicationDirs(), func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, entry+".desktop"))
		return err == nil
	})
}
