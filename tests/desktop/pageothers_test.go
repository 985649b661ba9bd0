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
)

// attempts are what another page tries against Halfday's: each resolves with what
// it got to know, "" for nothing.
const attempts = `(async (base) => {
	const act = JSON.stringify({ kind: "sign-in", profile: "atlas-dev" }), got = {};
	const read = async (name, path, options) => {
		try {
			const r = await fetch(base + path, { credentials: "include", ...options });
			got[name] = r.type === "opaque" ? "" : r.status + " " + await r.text();
		} catch { got[name] = ""; }
	};
	await read("state", "/halfday/state", {});
	await read("state without cors", "/halfday/state", { mode: "no-cors" });
	await read("the document", "/halfday/", {});
	await read("an act without cors", "/halfday/do", { method: "POST", mode: "no-cors", body: act });
	await read("an act with a header", "/halfday/do", { method: "POST", body: act, headers: { "Content-Type": "application/json", "X-Halfday-Token": "guess" } });
	await read("raise without cors", "/halfday/raise", { method: "POST", mode: "no-cors", body: "{}" });
	const frame = document.createElement("iframe");
	frame.src = base + "/halfday/";
	document.body.append(frame);
	await new Promise((done) => { frame.onload = done; setTimeout(done, 3000); });
	const image = new Image();
	await new Promise((done) => { image.onload = () => { got.image = "loaded"; done(); }; image.onerror = done; image.src = base + "/halfday/state"; });
	const script = document.createElement("script");
	await new Promise((done) => { script.onload = () => { got.script = "loaded"; done(); }; script.onerror = done; script.src = base + "/halfday/state"; document.head.append(script); });
	const ahead = document.createElement("link");
	ahead.rel = "prefetch";
	ahead.href = base + "/halfday/";
	await new Promise((done) => { ahead.onload = () => { got.prefetch = "loaded"; done(); }; ahead.onerror = done; setTimeout(done, 3000); document.head.append(ahead); });
	const form = document.createElement("form");
	form.method = "POST";
	form.enctype = "text/plain";
	form.target = "form";
	form.action = base + "/halfday/do";
	const field = document.createElement("input");
	field.name = act.slice(0, -1) + ',"x":"';
	field.value = '"}';
	form.append(field);
	document.body.append(form);
	form.submit();
	return got;
})`

// Other sites, and other servers on this machine, get nothing of Halfday's page
// in the browser that may see it, and make it do nothing.
func TestDesktopPageOtherSites(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	chrome, page := pageShown(t, d, "--host-resolver-rules=MAP evil.test 127.0.0.1", "--disable-popup-blocking")
	here, err := url.Parse(page.Address())
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + here.Host
	hostile := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!DOCTYPE html><title>hostile</title><body>")
	}))
	t.Cleanup(hostile.Close)
	for name, address := range map[string]string{
		"another site": strings.Replace(hostile.URL, "127.0.0.1", "evil.test", 1), "another port": hostile.URL,
	} {
		tab := chrome.Open(address)
		tab.Until(`document.title === "hostile"`)
		var got map[string]string
		tab.Script(attempts+"("+fmt.Sprintf("%q", base)+")", &got)
		for what, is := range got {
			if is != "" {
				t.Errorf("%s, %s: got %.80q", name, what, is)
			}
		}
		var frames struct {
			FrameTree struct {
				ChildFrames []struct{ Frame struct{ URL string } }
			}
		}
		tab.Call("Page.getFrameTree", map[string]any{}, &frames)
		for _, f := range frames.FrameTree.ChildFrames {
			if strings.HasPrefix(f.Frame.URL, base) {
				t.Errorf("%s: the page stands in a frame", name)
			}
		}
	}

	// A name that points here is not here; a guessed ID names nothing.
	rebound := chrome.Open(strings.Replace(base, "127.0.0.1", "evil.test", 1) + "/")
	rebound.Until(`document.readyState === "complete" && location.href !== "about:blank"`)
	var body string
	rebound.Script(`document.body.innerText`, &body)
	if strings.Contains(body, "atlas") || strings.Contains(body, "Find a role") {
		t.Errorf("under another name the page shows %.80q", body)
	}
	guess := chrome.OpenAlone(base + "/back/AAAAAAAAAAAAAAAA")
	guess.Until(`!document.getElementById("strange").hidden`)
	guess.Script(`document.body.innerText`, &body)
	if strings.Contains(body, "atlas") {
		t.Errorf("a guessed ID shows %.80q", body)
	}

	// The page goes on, and nothing was done.
	page.Front()
	var under, dialogs = 0, d.Window("MFA")
	page.Script(`fetch("/halfday/state?after=-1").then((r) => r.json()).then((n) => n.state.attempts.length)`, &under)
	if under != 0 || dialogs != "" {
		t.Errorf("%d sign-ins under way, a dialog: %q", under, dialogs)
	}

	// What may not see can have the page opened, in a tab that may.
	tabs := len(chrome.Tabs())
	guess.Script(`document.getElementById("raise").click()`, nil)
	chrome.Until("a tab that may see", func() bool { return len(chrome.Tabs()) == tabs+1 })
}
