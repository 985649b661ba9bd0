// Package objc speaks to the Objective-C runtime of macOS without cgo. It must
// not know what Halfday is.
package objc

// Values of macOS, by their names in Apple's headers. A test compares each with
// typings made from Apple's SDK.
const (
	NSActivityUserInitiatedAllowingIdleSystemSleep     = 0x00ffffff &^ (1 << 20)
	NSAlertStyleInformational                          = 1
	NSAlertStyleWarning                                = 0
	NSApplicationActivateIgnoringOtherApps             = 1 << 1
	NSApplicationActivationPolicyAccessory             = 1
	NSEventTypeApplicationDefined                      = 15
	NSNotificationSuspensionBehaviorDeliverImmediately = 4
	NSWindowAnimationBehaviorNone                      = 2
	NSWindowCollectionBehaviorMoveToActiveSpace        = 1 << 1
	NSWindowCollectionBehaviorFullScreenAuxiliary      = 1 << 8

	SMAppServiceStatusEnabled          = 1
	SMAppServiceStatusRequiresApproval = 2

	UNAuthorizationOptionAlert             = 1 << 2
	UNAuthorizationStatusNotDetermined     = 0
	UNAuthorizationStatusDenied            = 1
	UNErrorCodeNotificationsNotAllowed     = 1
	UNNotificationPresentationOptionBanner = 1 << 4
	UNNotificationPresentationOptionList   = 1 << 3

	// NSAlertFirstButtonReturn is what the first button of an alert answers;
	// the others count on.
	NSAlertFirstButtonReturn = 1000
	// UNNotificationDefaultActionIdentifier is a press on the notification
	// itself.
	UNNotificationDefaultActionIdentifier = "com.apple.UNNotificationDefaultActionIdentifier"
	// The names of notifications.
	NSWorkspaceDidWakeNotification                = "NSWorkspaceDidWakeNotification"
	NSWorkspaceWillSleepNotification              = "NSWorkspaceWillSleepNotification"
	NSWorkspaceSessionDidResignActiveNotification = "NSWorkspaceSessionDidResignActiveNotification"
	// ScreenIsLocked is in no header; macOS sends it since 10.7.
	ScreenIsLocked = "com.apple.screenIsLocked"
)
