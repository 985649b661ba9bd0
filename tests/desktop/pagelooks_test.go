//go:build desktop && linux

package desktop

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// pageShown starts the demo with its page in a Chromium that the test drives.
func pageShown(t *testing.T, d *stage.Desk, flags ...string) (*stage.Chrome, *stage.Tab) {
	t.Helper()
	chrome := d.StartChrome(flags...)
	d.Start(stage.Binary(t), "-demo", "-page")
	page := chrome.Await("the page", isPage)
	page.Until(`document.querySelectorAll("[role=option]").length === 5`)
	return chrome, page
}

// Who leaves the page and comes back again and again finds it each time: it
// gives its connection back, of which a browser has six.
func TestDesktopPageLeftAndBack(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	_, page := pageShown(t, d)
	here := page.Address()
	for range 8 {
		page.Call("Page.navigate", map[string]any{"url": "about:blank"}, nil)
		page.Until(`location.href === "about:blank"`)
		page.Call("Page.navigate", map[string]any{"url": here}, nil)
		page.Until(`document.querySelectorAll("[role=option]").length === 5`)
	}
	page.Script(`history.go(-2)`, nil)
	page.Until(`document.querySelectorAll("[role=option]").length === 5`)
	page.Type("s-dev")
	page.Press("Enter")
	d.Dialog("MFA") // what it asks for is heard
}

// With the keyboard alone a person gets everywhere.
func TestDesktopPageKeyboard(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	_, page := pageShown(t, d)
	chosen := func(name string) {
		t.Helper()
		page.Until(`document.getElementById("name").textContent === "` + name + `"`)
	}
	focus := func(id string) {
		t.Helper()
		page.Until(`document.activeElement.id === "` + id + `"`)
	}
	focus("search")
	chosen("atlas-dev")
	page.Press("ArrowDown", "ArrowDown")
	chosen("billing-audit")
	page.Press("ArrowUp")
	chosen("atlas-prod-readonly")
	page.Press("PageDown")
	chosen("atlas-lab")
	page.Until(`document.getElementById("search").getAttribute("aria-activedescendant") === document.querySelector("[aria-selected=true]").id`)
	page.Type("7777-8888")
	chosen("billing-audit")
	page.Type(" nothing")
	page.Until(`document.getElementById("chosen").hidden && document.getElementById("roles").hidden && document.getElementById("more").textContent !== ""`)
	page.Press("Escape")
	chosen("atlas-dev")
	for _, id := range []string{"page", "region", "browser", "open", "again"} {
		page.Press("Tab")
		focus(id)
	}
	page.Press("/")
	focus("search")

	// A copied address of the console chooses role, page and region.
	page.Paste("https://444455556666-ab12cd34.eu-west-1.console.aws.amazon.com/s3/home")
	chosen("atlas-prod-readonly")
	page.Until(`document.getElementById("region").value === "eu-west-1" && document.getElementById("page").value.includes("/s3/home")`)

	// What the role's console does not have is said on the page, and opens nothing.
	page.Script(`document.getElementById("region").value = "mars-1"`, nil)
	page.Press("Enter")
	page.Until(`document.getElementById("say").textContent !== ""`)
	if d.Window("MFA") != "" {
		t.Error("a dialog all the same")
	}
}

// The page looks right in both languages, in light and dark, at 200 %; a screen
// reader finds its way.
func TestDesktopPageLooks(t *testing.T) {
	for _, language := range []string{"en", "ja"} {
		t.Run(language, func(t *testing.T) {
			d := stage.StartDesk(t)
			t.Cleanup(d.EndBrowser)
			search := "Find a role"
			if language == "ja" {
				d.Env = append(d.Env, "LANG=ja_JP.UTF-8", "LANGUAGE=ja")
				search = "ロールを検索"
			}
			chrome, page := pageShown(t, d)
			page.Until(`document.documentElement.lang === "` + language + `" && document.querySelector("label[for=search]").textContent === "` + search + `"`)
			page.Press("Enter")
			d.Dialog("MFA")
			page.Until(`document.getElementById("under").textContent !== ""`)
			d.Typing("123456")
			d.Keys("Return")
			chrome.Await("the console", func(address string) bool { return strings.Contains(address, "/console") })
			page.Front()
			page.Until(`document.querySelectorAll("#sessions li").length === 1`)
			stranger := chrome.OpenAlone(strings.TrimSuffix(page.Address(), "halfday/") + "back/guessed")
			stranger.Until(`!document.getElementById("strange").hidden`)
			for _, scheme := range []string{"light", "dark"} {
				for _, zoom := range []int{1, 2} {
					for name, tab := range map[string]*stage.Tab{"page": page, "page-stranger": stranger} {
						look := fmt.Sprintf("%s-%s-%s-%d", name, language, scheme, zoom)
						tab.Front() // else nothing is drawn
						tab.Call("Emulation.setEmulatedMedia", map[string]any{"features": []map[string]string{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
						tab.Call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 1000 / zoom, "height": 800 / zoom, "deviceScaleFactor": zoom, "mobile": false}, nil)
						var over int
						tab.Script(`document.documentElement.scrollWidth - innerWidth`, &over)
						if over > 0 {
							t.Errorf("%s: %d pixels wider than the window", look, over)
						}
						tab.Picture(d.Out, look)
						for _, v := range axe(t, tab) {
							t.Errorf("%s: %s", look, v)
						}
					}
				}
			}
		})
	}
}

// axe gives what axe-core has against a page; nothing where that is not here.
func axe(t *testing.T, tab *stage.Tab) (violations []string) {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join(stage.Root(t), "out/axe-*.js"))
	if len(found) == 0 {
		t.Log("axe-core is not here: sh tests/install.sh test")
		return nil
	}
	source, err := os.ReadFile(found[len(found)-1])
	if err != nil {
		t.Fatal(err)
	}
	tab.Script(string(source)+"\n;0", nil)
	var said string
	tab.Script(`axe.run(document, { resultTypes: ["violations"] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ": " + v.help + " at " + v.nodes.map((n) => n.target).join(", "))))`, &said)
	if err := json.Unmarshal([]byte(said), &violations); err != nil {
		t.Fatal(strings.TrimSpace(said), err)
	}
	return violations
}
