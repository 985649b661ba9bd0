package desktop

import (
	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	mac "halfday/internal/objc"
)

// systemLanguage asks the system: an app that the Finder or launchd started
// has no locale in its environment.
// Compiled and vetted, never run on a Mac.
func systemLanguage() (language string) {
	const foundation = "/System/Library/Frameworks/Foundation.framework/Foundation"
	if _, err := purego.Dlopen(foundation, purego.RTLD_GLOBAL|purego.RTLD_LAZY); err != nil {
		return ""
	}
	withPool(func() {
		languages := objc.ID(objc.GetClass("NSLocale")).Send(sel("preferredLanguages"))
		language = mac.GoString(languages.Send(sel("firstObject")))
	})
	return language
}
