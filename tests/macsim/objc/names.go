package objc

import "halfday/internal/objc/names"

// Protocols are what macOS sends to objects of Halfday, by protocol. A block
// that comes with it is an object there.
var Protocols = map[string][]string{
	"UNUserNotificationCenterDelegate": {
		"userNotificationCenter:willPresentNotification:withCompletionHandler: v @@@",
		"userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler: v @@@",
	},
	"NSApplicationDelegate": {"applicationShouldHandleReopen:hasVisibleWindows: B @B"},
	"": { // our own names
		"halfdayHeard: v @", "halfdaySubscribe: v @", "halfdayAttach: v @", "halfdayFront: v @", "halfdayEnd: v @",
	},
}

// anyThread are the messages to classes of the main thread that any may send.
var anyThread = map[string]bool{"postEvent:atStart:": true, "isActive": true, "setDelegate:": true}

// listed finds the entry of a class's message.
func listed(class, name string) (names.Message, bool) { return find(names.Messages[class], name) }

// implemented gives the types of what macOS sends to objects of Halfday.
func implemented(name string) (types string, ok bool) {
	for _, entries := range Protocols {
		if m, ok := find(entries, name); ok {
			return m.Result + " " + m.Arguments, true
		}
	}
	return "", false
}

func find(entries []string, name string) (names.Message, bool) {
	for _, entry := range entries {
		if m := names.Read(entry); m.Name == name {
			return m, true
		}
	}
	return names.Message{}, false
}
