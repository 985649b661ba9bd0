package notify

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/ebitengine/purego/objc"

	"halfday/internal/child"
	mac "halfday/internal/objc"
)

var (
	errDenied  = errors.New("notifications are switched off for this app")
	errUnasked = errors.New("the person was not asked for notifications yet")
	errRefused = errors.New("macOS takes no notifications from this app")
)

// notifyBackend uses the notification centre when the app is a bundle, and
// osascript when it is not or when macOS refuses it for its signature.
// Compiled and vetted, never run on a Mac.
type notifyBackend struct {
	post  func(func(*notifyBackend))
	press func(Press)

	center     objc.ID // 0 outside a bundle
	told       objc.ID // what the centre tells of presses
	plain      bool    // the centre refuses this app
	categories map[string]objc.ID
	first      map[string]string // of each notification shown: the key of its first button
}

// newNotifyBackend listens for presses at once: what a former process left on the
// screen may be pressed before anything is shown, and macOS wants to know who
// listens before the program has started.
func newNotifyBackend(_ context.Context, _ Identity, post func(func(*notifyBackend)), press func(Press)) *notifyBackend {
	b := &notifyBackend{post: post, press: press, categories: map[string]objc.ID{}, first: map[string]string{}}
	if err := b.listen(); err != nil {
		slog.Warn("no notification centre", "error", err)
	}
	return b
}

func (b *notifyBackend) show(ctx context.Context, note Notification) error {
	defer mac.Pool()()
	if b.center == 0 || b.plain {
		return b.showPlain(ctx, note)
	}
	err := b.allowed(ctx)
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
	_, err := child.Output(ctx, "/usr/bin/osascript", args, child.Environ(os.Environ()), strings.NewReader(script))
	return err
}

// listen finds the notification centre. Asking for it outside a bundle throws an
// exception that ends the process.
func (b *notifyBackend) listen() error {
	if err := mac.Load("Foundation", "UserNotifications"); err != nil {
		return err
	}
	defer mac.Pool()()
	if mac.Bundle() == "" {
		return nil
	}
	told, err := mac.New("HalfdayNotificationDelegate", b, delegateMethods())
	if err != nil {
		return err
	}
	b.told = told
	b.center = mac.Send(mac.Class("UNUserNotificationCenter"), "currentNotificationCenter")
	mac.Send(b.center, "setDelegate:", told)
	return nil
}

// delegateMethods are what macOS calls, on threads of its own.
func delegateMethods() map[string]any {
	return map[string]any{
		"userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:": func(self objc.ID, _ objc.SEL, _, response, done objc.ID) {
			request := mac.Send(mac.Send(response, "notification"), "request")
			category := mac.GoString(mac.Send(mac.Send(request, "content"), "categoryIdentifier"))
			if b, ok := mac.Of[*notifyBackend](self); ok {
				b.pressed(mac.GoString(mac.Send(request, "identifier")), mac.GoString(mac.Send(response, "actionIdentifier")), firstOf(category))
			}
			mac.CallBlock(done)
		},
		// Without it nothing is shown while the app is in front.
		"userNotificationCenter:willPresentNotification:withCompletionHandler:": func(_ objc.ID, _ objc.SEL, _, _, done objc.ID) {
			mac.CallBlock(done, mac.UNNotificationPresentationOptionList|mac.UNNotificationPresentationOptionBanner)
		},
	}
}

// pressed is called on a thread of macOS. The notification may be one of a
// process before this one.
func (b *notifyBackend) pressed(key, action, first string) {
	b.post(func(b *notifyBackend) { delete(b.first, key) })
	button, named := strings.CutPrefix(action, actionPrefix)
	switch {
	case named:
		b.press(Press{Key: key, Button: button})
	case action == mac.UNNotificationDefaultActionIdentifier && first != "":
		b.press(Press{Key: key, Button: first})
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
		mac.Send(content, "setCategoryIdentifier:", mac.NSString(b.category(ctx, note.Buttons)))
	}
	// A request with the identifier of an earlier one replaces it.
	request := mac.Send(mac.Class("UNNotificationRequest"), "requestWithIdentifier:content:trigger:", mac.NSString(note.Key), content, objc.ID(0))
	b.first[note.Key] = first

	refused, err := asked(ctx, b.center, "addNotificationRequest:withCompletionHandler:", refusal, request)
	return cmp.Or(err, refused)
}

// asked sends a message of which the last argument is a block, and gives what read
// makes of what the block is called with.
func asked[T any](ctx context.Context, object objc.ID, message string, read func(objc.ID) T, args ...any) (answer T, err error) {
	answers := make(chan T, 1)
	block := objc.NewBlock(func(_ objc.Block, given objc.ID) { answers <- read(given) })
	defer block.Release()
	mac.Send(object, message, append(args, block)...)
	select {
	case answer = <-answers:
	case <-ctx.Done():
		err = ctx.Err()
	}
	return answer, err
}

func (b *notifyBackend) withdraw(key string) {
	_, shown := b.first[key]
	delete(b.first, key)
	if !shown || b.center == 0 {
		return
	}
	defer mac.Pool()()
	keys := mac.Send(mac.Class("NSMutableArray"), "array")
	mac.Send(keys, "addObject:", mac.NSString(key))
	mac.Send(b.center, "removeDeliveredNotificationsWithIdentifiers:", keys)
}

func (b *notifyBackend) close() {
	if b.center == 0 {
		return
	}
	withdrawn := false
	for key, first := range b.first {
		if first != "" {
			b.withdraw(key)
			withdrawn = true
		}
	}
	defer mac.Pool()()
	if withdrawn {
		// The process may end next, and what is under way with it.
		ctx, stop := context.WithTimeout(context.Background(), closeLimit)
		defer stop()
		b.await(ctx, "getDeliveredNotificationsWithCompletionHandler:")
	}
	mac.Send(b.center, "setDelegate:", objc.ID(0))
	mac.Free(b.told)
	for _, category := range b.categories {
		mac.Send(category, "release")
	}
}

// closeLimit is how long the centre may take to hear of what was withdrawn.
const closeLimit = 500 * time.Millisecond
