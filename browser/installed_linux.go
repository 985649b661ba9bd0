package browser

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"halfday/internal/child"
	"halfday/internal/xdg"
)

// browsers reads the desktop entries.
func browsers() []Browser {
	found := browserEntries()
	// Where a browser is there twice, the one that is not in a sandbox gets
	// its plain name.
	slices.SortStableFunc(found, func(a, b Browser) int {
		return cmp.Or(cmp.Compare(len(a.sandbox()), len(b.sandbox())), cmp.Compare(a.entry, b.entry))
	})
	found = named(found)
	for i := range found {
		found[i].readProfiles(found[i].roots()...)
	}
	return found
}

// browserEntries lists the entries in the places that the base directory
// specification names; one hides those of its name in later places.
func browserEntries() (all []Browser) {
	seen := map[string]bool{}
	for _, dir := range applicationDirs() {
		files, _ := os.ReadDir(dir)
		for _, file := range files {
			id, is := strings.CutSuffix(file.Name(), ".desktop")
			if !is || seen[id] {
				continue
			}
			seen[id] = true
			b, tryExec, ok := readBrowserEntry(id, string(readSmall(dir, file.Name())))
			if ok && runs(b.plain[0]) && (tryExec == "" || runs(tryExec)) {
				all = append(all, b)
			}
		}
	}
	return all
}

func applicationDirs() (dirs []string) {
	home := xdg.Dir(os.Getenv("XDG_DATA_HOME"), os.Getenv("HOME"), ".local/share")
	list := cmp.Or(os.Getenv("XDG_DATA_DIRS"), "/usr/local/share:/usr/share")
	for _, dir := range append([]string{home}, filepath.SplitList(list)...) {
		if filepath.IsAbs(dir) {
			dirs = append(dirs, filepath.Join(dir, "applications"))
		}
	}
	return dirs
}

func configDir() string { return xdg.Dir(os.Getenv("XDG_CONFIG_HOME"), os.Getenv("HOME"), ".config") }

// roots is where the browser keeps its profiles: the places that are tried.
func (b Browser) roots() []string {
	if b.brand == nil {
		return nil
	}
	home, config := os.Getenv("HOME"), configDir()
	firefox := b.brand.engine == firefoxEngine
	switch sandbox := b.sandbox(); {
	case sandbox == "flatpak":
		for _, id := range b.brand.entries {
			if slices.Contains(b.with, id) {
				app := filepath.Join(home, ".var/app", id)
				return []string{filepath.Join(app, ".mozilla/firefox"), filepath.Join(app, "config", b.brand.linux)}
			}
		}
		return nil
	case sandbox == "snap" && firefox:
		return []string{filepath.Join(home, "snap/firefox/common/.mozilla/firefox")}
	case sandbox == "snap":
		return []string{filepath.Join(home, "snap", b.brand.linux, "common", b.brand.linux)}
	case firefox:
		// From Firefox 147 in the configuration directory, unless the old
		// place is there.
		return []string{filepath.Join(home, ".mozilla/firefox"), filepath.Join(config, b.brand.linux)}
	}
	return []string{filepath.Join(config, b.brand.linux)}
}

// openers are the programs that an address is given to, in this order.
var openers = []string{"xdg-open", "x-www-browser", "www-browser"}

var errNoBrowser = errors.New("looking for the default browser: nothing opens an address here")

func defaultBrowser(ctx context.Context) (string, error) {
	opener := slices.IndexFunc(openers, runs)
	if opener < 0 {
		return "", errNoBrowser
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	out, err := child.Run(ctx, []string{"xdg-settings", "get", "default-web-browser"}, func(string) {})
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if name := strings.TrimSuffix(strings.TrimSpace(string(out)), ".desktop"); err == nil && name != "" {
		return name, nil
	}
	// xdg-open may still find one: it has further ways to look.
	if len(Browsers()) == 0 && !slices.ContainsFunc(openers[1:], runs) {
		return "", errNoBrowser
	}
	return openers[opener], nil
}

func runs(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}
