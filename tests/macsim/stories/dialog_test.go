//go:build macsim

package stories

import (
	"context"
	"errors"
	"testing"

	"halfday/dialogs"
	"halfday/tests/macsim/apple"
	"halfday/tests/macsim/objc"
	"halfday/text"
)

var english = text.ButtonWords{OK: "OK", Cancel: "Cancel", Yes: "Yes", No: "No", Edit: "Edit", Undo: "Undo", Cut: "Cut", Copy: "Copy", Paste: "Paste", SelectAll: "Select All"}

var japanese = text.ButtonWords{OK: "OK", Cancel: "キャンセル", Yes: "はい", No: "いいえ", Edit: "編集", Undo: "取り消す", Cut: "カット", Copy: "コピー", Paste: "ペースト", SelectAll: "すべてを選択"}

// entry asks for a line while person does something.
func entry(m *apple.Mac, l text.ButtonWords, title, text string, person func(*apple.Alert)) (answer string, err error) {
	m.Screen.Person = person
	mainThread(func() {
		var a dialogs.Answer
		a, err = dialogs.Ask{Kind: dialogs.AskEntry, Title: title, Text: text, Labels: l}.Show(context.Background())
		answer = a.Text
	})
	return answer, err
}

// awaitFront waits until the alert has the keyboard.
func awaitFront(m *apple.Mac) {
	for !m.Active() {
	}
}

func nothingLeft(t *testing.T, classes ...string) {
	t.Helper()
	for _, class := range classes {
		if n := objc.Alive(class); n != 0 {
			t.Errorf("%d objects of %s are left", n, class)
		}
	}
}

// The main act: the code comes from the authenticator by way of the clipboard.
func TestPasteCode(t *testing.T) {
	m := apple.New()
	m.Screen.Clipboard = "123 456"
	code, err := entry(m, english, "MFA code for prod", "Six digits.\nThen Return.", func(a *apple.Alert) {
		awaitFront(m)
		if a.Text != "Six digits.\nThen Return." || !a.Field {
			t.Errorf("got %+v", a)
		}
		a.Command("v")
		a.Press("\r")
	})
	if err != nil || code != "123 456" {
		t.Errorf("got %q, %v", code, err)
	}
	if m.Screen.Policy != 1 {
		t.Error("the process has a Dock icon")
	}
	mainThread(m.Turn)
	nothingLeft(t, "NSAlert", "NSTextField", "NSMenu", "NSMenuItem", "NSButton", "HalfdayAlert", "NSWindow")
}

func TestEditKeys(t *testing.T) {
	m := apple.New()
	code, err := entry(m, english, "t", "x", func(a *apple.Alert) {
		awaitFront(m)
		a.Type("999999")
		a.Command("c")
		a.Command("a")
		a.Type("1")
		a.Command("x")
		a.Type("654321")
		a.Press("\r")
	})
	if err != nil || code != "654321" || m.Screen.Clipboard != "1" || len(m.Ignored) > 0 {
		t.Errorf("got %q, %v, clipboard %q, ignored %q", code, err, m.Screen.Clipboard, m.Ignored)
	}
}

func TestEscape(t *testing.T) {
	for _, l := range []text.ButtonWords{english, japanese} {
		m := apple.New()
		_, err := entry(m, l, "t", "x", func(a *apple.Alert) {
			awaitFront(m)
			a.Type("123456")
			a.Press("\x1b")
		})
		if !errors.Is(err, dialogs.ErrCancelled) {
			t.Errorf("%s: got %v", l.Cancel, err)
		}
	}
}

func TestJapanese(t *testing.T) {
	m := apple.New()
	code, err := entry(m, japanese, "本番のMFAコード", "6桁の数字を入力してください。", func(a *apple.Alert) {
		awaitFront(m)
		if a.Title != "本番のMFAコード" || len(a.Buttons) != 2 || a.Buttons[1] != "キャンセル" {
			t.Errorf("got %+v", a)
		}
		a.Type("１２３４５６")
		a.Click("OK")
	})
	if err != nil || code != "１２３４５６" {
		t.Errorf("got %q, %v", code, err)
	}
}

// What asks and what tells have buttons in the person's language, and Escape.
func TestQuestionAndError(t *testing.T) {
	m := apple.New()
	var shown *apple.Alert
	press := func(key string) {
		m.Screen.Person = func(a *apple.Alert) {
			shown = a
			awaitFront(m)
			a.Press(key)
		}
	}
	for key, want := range map[string]bool{"\r": true, "\x1b": false} {
		press(key)
		var answer dialogs.Answer
		var err error
		mainThread(func() {
			answer, err = dialogs.Ask{Kind: dialogs.AskQuestion, Title: "t", Text: "一行目\n二行目", Labels: japanese}.Show(t.Context())
		})
		if err != nil || answer.Yes != want || shown.Text != "一行目\n二行目" || shown.Buttons[0] != "はい" || shown.Buttons[1] != "いいえ" {
			t.Errorf("%q: got %v, %v, %+v", key, answer.Yes, err, shown)
		}
		press(key)
		mainThread(func() {
			_, err = dialogs.Ask{Kind: dialogs.AskError, Title: "t", Text: "x", Labels: japanese}.Show(t.Context())
		})
		if err != nil || len(shown.Buttons) != 1 || shown.Style != 0 {
			t.Errorf("%q: got %v, %+v", key, err, shown)
		}
		press(key)
		mainThread(func() {
			_, err = dialogs.Ask{Kind: dialogs.AskInfo, Title: "t", Text: "x", Labels: japanese}.Show(t.Context())
		})
		if err != nil || shown.Style != 1 {
			t.Errorf("%q: got %v, %+v", key, err, shown)
		}
	}
	mainThread(m.Turn) // for what was still to be told
	nothingLeft(t, "NSAlert", "NSMenu", "NSMenuItem", "NSButton", "HalfdayAlert")
}

// The end of the context ends the alert, and the next one stays.
func TestEnd(t *testing.T) {
	m := apple.New()
	for range 20 {
		ctx, stop := context.WithCancel(context.Background())
		m.Screen.Person = func(*apple.Alert) { stop() }
		var err error
		mainThread(func() { _, err = dialogs.Ask{Kind: dialogs.AskEntry, Title: "t", Text: "x", Labels: english}.Show(ctx) })
		if !errors.Is(err, dialogs.ErrCancelled) {
			t.Fatalf("got %v", err)
		}
		code, err := entry(m, english, "t", "x", func(a *apple.Alert) {
			awaitFront(m)
			a.Type("123456")
			a.Press("\r")
		})
		if err != nil || code != "123456" {
			t.Fatalf("got %q, %v", code, err)
		}
	}
	if len(m.Ignored) > 0 {
		t.Errorf("ignored: %q", m.Ignored)
	}
}

// A person who goes to the authenticator is not called back again and again.
func TestAway(t *testing.T) {
	for _, refused := range [][]string{nil, {"activateFromApplication:options:"}, {"activateIgnoringOtherApps:", "activateFromApplication:options:"}} {
		m := apple.New()
		m.Screen.Refused = refused
		_, err := entry(m, english, "t", "x", func(a *apple.Alert) {
			if len(refused) < 2 {
				awaitFront(m)
				m.ToFront(false)
				asked := m.Requests()
				a.Type("for another program")
				if m.Requests() != asked {
					t.Errorf("asked again")
				}
			}
			a.Click("Cancel")
		})
		if !errors.Is(err, dialogs.ErrCancelled) {
			t.Errorf("got %v", err)
		}
		if m.Requests() > 6 {
			t.Errorf("%d requests", m.Requests())
		}
	}
}
