package browser

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"halfday/internal/files"
	"halfday/internal/xdg"
)

const (
	// browserFile is the most that is read of a browser's file, in bytes.
	browserFile = 16 << 20
	// nameMax is the longest name of a profile or a container, in bytes.
	nameMax = 200
	// namesMax is how many profiles or containers a browser may have.
	namesMax = 100
)

// readSmall reads a regular file; nil where there is none of decent size.
func readSmall(dir, name string) []byte {
	if !filepath.IsAbs(dir) {
		return nil
	}
	data, _ := files.Read(filepath.Join(dir, name), browserFile)
	return data
}

// goodName tells whether a name can be shown, written into settings, and
// handed to a browser as an argument without becoming an option.
func goodName(s string) bool {
	return s != "" && len(s) <= nameMax && s == strings.TrimSpace(s) && s[0] != '-' && utf8.ValidString(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) })
}

// chromiumProfiles reads the file Local State of Chromium and its relatives.
func chromiumProfiles(data []byte) []profile {
	var state struct {
		Profile struct {
			Cache map[string]struct {
				Name string `json:"name"`
			} `json:"info_cache"`
		} `json:"profile"`
	}
	if json.Unmarshal(data, &state) != nil {
		return nil
	}
	var found []profile
	for dir, info := range state.Profile.Cache {
		if !goodName(dir) || strings.ContainsAny(dir, `/\`) || dir == "." || dir == ".." {
			continue
		}
		p := profile{dir, info.Name}
		if !goodName(p.name) {
			p.name = dir
		}
		found = append(found, p)
	}
	slices.SortFunc(found, func(a, b profile) int {
		// "Default", "Profile 2", "Profile 10"
		return cmp.Or(cmp.Compare(len(a.dir), len(b.dir)), strings.Compare(a.dir, b.dir))
	})
	return found[:min(len(found), namesMax)]
}

// firefoxProfiles reads profiles.ini, and gives the path of the profile that
// Firefox opens by itself, "" where that cannot be told. Profiles made by
// Firefox's newer profile menu are in none of its text files.
func firefoxProfiles(data []byte) (found []profile, standard string) {
	installs, first := 0, ""
	for _, g := range xdg.Groups(string(data)) {
		switch kind := strings.TrimRight(g.Name, "0123456789ABCDEF"); {
		case kind == "Install":
			installs++
			standard = g.Values["Default"]
		case kind == "Profile" && goodName(g.Values["Name"]) && len(found) < namesMax:
			found = append(found, profile{g.Values["Name"], g.Values["Name"]})
			if first == "" || g.Values["Default"] == "1" {
				first = g.Values["Path"]
			}
		}
	}
	if installs != 1 {
		// Each has its own, and which of them is ours does not show.
		standard = first
	}
	return found, standard
}

// firefoxDir is the directory of a profile, "" for none.
func firefoxDir(root, path string) string {
	switch path = filepath.FromSlash(path); {
	case path == "":
		return ""
	case filepath.IsAbs(path):
		return path
	}
	return filepath.Join(root, path)
}

// containerExtension is "Open external links in a container", which takes the
// scheme ext+container.
const containerExtension = "{f069aec0-43c5-4bbf-b6b4-df95c4326b98}"

// opensContainers reads extensions.json and handlers.json of a Firefox profile:
// the extension must be on, and its scheme be known. Firefox hands an address
// of a scheme that it does not know to its search engine.
func opensContainers(extensions, handlers []byte) bool {
	var known struct {
		Schemes map[string]struct {
			Handlers []any `json:"handlers"`
		} `json:"schemes"`
	}
	if json.Unmarshal(handlers, &known) != nil || len(known.Schemes["ext+container"].Handlers) == 0 {
		return false
	}
	var file struct {
		Addons []struct {
			ID     string `json:"id"`
			Active bool   `json:"active"`
		} `json:"addons"`
	}
	if json.Unmarshal(extensions, &file) != nil {
		return false
	}
	for _, addon := range file.Addons {
		if addon.ID == containerExtension && addon.Active {
			return true
		}
	}
	return false
}

// firefoxContainers reads containers.json of a Firefox profile. The four that
// Firefox comes with have no name there until they are renamed.
func firefoxContainers(data []byte) []string {
	var file struct {
		Identities []struct {
			Name   string `json:"name"`
			L10nID string `json:"l10nId"` // before Firefox 100 l10nID, which matches too
			Public bool   `json:"public"`
		} `json:"identities"`
	}
	if json.Unmarshal(data, &file) != nil {
		return nil
	}
	var found []string
	for _, c := range file.Identities {
		name := c.Name
		for _, own := range []string{"Personal", "Work", "Banking", "Shopping"} {
			id := strings.ToLower(c.L10nID)
			if name == "" && (id == "user-context-"+strings.ToLower(own) || id == "usercontext"+strings.ToLower(own)+".label") {
				name = own
			}
		}
		if c.Public && goodName(name) && !slices.Contains(found, name) && len(found) < namesMax {
			found = append(found, name)
		}
	}
	return found
}
