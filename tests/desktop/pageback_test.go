//go:build desktop && linux

package desktop

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// endedConsole is a console of AWS's that has ended, on all its hosts: it leads
// to where its parameter to says, and has the browser say where from by its
// parameter policy.
func endedConsole(t *testing.T) (flags []string) {
	t.Helper()
	ended := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Referrer-Policy", r.FormValue("policy"))
		fmt.Fprintf(w, "<!DOCTYPE html><title>ended</title><a href='%s'>again</a>", r.FormValue("to"))
	}))
	t.Cleanup(ended.Close)
	there := ended.Listener.Addr().String()
	return []string{"--ignore-certificate-errors", "--host-resolver-rules=MAP *.console.aws.amazon.com " + there + ", MAP *.console.amazonaws.cn " + there}
}

// The way back goes to the page that the person was on where the browser says
// which, and it is one of the role's own console; where it says the host alone,
// to its region; else to where the role opens. Of an https page browsers say
// nothing here unless that page has them do so.
func TestDesktopPageWhereThePersonWas(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	aws, chrome, page := pageOver(t, d, fakeaws.Options{}, endedConsole(t)...)
	back := backTo(page, "atlas-dev")
	const here = "https://111122223333-ab12cd34.eu-west-1.console.aws.amazon.com/s3/home"
	query := func(policy string) string {
		return "?" + url.Values{"policy": {policy}, "to": {back}}.Encode()
	}
	whole := "https://eu-west-1.console.aws.amazon.com/s3/home" + query("unsafe-url")
	for _, tt := range []struct{ name, address, page, region string }{
		{"as browsers do", here + query(""), "", ""},
		{"the host alone", here + query("origin"), "", "eu-west-1"},
		{"another account", strings.Replace(here, "1111", "4444", 1) + query("unsafe-url"), "", ""},
		{"another partition", "https://111122223333-ab12cd34.cn-north-1.console.amazonaws.cn/s3/home" + query("unsafe-url"), "", ""},
		{"the page", here + query("unsafe-url"), whole, "eu-west-1"},
	} {
		tab := chrome.Open(tt.address)
		tab.Until(`document.title === "ended"`)
		tab.Script(`document.querySelector("a").click()`, nil)
		tab.Until(`document.activeElement.id === "here"`)
		tab.Script(`(() => { const all = window.fetch; window.fetch = (path, more) => { if (path === "/halfday/do") window.asked = JSON.parse(more.body); return all(path, more); }; })()`, nil)
		tab.Press("Enter")
		code := d.Dialog("MFA.*atlas-dev")
		var asked struct{ Page, Region string }
		tab.Script("asked", &asked)
		if asked.Page != tt.page || asked.Region != tt.region {
			t.Errorf("%s: page %q in %q, want %q in %q", tt.name, asked.Page, asked.Region, tt.page, tt.region)
		}
		if tt.page == "" {
			d.Keys("Escape")
			d.Await("the question to close", func() bool { return !d.Visible(code) })
			continue
		}
		d.Typing("123456")
		d.Keys("Return")
		tab.Until(`location.pathname === "/console"`)
	}
	if got := wentTo(aws); !strings.Contains(got, "region=eu-west-1") || !strings.Contains(got, "page=%2Fs3%2Fhome") {
		t.Errorf("the console opened at %s", got)
	}
}

// A role of Identity Center on the way back: a question, AWS's page, and the
// console, all in this tab.
func TestDesktopPageCenter(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	chrome, page := pageShown(t, d)
	tab := chrome.Open(backTo(page, "atlas-shop"))
	tab.Until(`document.activeElement.id === "here"`)
	tabs := len(chrome.Tabs())
	tab.Press("Enter")
	d.Dialog("Open: atlas-shop")
	d.Keys("alt+y")
	tab.Until(`location.pathname === "/oidc/authorize" && document.getElementById("allow") !== null`)
	tab.Script(`document.getElementById("allow").click()`, nil)
	tab.Until(`location.pathname === "/console" && document.title.includes("ShopAdmin")`)
	if got := len(chrome.Tabs()); got != tabs {
		t.Errorf("%d tabs, want %d: %v", got, tabs, chrome.Tabs())
	}
	d.Shot("page-center")
}
