package app

import (
	"context"
	"encoding/json"
	"os"
	"time"

	"halfday/home"
	"halfday/internal/child"
	"halfday/session"
	"halfday/settings"
	"halfday/text"
	"halfday/tray"
)

// browsersLimit is how long looking for the browsers may take.
const browsersLimit = 10 * time.Second

// offerBrowsers finds the browsers for the menu, as soon as there is a session
// to choose one for: who only has the icon pays nothing for it.
func (a *app) offerBrowsers(s session.State) {
	if len(s.Sessions) > 0 && a.offering.CompareAndSwap(false, true) {
		a.findBrowsers()
	}
}

// findBrowsers looks for them in a process of its own, whose memory goes with
// it: what a browser writes about its profiles can be megabytes. One search is
// under way at a time; what is asked for meanwhile makes one more.
func (a *app) findBrowsers() {
	if a.searchAgain.Swap(true) {
		return
	}
	a.surfaces.spawn(func(ctx context.Context) {
		a.searching.Lock()
		defer a.searching.Unlock()
		a.searchAgain.Store(false)
		ctx, cancel := context.WithTimeout(ctx, browsersLimit)
		defer cancel()
		path, args := home.Command("__browsers", a.words().Language)
		out, err := child.Output(ctx, path, args, child.Environ(os.Environ()), nil)
		var found []tray.Browser
		if err == nil {
			err = json.Unmarshal(out, &found)
		}
		if err != nil {
			a.log.Warn("looking for browsers", "error", err)
			found = nil // until the next Reload
		}
		a.browsers.Store(&found)
		a.follow()
	})
}

// setBrowser makes a role open in another browser from now on. The menu
// follows the settings file.
func (a *app) setBrowser(profile, setting string) {
	var value any // nil: as usual
	if setting != "" {
		value = setting
	}
	a.spawn(func() {
		if err := settings.SetRole(a.place.Load().SettingsFile(), profile, settings.KeyRoleBrowser, value); err != nil {
			a.log.Error("choosing a browser", "error", err)
			a.surfaces.error(a.words().Problem(text.Problem{Kind: "settings_write"}))
		}
	})
}
