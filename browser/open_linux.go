package browser

import "github.com/pkg/browser"

// openURL opens an address in the system's default browser.
func openURL(address string) error { return browser.OpenURL(address) }

// openFile opens a file in the program for its kind. It is given as a path:
// browser.OpenFile makes an address without escaping % and #.
func openFile(path string) error { return browser.OpenURL(path) }
