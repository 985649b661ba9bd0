package macsim

// linked are classes that the tray's library brings, where it is linked.
var linked = map[string]bool{"SystrayAppDelegate": true}

// listedValues are the constants of internal/objc, with enumeration and member as
// typings have them.
var listedValues = map[string]string{
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

// told are the constants that typings have without their value: what is known
// of them is Apple's documentation.
var told = map[string]bool{
	"NSAlertFirstButtonReturn": true, "UNNotificationDefaultActionIdentifier": true, "NSWorkspaceDidWakeNotification": true,
	"NSWorkspaceWillSleepNotification": true, "NSWorkspaceSessionDidResignActiveNotification": true, "ScreenIsLocked": true,
}
