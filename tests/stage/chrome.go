//go:build linux

package stage

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Chrome is a Chromium that a test drives, by the DevTools protocol over a pipe:
// requests and answers are JSON with a zero byte at the end.
type Chrome struct {
	T   testing.TB
	out *os.File

	mu      sync.Mutex
	last    int
	waiting map[int]chan chromeAnswer
	gone    chan struct{}
}

type chromeAnswer struct {
	ID     int             `json:"id"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// StartChrome starts the desk's browser so that the test can drive it. What is
// opened later comes to this one.
func (d *Desk) StartChrome(flags ...string) *Chrome {
	d.T.Helper()
	return DriveChrome(d.T, d.Command(d.Path("bin/test-browser"), append(flags, "about:blank")...), d.Run)
}

// DriveChrome starts a Chromium, by start, so that the test can drive it.
func DriveChrome(t testing.TB, cmd *exec.Cmd, start func(*exec.Cmd)) *Chrome {
	t.Helper()
	theirs, ours := pipe(t)
	in, answers := pipe(t)
	cmd.Args = append(cmd.Args, "--remote-debugging-pipe")
	cmd.ExtraFiles = []*os.File{theirs, answers}
	start(cmd)
	theirs.Close()
	answers.Close()
	t.Cleanup(func() { ours.Close(); in.Close() })
	c := &Chrome{T: t, out: ours, waiting: map[int]chan chromeAnswer{}, gone: make(chan struct{})}
	go c.read(in)
	c.call("", "Target.setDiscoverTargets", map[string]any{"discover": true}, nil)
	return c
}

func pipe(t testing.TB) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	return r, w
}

func (c *Chrome) read(in *os.File) {
	defer close(c.gone)
	for r := bufio.NewReader(in); ; {
		data, err := r.ReadBytes(0)
		if err != nil {
			return
		}
		var a chromeAnswer
		if json.Unmarshal(bytes.TrimSuffix(data, []byte{0}), &a) != nil || a.ID == 0 {
			continue // an event
		}
		c.mu.Lock()
		waits := c.waiting[a.ID]
		delete(c.waiting, a.ID)
		c.mu.Unlock()
		if waits != nil {
			waits <- a
		}
	}
}

// try calls a method of the protocol.
func (c *Chrome) try(session, method string, params, result any) error {
	answer := make(chan chromeAnswer, 1)
	c.mu.Lock()
	c.last++
	id := c.last
	c.waiting[id] = answer
	line, err := json.Marshal(map[string]any{"id": id, "method": method, "params": params, "sessionId": session})
	if session == "" {
		line, err = json.Marshal(map[string]any{"id": id, "method": method, "params": params})
	}
	if err == nil {
		_, err = c.out.Write(append(line, 0))
	}
	c.mu.Unlock()
	if err != nil {
		return err
	}
	select {
	case a := <-answer:
		if a.Error != nil {
			return fmt.Errorf("%s: %s", method, a.Error.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(a.Result, result)
	case <-c.gone:
		return fmt.Errorf("%s: Chromium is gone", method)
	case <-time.After(2 * Longest):
		return fmt.Errorf("%s: no answer", method)
	}
}

func (c *Chrome) call(session, method string, params, result any) {
	c.T.Helper()
	if err := c.try(session, method, params, result); err != nil {
		c.T.Fatal(err)
	}
}

// Tab is a tab of a Chrome, whatever page it shows.
type Tab struct {
	*Chrome
	Target  string
	session string
}

// Tabs are the tabs that there are, by their targets, with their addresses.
func (c *Chrome) Tabs() map[string]string {
	c.T.Helper()
	var all struct {
		TargetInfos []struct{ TargetID, Type, URL string }
	}
	c.call("", "Target.getTargets", map[string]any{}, &all)
	tabs := map[string]string{}
	for _, t := range all.TargetInfos {
		if t.Type == "page" {
			tabs[t.TargetID] = t.URL
		}
	}
	return tabs
}

// Await waits for a tab whose address is as wanted.
func (c *Chrome) Await(what string, wanted func(address string) bool) *Tab {
	c.T.Helper()
	var found string
	c.Until(what, func() bool {
		for target, address := range c.Tabs() {
			if wanted(address) {
				found = target
				return true
			}
		}
		return false
	})
	return c.attach(found)
}

// Open opens a tab at an address.
func (c *Chrome) Open(address string) *Tab {
	c.T.Helper()
	var made struct{ TargetID string }
	c.call("", "Target.createTarget", map[string]any{"url": address}, &made)
	return c.attach(made.TargetID)
}

// OpenAlone opens a tab with cookies of its own: none.
func (c *Chrome) OpenAlone(address string) *Tab {
	c.T.Helper()
	var alone struct{ BrowserContextID string }
	c.call("", "Target.createBrowserContext", map[string]any{}, &alone)
	var made struct{ TargetID string }
	c.call("", "Target.createTarget", map[string]any{"url": address, "browserContextId": alone.BrowserContextID}, &made)
	return c.attach(made.TargetID)
}

func (c *Chrome) attach(target string) *Tab {
	c.T.Helper()
	var at struct{ SessionID string }
	c.call("", "Target.attachToTarget", map[string]any{"targetId": target, "flatten": true}, &at)
	return &Tab{c, target, at.SessionID}
}

func (c *Chrome) Until(what string, done func() bool) {
	c.T.Helper()
	for end := time.Now().Add(2 * Longest); !done(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			c.T.Fatalf("waited for %s; the tabs are %v", what, c.Tabs())
		}
	}
}

// Call calls a method of the protocol in the tab.
func (t *Tab) Call(method string, params, result any) {
	t.T.Helper()
	t.call(t.session, method, params, result)
}

// Script runs a script in the page and puts what it gives, or what its promise
// does, into result, which may be nil.
func (t *Tab) Script(script string, result any) {
	t.T.Helper()
	if err := t.script(script, result); err != nil {
		t.T.Fatal(err)
	}
}

func (t *Tab) script(script string, result any) error {
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	params := map[string]any{"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true}
	if err := t.try(t.session, "Runtime.evaluate", params, &got); err != nil {
		return err
	}
	if e := got.ExceptionDetails; e != nil {
		return fmt.Errorf("%.60s: %s %s", script, e.Text, e.Exception.Description)
	}
	if result == nil || got.Result.Value == nil {
		return nil
	}
	return json.Unmarshal(got.Result.Value, result)
}

// Until waits until a script gives true. The page may be another one meanwhile.
func (t *Tab) Until(script string) {
	t.T.Helper()
	t.Chrome.Until(script, func() bool {
		var is bool
		return t.script("Boolean("+script+")", &is) == nil && is
	})
}

// Front brings the tab to the front of its window.
func (t *Tab) Front() {
	t.T.Helper()
	t.Call("Page.bringToFront", map[string]any{}, nil)
}

// Address is what stands in the browser's bar.
func (t *Tab) Address() string {
	t.T.Helper()
	return t.Tabs()[t.Target]
}

// chromeKeys are keys by their names: code, and the text that they make.
var chromeKeys = map[string]struct {
	code int
	text string
}{"Enter": {13, "\r"}, "Escape": {27, ""}, "ArrowDown": {40, ""}, "ArrowUp": {38, ""}, "PageDown": {34, ""}, "PageUp": {33, ""}, "Tab": {9, ""}}

// Press presses keys as a person does: those of chromeKeys by name, else the
// letter itself.
func (t *Tab) Press(keys ...string) {
	t.T.Helper()
	// Chromium drops what is pressed before the page was drawn.
	t.Until(`performance.getEntriesByName("first-contentful-paint").length > 0`)
	for _, key := range keys {
		k, named := chromeKeys[key]
		if !named {
			k.text = key
		}
		down := map[string]any{"type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": k.code, "text": k.text, "unmodifiedText": k.text}
		if k.text == "" {
			down["type"] = "rawKeyDown"
		}
		t.Call("Input.dispatchKeyEvent", down, nil)
		t.Call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": k.code}, nil)
	}
}

// Type presses the keys of a text.
func (t *Tab) Type(text string) {
	t.T.Helper()
	t.Press(strings.Split(text, "")...)
}

// Paste pastes a text where the cursor is, by way of the clipboard.
func (t *Tab) Paste(text string) {
	t.T.Helper()
	t.Script(fmt.Sprintf("navigator.clipboard.writeText(%q)", text), nil)
	t.Call("Input.dispatchKeyEvent", map[string]any{"type": "rawKeyDown", "key": "v", "code": "KeyV", "modifiers": 2, "commands": []string{"paste"}}, nil)
	t.Call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": "v", "code": "KeyV", "modifiers": 2}, nil)
}

// Picture keeps a picture of the page.
func (t *Tab) Picture(dir, name string) {
	t.T.Helper()
	var shot struct{ Data string }
	t.Call("Page.captureScreenshot", map[string]any{"format": "png"}, &shot)
	data, err := base64.StdEncoding.DecodeString(shot.Data)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600)
	}
	if err != nil {
		t.T.Fatal(err)
	}
}
