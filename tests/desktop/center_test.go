//go:build desktop && linux

package desktop

import (
	"image"
	"strings"
	"testing"
	"time"

	"halfday/tests/stage"
)

// A click on a role of Identity Center leads to AWS's page in the person's
// browser; they allow it there, and the console follows by itself. The next role
// of that session asks nothing.
func TestDesktopCenter(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	before := d.Shot("center-1-before")
	d.Start(stage.Binary(t), "-demo")
	var icon image.Point
	d.Await("the icon", func() bool {
		var ok bool
		icon, ok = stage.Changed(before, d.Shot("center-2-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.Settle(500 * time.Millisecond)
	chrome := d.StartChrome()

	const shop, lab = 4, 5 // their places among the roles of the demo
	choose := func(place int) {
		t.Helper()
		d.OpenMenu(icon)
		d.Keys(append(strings.Fields(strings.Repeat("Down ", place)), "Return")...)
	}
	choose(shop)
	page := chrome.Await("AWS's page", func(address string) bool { return strings.Contains(address, "/oidc/authorize") })
	page.Until(`document.getElementById("allow") !== null`)
	page.Picture(d.Out, "center-3-consent")
	page.Script(`document.getElementById("allow").click()`, nil)
	d.Await("the console", func() bool { return d.Window("ShopAdmin.*Halfday demo console") != "" })
	d.Settle(time.Second)
	d.Shot("center-4-console")

	choose(lab + 1) // below a running session
	d.Await("the other console", func() bool { return d.Window("LabReader.*Halfday demo console") != "" })
	d.Shot("center-5-other")
	for _, address := range chrome.Tabs() {
		if strings.Contains(address, "/oidc/authorize") {
			t.Errorf("AWS's page is there once more: %s", address)
		}
	}
	if d.Window("MFA") != "" {
		t.Error("a code is asked for")
	}
}
