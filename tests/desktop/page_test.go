//go:build desktop && linux

package desktop

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"halfday/session"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// isPage tells whether an address is that of Halfday's page: its port is chosen
// from these.
func isPage(address string) bool { return pageAddress.MatchString(address) }

var pageAddress = regexp.MustCompile(`^http://127\.0\.0\.1:(2\d|3[01])\d{3}/halfday/$`)

// A person opens Halfday's page, finds a role by a part of its name, and is in
// its console after one code.
func TestDesktopPage(t *testing.T) {
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
	page.Front()
	page.Until(`document.querySelectorAll("#sessions li").length === 1`)
	page.Picture(d.Out, "page-session")
}

// A console that has ended leads back to its role in Halfday's page: one click
// and one code later the same tab is in the console again. A tab that may not
// see is told so, and can have the page opened.
func TestDesktopPageWayBack(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	var later atomic.Int64
	aws := fakeaws.Start(t, fakeaws.Options{Now: func() time.Time { return time.Now().Add(time.Duration(later.Load())) }})
	if _, _, err := aws.WriteFiles(d.Path(".aws")); err != nil {
		t.Fatal(err)
	}
	d.Env = append(d.Env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	d.Write(".local/state/halfday/welcomed", "", 0o600)
	d.Write(".local/state/halfday/said-two-consoles", "", 0o600)
	chrome := d.StartChrome()
	tray := d.Start(stage.Binary(t), "-page")

	page := chrome.Await("the page", isPage)
	page.Until(`document.querySelectorAll("[role=option]").length > 0`)
	page.Type("s-dev")
	page.Press("Enter")
	code := func(code string) {
		d.Dialog("MFA")
		d.Typing(code)
		d.Keys("Return")
	}
	code("123456")
	isConsole := func(address string) bool { return strings.HasPrefix(address, aws.SigninEndpoint()+"/console") }
	console := chrome.Await("the console", isConsole)
	page.Front()
	page.Until(`document.querySelectorAll("#sessions li").length === 1`)

	// Half a day later the machine was off, and Halfday starts anew.
	later.Store(int64(12*time.Hour + time.Minute))
	tray.Process.Signal(syscall.SIGTERM)
	tray.Wait()
	page.Until(`document.getElementById("say").textContent !== ""`)
	sessions, err := json.Marshal(stage.Stored{Version: 1, Sessions: []session.Session{stage.Lasting("atlas-dev", -time.Minute)}})
	if err != nil {
		t.Fatal(err)
	}
	d.Write(".local/state/halfday/sessions.json", string(sessions), 0o600)
	d.Start(stage.Binary(t))
	page.Until(`document.getElementById("say").textContent === ""`) // a page that was left open goes on
	later.Store(0)                                                  // AWS takes no request of yesterday

	console.Front()
	console.Script(`document.getElementById("ended").hidden = false`, nil) // as its script does at the end
	console.Script(`document.getElementById("issuer").click()`, nil)
	console.Until(`location.pathname.startsWith("/back/") && !document.getElementById("back").hidden`)
	console.Until(`document.getElementById("which").textContent.includes("atlas-dev")`)
	console.Until(`document.activeElement.id === "here"`)
	console.Picture(d.Out, "page-back")
	tabs := len(chrome.Tabs())
	console.Press("Enter")
	d.Dialog("MFA")
	console.Script(`document.dispatchEvent(new Event("visibilitychange"))`, nil) // the person looks elsewhere, and comes back
	code("654321")
	console.Until(`location.pathname === "/console"`)
	if got := len(chrome.Tabs()); got != tabs {
		t.Errorf("%d tabs, want %d: the same tab goes on", got, tabs)
	}
	console.Picture(d.Out, "page-back-console")
}
