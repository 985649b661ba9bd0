//go:build desktop && linux

package desktop

import (
	"strings"
	"testing"

	"halfday/tests/stage"
)

// isPage tells whether an address is that of Halfday's page: its port is chosen
// from these.
func isPage(address string) bool {
	return strings.HasPrefix(address, "http://127.0.0.1:2") && strings.HasSuffix(address, "/")
}

// A person opens Halfday's page, finds a role by a part of its name, and is in
// its console after one code.
func TestPage(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	chrome := d.StartChrome()
	d.Start(stage.Binary(t), "-demo", "-page")
	page := chrome.Await("the page", isPage)
	page.Until(`document.activeElement.id === "search" && document.querySelectorAll("[role=option]").length === 5`)
	page.Picture(d.Out, "page")
	page.Type("s-dev 1111")
	page.Until(`document.querySelectorAll("[role=option]").length === 1`)
	page.Press("Enter")
	d.Dialog("MFA")
	d.Shot("page-code")
	d.Typing("123456")
	d.Keys("Return")
	chrome.Await("the console", func(address string) bool { return strings.Contains(address, "/console") })
	page.Until(`document.querySelectorAll("#sessions li").length === 1`)
	page.Picture(d.Out, "page-session")
}
