package desktop

// OnReopen lets again be called when a person starts the program that runs
// already in Finder, Spotlight or the Dock: macOS starts no second process then.
// It is called on the main thread and must return at once. To be called before
// the tray runs. Only macOS needs it.
func OnReopen(again func()) { onReopen(again) }

// AttachMenu leaves the menu of the tray with its icon, so that macOS opens it
// by itself, for either button of the mouse and on every display: the tray's
// library attaches it for each click and takes it away after, and macOS 27 tells
// it of no right click (https://github.com/fyne-io/systray/pull/114). To be
// called when the tray is ready, from any goroutine. Only macOS needs it.
func AttachMenu() { attachMenu() }
