package notify

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// actionPrefix tells our buttons from the actions of macOS.
const actionPrefix = "button:"

// category makes the set of buttons known and names it. The name begins with
// the key of the first: a process after this one learns from it what a click on
// the notification itself stands for.
func (b *notifyBackend) category(ctx context.Context, buttons []Button) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", buttons))
	name := buttons[0].Key + "/" + hex.EncodeToString(sum[:8])
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
	// It takes effect after a while: a notification that came before would show
	// without its buttons.
	b.await(ctx, "getNotificationCategoriesWithCompletionHandler:")
	return name
}

// await asks the centre for something that is of no use, and waits for the
// answer: what was told to it before has been taken then.
func (b *notifyBackend) await(ctx context.Context, question string) {
	_, _ = asked(ctx, b.center, question, func(objc.ID) struct{} { return struct{}{} })
}

// firstOf is the key of the first button of a category that category named.
func firstOf(category string) string {
	key, _, named := strings.Cut(category, "/")
	if !named {
		return ""
	}
	return key
}
