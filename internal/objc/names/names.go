// Package names lists every class, message, block and value of macOS that
// Halfday uses, with their types. The list is checked three times: against
// typings made from Apple's SDK (TestTypings), against what the code sends
// (TestSource and every story), and, on a Mac, against that Mac.
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

// Implemented are the types of what macOS sends to objects of Halfday.
var Implemented = implemented()

// Linked are classes that the tray's library brings, where it is linked.
var Linked = map[string]bool{"SystrayAppDelegate": true}

// Newer are the messages that the oldest macOS does not know: the code asks
// before it sends them.
var Newer = map[string]bool{"activateFromApplication:options:": true} // macOS 14

// AnyThread are the messages to classes of the main thread that any may send.
var AnyThread = map[string]bool{"postEvent:atStart:": true, "isActive": true, "setDelegate:": true}

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

// Signature finds the entry of a class's message.
func Signature(class, name string) (Message, bool) {
	for _, entry := range Messages[class] {
		if m := Read(entry); m.Name == name {
			return m, true
		}
	}
	return Message{}, false
}

func implemented() map[string]string {
	all := map[string]string{}
	for _, entries := range Protocols {
		for _, entry := range entries {
			m := Read(entry)
			all[m.Name] = m.Result + " " + m.Arguments
		}
	}
	return all
}

// Values are the constants of internal/objc, with enumeration and member as
// typings have them.
var Values = map[string]string{
	"NSActivityUserInitiatedAllowingIdleSystemSleep":     "NSActivityOptions.UserInitiatedAllowingIdleSystemSleep",
	"NSAlertStyleInformational":                          "NSAlertStyle.Informational",
	"NSAlertStyleWarning":                                "NSAlertStyle.Warning",
	"NSApplicationActivateIgnoringOtherApps":             "NSApplicationActivationOptions.IgnoringOtherApps",
	"NSApplicationActivationPolicyAccessory":             "NSApplicationActivationPolicy.Accessory",
	"NSEventTypeApplicationDefined":                      "NSEventType.ApplicationDefined",
	"NSNotificationSuspensionBehaviorDeliverImmediately": "NSNotificationSuspensionBehavior.DeliverImmediately",
	"NSWindowAnimationBehaviorNone":                      "NSWindowAnimationBehavior.None",
	"NSWindowCollectionBehaviorMoveToActiveSpace":        "NSWindowCollectionBehavior.MoveToActiveSpace",
	"NSWindowCollectionBehaviorFullScreenAuxiliary":      "NSWindowCollectionBehavior.FullScreenAuxiliary",
	"SMAppServiceStatusEnabled":                          "SMAppServiceStatus.Enabled",
	"SMAppServiceStatusRequiresApproval":                 "SMAppServiceStatus.RequiresApproval",
	"UNAuthorizationOptionAlert":                         "UNAuthorizationOptions.Alert",
	"UNAuthorizationStatusNotDetermined":                 "UNAuthorizationStatus.NotDetermined",
	"UNAuthorizationStatusDenied":                        "UNAuthorizationStatus.Denied",
	"UNErrorCodeNotificationsNotAllowed":                 "UNErrorCode.NotificationsNotAllowed",
	"UNNotificationPresentationOptionBanner":             "UNNotificationPresentationOptions.Banner",
	"UNNotificationPresentationOptionList":               "UNNotificationPresentationOptions.List",
}

// Told are the constants that typings have without their value: what is known
// of them is Apple's documentation.
var Told = map[string]bool{
	"NSAlertFirstButtonReturn": true, "UNNotificationDefaultActionIdentifier": true, "NSWorkspaceDidWakeNotification": true,
	"NSWorkspaceWillSleepNotification": true, "NSWorkspaceSessionDidResignActiveNotification": true, "ScreenIsLocked": true,
}
