package browser

import "github.com/pkg/browser"

// openFile opens a file in the program for its kind. It is given as a path:
// browser.OpenFile makes an address without escaping % and #.
func openFile(path string) error { return browser.OpenURL(path) }
