// Package objc speaks to the Objective-C runtime of macOS without cgo. It must
// not know what Halfday is.
package objc
