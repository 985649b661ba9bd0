package dialogs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
	"halfday/text"
)

const (
	// An alert asks to come to the front so often, and then leaves it to the
	// person, who may have gone to their authenticator.
	frontRequests = 3
	frontPause    = 300 * time.Millisecond

	fieldWidth, fieldHeight = 260, 24 // points
)

// size is NSSize, point is NSPoint.
type (
	size  struct{ width, height float64 }
	point struct{ _, _ float64 }
)

// ownAlert shows a on the main thread, with an Edit menu: osascript's dialog
// has none, so that ⌘V pastes nothing there
// (https://github.com/ncruces/zenity/issues/122). line is what was typed into it, ok
// whether it was answered with OK or yes. shown is false where it cannot be done,
// and nothing has been shown then.
// Compiled and vetted, never run on a Mac.
func ownAlert(ctx context.Context, a Ask) (line string, ok, shown bool) {
	buttons := []string{a.Labels.OK} // the first is also Return, the last Escape
	switch a.Kind {
	case AskEntry:
		buttons = []string{a.Labels.OK, a.Labels.Cancel}
	case AskQuestion:
		buttons = []string{a.Labels.Yes, a.Labels.No}
	}
	if buttons[0] == "" {
		return "", false, false // nobody gave us words
	}
	if why := noAlert(); why != "" {
		slog.Info("no dialog of our own", "reason", why)
		return "", false, false
	}
	defer mac.Pool()()
	app := mac.Send(mac.Class("NSApplication"), "sharedApplication")
	mac.Send(app, "setActivationPolicy:", mac.NSApplicationActivationPolicyAccessory)

	box := mac.Send(mac.Class("NSAlert"), "new")
	defer mac.Send(box, "release")
	mac.Send(box, "setMessageText:", mac.NSString(plainText(a.Title)))
	mac.Send(box, "setInformativeText:", mac.NSString(plainText(a.Text)))
	style := uint(mac.NSAlertStyleInformational)
	if a.Kind == AskError {
		style = mac.NSAlertStyleWarning
	}
	mac.Send(box, "setAlertStyle:", style)
	var last objc.ID
	for _, label := range buttons {
		last = mac.Send(box, "addButtonWithTitle:", mac.NSString(label))
	}
	if len(buttons) > 1 {
		mac.Send(last, "setKeyEquivalent:", mac.NSString("\x1b"))
	}
	window := mac.Send(box, "window")
	var field objc.ID
	if a.Kind == AskEntry {
		field = mac.Send(mac.Class("NSTextField"), "new")
		defer mac.Send(field, "release")
		mac.Send(field, "setFrameSize:", size{fieldWidth, fieldHeight})
		mac.Send(box, "setAccessoryView:", field)
		mac.Send(box, "layout")
		mac.Send(window, "setInitialFirstResponder:", field)
	}
	// Also over a program in full screen, and gone at once when answered: the
	// loop that would draw its going does not run then.
	mac.Send(window, "setCollectionBehavior:", uint(mac.NSWindowCollectionBehaviorMoveToActiveSpace|mac.NSWindowCollectionBehaviorFullScreenAuxiliary))
	mac.Send(window, "setAnimationBehavior:", mac.NSWindowAnimationBehaviorNone)
	setMenu(app, a.Labels, len(buttons) == 1, last)
	defer mac.Send(app, "setMainMenu:", objc.ID(0))

	object, err := mac.New("HalfdayAlert", &alertFront{app: app, left: frontRequests}, alertMethods())
	if err != nil {
		slog.Info("no dialog of our own", "error", err)
		return "", false, false
	}
	defer mac.Free(object)
	over := make(chan struct{})
	var steer sync.WaitGroup
	steer.Go(func() { steerAlert(ctx, object, window, over) })
	code := objc.Send[int](box, objc.RegisterName("runModal"))
	close(over)
	steer.Wait()
	mac.Send(window, "orderOut:", objc.ID(0))

	ok = code == mac.NSAlertFirstButtonReturn
	if ok && field != 0 {
		line = mac.GoString(mac.Send(field, "stringValue"))
	}
	return line, ok, true
}

// noAlert says why this process can show no alert of its own; "" where it can.
func noAlert() string {
	if err := mac.Load("Foundation", "AppKit"); err != nil {
		return err.Error()
	}
	if !objc.Send[bool](mac.Class("NSThread"), objc.RegisterName("isMainThread")) {
		return "not the main thread"
	}
	if !hasScreen() {
		return "no screen"
	}
	return mac.Missing("NSApplication", "NSAlert", "NSButton", "NSTextField", "NSWindow", "NSMenu", "NSMenuItem", "NSEvent", "NSRunningApplication", "NSWorkspace")
}

// hasScreen: in a session from far there is no window server, and asking for
// the application ends the process.
func hasScreen() bool {
	session, err := mac.Functions(mac.Framework("CoreGraphics"), "CGSessionCopyCurrentDictionary")
	if err != nil {
		return false
	}
	dictionary, _, _ := purego.SyscallN(session[0]) // a few bytes that stay
	return dictionary != 0
}

// setMenu gives the program a menu bar, which is never seen: its keys are what
// makes ⌘V paste. An alert with one button closes on Escape by it, too.
func setMenu(app objc.ID, l text.ButtonWords, one bool, button objc.ID) {
	bar, top, edit := mac.Send(mac.Class("NSMenu"), "new"), mac.Send(mac.Class("NSMenuItem"), "new"), mac.Send(mac.Class("NSMenu"), "new")
	for _, o := range []objc.ID{bar, top, edit} {
		defer mac.Send(o, "release")
	}
	mac.Send(edit, "setTitle:", mac.NSString(l.Edit))
	for _, item := range []struct{ title, action, key string }{
		{l.Undo, "undo:", "z"}, {l.Cut, "cut:", "x"}, {l.Copy, "copy:", "c"}, {l.Paste, "paste:", "v"}, {l.SelectAll, "selectAll:", "a"},
	} {
		mac.Send(edit, "addItemWithTitle:action:keyEquivalent:", mac.NSString(item.title), objc.RegisterName(item.action), mac.NSString(item.key))
	}
	if one {
		item := mac.Send(edit, "addItemWithTitle:action:keyEquivalent:", mac.NSString(l.OK), objc.RegisterName("performClick:"), mac.NSString("\x1b"))
		mac.Send(item, "setKeyEquivalentModifierMask:", uint(0))
		mac.Send(item, "setTarget:", button)
	}
	mac.Send(top, "setSubmenu:", edit)
	mac.Send(bar, "addItem:", top)
	mac.Send(app, "setMainMenu:", bar)
}

// alertFront is how an alert comes to the front. Main thread only.
type alertFront struct {
	app  objc.ID
	left int // requests
}

// alertMethods are called on the main thread, within the loop of the alert.
func alertMethods() map[string]any {
	return map[string]any{
		"halfdayFront:": func(self objc.ID, _ objc.SEL, _ objc.ID) {
			if f, ok := mac.Of[*alertFront](self); ok {
				f.ask()
			}
		},
		"halfdayEnd:": func(_ objc.ID, _ objc.SEL, window objc.ID) {
			defer mac.Pool()()
			app := mac.Send(mac.Class("NSApplication"), "sharedApplication")
			if mac.Send(app, "modalWindow") != window {
				return // it is over, and another one may show
			}
			mac.Send(app, "stopModal")
			// The loop looks at that after the next event only.
			event := mac.Send(mac.Class("NSEvent"), "otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2:",
				uint(mac.NSEventTypeApplicationDefined), point{}, uint(0), float64(0), 0, objc.ID(0), int16(0), 0, 0)
			mac.Send(app, "postEvent:atStart:", event, false)
		},
	}
}

// ask asks to come to the front, unless the alert was there already or has
// asked often enough. From macOS 14 the program that is in front is named: it
// has to yield. The older way is what was seen to work for programs without a
// Dock icon.
func (f *alertFront) ask() {
	defer mac.Pool()()
	if objc.Send[bool](f.app, objc.RegisterName("isActive")) {
		f.left = 0
	}
	if f.left == 0 {
		return
	}
	f.left--
	self := mac.Send(mac.Class("NSRunningApplication"), "currentApplication")
	yield := "activateFromApplication:options:"
	if objc.Send[bool](self, objc.RegisterName("respondsToSelector:"), objc.RegisterName(yield)) {
		if other := mac.Send(mac.Send(mac.Class("NSWorkspace"), "sharedWorkspace"), "frontmostApplication"); other != 0 {
			mac.Send(self, yield, other, uint(0))
		}
	}
	mac.Send(f.app, "activateIgnoringOtherApps:", true)
}

// steerAlert brings an alert to the front, and ends it when ctx ends.
func steerAlert(ctx context.Context, object, window objc.ID, over <-chan struct{}) {
	perform := func(selector string) {
		defer mac.Pool()()
		mac.Send(object, "performSelectorOnMainThread:withObject:waitUntilDone:", objc.RegisterName(selector), window, false)
	}
	perform("halfdayFront:")
	pause := time.NewTicker(frontPause)
	defer pause.Stop()
	selector, done := "halfdayFront:", ctx.Done()
	for left := frontRequests; ; { // the last request only looks
		select {
		case <-over:
			return
		case <-done:
			selector, done = "halfdayEnd:", nil
			pause.Reset(frontPause)
			perform(selector)
		case <-pause.C: // also an end once more: the alert may just be opening
			perform(selector)
			if left--; left == 0 && done != nil {
				pause.Stop()
			}
		}
	}
}
