package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"halfday/internal/child"
	mac "halfday/internal/objc"
)

var (
	errDenied  = errors.New("notifications are switched off for this app")
	errRefused = errors.New("macOS takes no notifications from this app")
)

// notifyBackend uses the notification centre when the app is a bundle, and
// osascript when it is not or when macOS refuses it for its signature.
// Compiled and vetted, never run on a Mac.
type notifyBackend struct {
	app   Identity
	press func(key, button string)

	center     objc.ID // 0 outside a bundle
	started    bool
	asked      bool // for the permission, at most once
	plain      bool // the centre refuses this app
	categories map[string]objc.ID

	mu    sync.Mutex
	first map[string]string // of each notification shown: the key of its first button
}

func newNotifyBackend(app Identity, _ func(func(*notifyBackend)), press func(key, button string)) *notifyBackend {
	return &notifyBackend{app: app, press: press, categories: map[string]objc.ID{}, first: map[string]string{}}
}

func (b *notifyBackend) show(ctx context.Context, note Notification) error {
	defer mac.Pool()()
	if err := b.start(); err != nil {
		return err
	}
	if b.center == 0 || b.plain {
		return b.showPlain(ctx, note)
	}
	err := b.allow(ctx)
	if err == nil {
		err = b.add(ctx, note)
	}
	if errors.Is(err, errRefused) {
		b.plain = true
		return b.showPlain(ctx, note)
	}
	return err
}

func (b *notifyBackend) showPlain(ctx context.Context, note Notification) error {
	script, args := osascriptNotification(note)
	cmd := exec.CommandContext(ctx, "/usr/bin/osascript", args...) // #nosec G204 -- fixed program; the texts are its data
	cmd.Stdin = strings.NewReader(script)
	cmd.Env = child.Environ(os.Environ())
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("running osascript: %w", err)
	}
	return nil
}

// start finds the notification centre, once. Asking for it outside a bundle
// throws an exception that ends the process.
func (b *notifyBackend) start() error {
	if b.started {
		return nil
	}
	b.started = true
	for _, framework := range []string{"Foundation", "UserNotifications"} {
		path := "/System/Library/Frameworks/" + framework + ".framework/" + framework
		if _, err := purego.Dlopen(path, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
			return fmt.Errorf("loading %s: %w", framework, err)
		}
	}
	bundle := mac.Send(mac.Class("NSBundle"), "mainBundle")
	id, path := mac.GoString(mac.Send(bundle, "bundleIdentifier")), mac.GoString(mac.Send(bundle, "bundlePath"))
	if id == "" || !strings.HasSuffix(path, ".app") {
		return nil
	}
	delegate, err := b.delegate()
	if err != nil {
		return err
	}
	b.center = mac.Send(mac.Class("UNUserNotificationCenter"), "currentNotificationCenter")
	if b.center != 0 {
		mac.Send(b.center, "setDelegate:", delegate)
	}
	return nil
}

// delegate is an object that macOS tells of presses. It lives as long as the
// process: the centre holds it weakly.
func (b *notifyBackend) delegate() (objc.ID, error) {
	delegate, err := objc.RegisterClass("HalfdayNotificationDelegate", objc.GetClass("NSObject"), nil, nil, []objc.MethodDef{
		{
			Cmd: objc.RegisterName("userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:"),
			Fn: func(_ objc.ID, _ objc.SEL, _, response, done objc.ID) {
				action := mac.GoString(mac.Send(response, "actionIdentifier"))
				request := mac.Send(mac.Send(response, "notification"), "request")
				b.pressed(mac.GoString(mac.Send(request, "identifier")), action)
				mac.CallBlock(done)
			},
		},
		{
			// Without it nothing is shown while the app is in front.
			Cmd: objc.RegisterName("userNotificationCenter:willPresentNotification:withCompletionHandler:"),
			Fn: func(_ objc.ID, _ objc.SEL, _, _, done objc.ID) {
				mac.CallBlock(done, mac.UNNotificationPresentationOptionList|mac.UNNotificationPresentationOptionBanner)
			},
		},
	})
	if err != nil {
		return 0, fmt.Errorf("registering the notification delegate: %w", err)
	}
	return objc.ID(delegate).Send(objc.RegisterName("new")), nil
}

// pressed is called on a thread of macOS.
func (b *notifyBackend) pressed(key, action string) {
	b.mu.Lock()
	first, shown := b.first[key]
	delete(b.first, key)
	b.mu.Unlock()
	button, named := strings.CutPrefix(action, actionPrefix)
	switch {
	case named:
		b.press(key, button)
	case action == mac.UNNotificationDefaultActionIdentifier && shown && first != "":
		b.press(key, first)
	}
}

// actionPrefix tells our buttons from the actions of macOS.
const actionPrefix = "button:"

// allow finds out whether we may show notifications; where the person was
// never asked, it asks, once.
func (b *notifyBackend) allow(ctx context.Context) error {
	status := make(chan int, 1)
	settings := objc.NewBlock(func(_ objc.Block, settings objc.ID) {
		status <- objc.Send[int](settings, objc.RegisterName("authorizationStatus"))
	})
	defer settings.Release()
	mac.Send(b.center, "getNotificationSettingsWithCompletionHandler:", settings)
	var now int
	select {
	case now = <-status:
	case <-ctx.Done():
		return ctx.Err()
	}
	switch {
	case now == mac.UNAuthorizationStatusDenied:
		return errDenied
	case now != mac.UNAuthorizationStatusNotDetermined:
		return nil
	case b.asked:
		return errDenied // the question is still open, or macOS never showed it
	}
	b.asked = true
	answer := make(chan error, 1)
	asked := objc.NewBlock(func(_ objc.Block, granted bool, problem objc.ID) {
		switch {
		case problem != 0:
			answer <- fmt.Errorf("%w: %s", errRefused, mac.GoString(mac.Send(problem, "localizedDescription")))
		case !granted:
			answer <- errDenied
		default:
			answer <- nil
		}
	})
	defer asked.Release()
	mac.Send(b.center, "requestAuthorizationWithOptions:completionHandler:", mac.UNAuthorizationOptionAlert|mac.UNAuthorizationOptionSound, asked)
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *notifyBackend) add(ctx context.Context, note Notification) error {
	content := mac.Send(mac.Class("UNMutableNotificationContent"), "new")
	defer mac.Send(content, "release")
	mac.Send(content, "setTitle:", mac.NSString(note.Title))
	mac.Send(content, "setBody:", mac.NSString(note.Body))
	first := ""
	if len(note.Buttons) > 0 {
		first = note.Buttons[0].Key
		mac.Send(content, "setCategoryIdentifier:", mac.NSString(b.category(note.Buttons)))
	}
	// A request with the identifier of an earlier one replaces it.
	request := mac.Send(mac.Class("UNNotificationRequest"), "requestWithIdentifier:content:trigger:", mac.NSString(note.Key), content, objc.ID(0))
	b.mu.Lock()
	b.first[note.Key] = first
	b.mu.Unlock()

	result := make(chan error, 1)
	added := objc.NewBlock(func(_ objc.Block, problem objc.ID) {
		if problem != 0 {
			result <- fmt.Errorf("%w: %s", errRefused, mac.GoString(mac.Send(problem, "localizedDescription")))
			return
		}
		result <- nil
	})
	defer added.Release()
	mac.Send(b.center, "addNotificationRequest:withCompletionHandler:", request, added)
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// category makes the set of buttons known and names it.
func (b *notifyBackend) category(buttons []Button) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", buttons))
	name := hex.EncodeToString(sum[:8])
	if b.categories[name] != 0 {
		return name
	}
	actions := mac.Send(mac.Class("NSMutableArray"), "array")
	for _, button := range buttons {
		mac.Send(actions, "addObject:", mac.Send(mac.Class("UNNotificationAction"), "actionWithIdentifier:title:options:",
			mac.NSString(actionPrefix+button.Key), mac.NSString(button.Label), uint(0)))
	}
	category := mac.Send(mac.Class("UNNotificationCategory"), "categoryWithIdentifier:actions:intentIdentifiers:options:",
		mac.NSString(name), actions, mac.Send(mac.Class("NSMutableArray"), "array"), uint(0))
	b.categories[name] = mac.Send(category, "retain")
	// The call replaces the whole set.
	set := mac.Send(mac.Class("NSMutableSet"), "set")
	for _, known := range b.categories {
		mac.Send(set, "addObject:", known)
	}
	mac.Send(b.center, "setNotificationCategories:", set)
	return name
}

func (b *notifyBackend) withdraw(key string) {
	b.mu.Lock()
	_, shown := b.first[key]
	delete(b.first, key)
	b.mu.Unlock()
	if !shown || b.center == 0 {
		return
	}
	defer mac.Pool()()
	keys := mac.Send(mac.Class("NSMutableArray"), "array")
	mac.Send(keys, "addObject:", mac.NSString(key))
	mac.Send(b.center, "removeDeliveredNotificationsWithIdentifiers:", keys)
}

func (b *notifyBackend) close() {
	b.mu.Lock()
	keys := make([]string, 0, len(b.first))
	for key, first := range b.first {
		if first != "" {
			keys = append(keys, key)
		}
	}
	b.mu.Unlock()
	for _, key := range keys {
		b.withdraw(key)
	}
}
