package tray

import (
	"strings"
	"time"
)

// Preferences shape the menu beside what is true of the sessions: what the
// person has set, and where Halfday runs. They are a value: nobody writes to
// their slices again.
type Preferences struct {
	Room Room
	Demo bool // everything is invented: say so
	// Override is the host that answers in AWS's place
	// (HALFDAY_SIGNIN_ENDPOINT, AWS_ENDPOINT_URL_STS); "" where AWS itself does.
	Override string
	// SettingsProblem is the line of the settings file that has a bad value,
	// from 1; 0 where there is none.
	SettingsProblem int
	LoginItem       bool // Halfday starts at login
	TimeInMenuBar   bool // show the time left beside the icon
	// Lead is how long before its end a session counts as ending soon.
	Lead time.Duration
	// Pinned are the profiles that the person has pinned, in that order; they
	// need not be roles.
	Pinned []string
	// GroupBy is how a long list of roles is grouped: "prefix", "account",
	// "source_profile", "none"; "" leaves it to the menu.
	GroupBy string
	// OneConsole tells that a browser is signed out of one console before it
	// opens the next.
	OneConsole bool
	// Browsers are those that a role can be opened in; none while they are
	// not known.
	Browsers []Browser
}

// Browser is a browser on this machine, or a profile, a container or a private
// window of it.
type Browser struct {
	Setting string // as the settings name it
	Alias   string // as they may name it, too, in upper or lower case; "" for nothing else
	Title   string // as a person calls it
}

// is tells whether a setting names the browser.
func (b Browser) is(setting string) bool {
	return b.Setting == setting || b.Alias != "" && strings.EqualFold(b.Alias, setting)
}

// TitleOf is the title of the browser that a setting names; the setting itself
// where it is none of them.
func TitleOf(browsers []Browser, setting string) string {
	for _, b := range browsers {
		if b.is(setting) {
			return b.Title
		}
	}
	return setting
}
