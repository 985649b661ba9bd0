package desktop

import mac "halfday/internal/objc"

// systemLanguage asks the system: an app that the Finder or launchd started
// has no locale in its environment.
// Compiled and vetted, never run on a Mac.
func systemLanguage() string {
	if mac.Load("Foundation") != nil {
		return ""
	}
	defer mac.Pool()()
	return mac.GoString(mac.Send(mac.Send(mac.Class("NSLocale"), "preferredLanguages"), "firstObject"))
}
