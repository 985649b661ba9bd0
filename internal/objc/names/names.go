// Package names lists every class, message and block of macOS that Halfday
// uses, with their types. The list is checked three times: against typings made
// from Apple's SDK (TestTypings), against what the code sends (TestSource and
// every story), and, on a Mac, against that Mac.
//
// Types are written as @encode does: @ object, B BOOL, q NSInteger,
// Q NSUInteger, i int, s short, d double, : selector, * C string, ^@ address of
// an object, {dd} structure, v nothing. A block stands as <the types of its
// arguments>.
//
// It must not say what anything does.
package names

import "strings"

// Messages are what Halfday sends, by the class that must know it: the message,
// the type of its answer, the types of its arguments. A "+" stands before what
// the class itself must know.
var Messages = map[string][]string{
	"NSObject": {
		"+new @", "retain @", "release v", "respondsToSelector: B :", "+respondsToSelector: B :", "+instancesRespondToSelector: B :",
		"performSelectorOnMainThread:withObject:waitUntilDone: v :@B",
	},
	"NSAutoreleasePool": {"+new @", "drain v"},
	"NSString":          {"+stringWithUTF8String: @ *", "UTF8String *"},
	"NSArray":           {"firstObject @"},
	"NSMutableArray":    {"+array @", "addObject: v @"},
	"NSMutableSet":      {"+set @", "addObject: v @"},
	"NSError":           {"localizedDescription @", "code q"},
	"NSBundle":          {"+mainBundle @", "bundleIdentifier @", "bundlePath @"},
	"NSLocale":          {"+preferredLanguages @"},
	"NSProcessInfo":     {"+processInfo @", "beginActivityWithOptions:reason: @ Q@", "endActivity: v @"},
	"NSNotificationCenter": {
		"addObserver:selector:name:object: v @:@@", "removeObserver: v @",
	},
	"NSThread": {"+isMainThread B"},
	"NSDistributedNotificationCenter": {
		"+defaultCenter @", "addObserver:selector:name:object:suspensionBehavior: v @:@@Q",
	},
	"NSWorkspace": {"+sharedWorkspace @", "notificationCenter @", "frontmostApplication @"},
	"NSRunningApplication": {
		"+runningApplicationWithProcessIdentifier: @ i", "+currentApplication @", "isActive B", "activateWithOptions: B Q",
		"activateFromApplication:options: B @Q",
	},
	"NSApplication": {
		"+sharedApplication @", "setActivationPolicy: B q", "isActive B", "activateIgnoringOtherApps: v B",
		"setMainMenu: v @", "delegate @", "modalWindow @", "stopModal v", "postEvent:atStart: v @B",
	},
	"NSEvent": {
		"+otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2: @ Q{dd}Qdq@sqq",
	},
	"NSMenu":       {"setTitle: v @", "addItem: v @", "addItemWithTitle:action:keyEquivalent: @ @:@", "setDelegate: v @"},
	"NSMenuItem":   {"setSubmenu: v @", "setKeyEquivalentModifierMask: v Q", "setTarget: v @"},
	"NSStatusItem": {"setMenu: v @"},
	"NSAlert": {
		"window @", "layout v", "setMessageText: v @", "setInformativeText: v @", "setAlertStyle: v Q",
		"setAccessoryView: v @", "addButtonWithTitle: @ @", "runModal q",
	},
	"NSButton":    {"setKeyEquivalent: v @"},
	"NSTextField": {"setFrameSize: v {dd}", "stringValue @"},
	"NSWindow": {
		"setInitialFirstResponder: v @", "setCollectionBehavior: v Q", "setAnimationBehavior: v q", "orderOut: v @",
	},
	"SMAppService": {
		"+mainAppService @", "status q", "registerAndReturnError: B ^@", "unregisterAndReturnError: B ^@",
	},
	"UNUserNotificationCenter": {
		"+currentNotificationCenter @", "setDelegate: v @", "setNotificationCategories: v @",
		"getNotificationSettingsWithCompletionHandler: v <@>",
		"requestAuthorizationWithOptions:completionHandler: v Q<B@>",
		"addNotificationRequest:withCompletionHandler: v @<@>",
		"removeDeliveredNotificationsWithIdentifiers: v @",
		"getNotificationCategoriesWithCompletionHandler: v <@>",
		"getDeliveredNotificationsWithCompletionHandler: v <@>",
	},
	"UNNotificationSettings":       {"authorizationStatus q"},
	"UNNotificationAction":         {"+actionWithIdentifier:title:options: @ @@Q"},
	"UNNotificationCategory":       {"+categoryWithIdentifier:actions:intentIdentifiers:options: @ @@@Q"},
	"UNNotificationContent":        {"categoryIdentifier @"},
	"UNMutableNotificationContent": {"setTitle: v @", "setBody: v @", "setCategoryIdentifier: v @"},
	"UNNotificationRequest":        {"+requestWithIdentifier:content:trigger: @ @@@", "identifier @", "content @"},
	"UNNotification":               {"request @"},
	"UNNotificationResponse":       {"actionIdentifier @", "notification @"},
}

// Newer are the messages that the oldest macOS does not know: the code asks
// before it sends them.
var Newer = map[string]bool{"activateFromApplication:options:": true} // macOS 14

// Message is one entry of the lists.
type Message struct {
	Name      string // with the "+"
	Result    string
	Arguments string
}

// Read reads an entry.
func Read(entry string) Message {
	fields := append(strings.Fields(entry), "", "")
	return Message{fields[0], fields[1], fields[2]}
}
