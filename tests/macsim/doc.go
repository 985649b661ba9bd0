// Package macsim runs Halfday's files for macOS on Linux.
//
// Its test builds the packages through an overlay (go test -overlay) in which
// the *_darwin.go files that speak to Objective-C stand in the place of their
// Linux counterparts, and in which package objc here stands for purego's. The
// stories then run against apple, which models the classes of macOS.
//
// What is modelled is our reading of Apple's documents and of public reports:
// a story that passes shows that our logic does what we mean, not that macOS
// does. It must not be read as a test on a Mac; packaging/macos/README.md says
// what is still to be looked at there.
//
// The parts:
//
//	objc     the runtime: classes, reference counts, blocks, arguments
//	purego   libraries and C functions
//	apple    AppKit, UserNotifications and so on, and a person at the Mac
//	stories  what is told with them (build tag macsim)
package macsim
