//go:build !darwin && !windows

package browser

import "github.com/pkg/browser"

// openURL opens an address in the system's default browser.
func openURL(address string) error { return browser.OpenURL(address) }
