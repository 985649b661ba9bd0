package desktop

// OnReopen lets again be called when a person starts the program that runs
// already in Finder, Spotlight or the Dock: macOS starts no second process then.
// It is called on the main thread and must return at once. To be called before
// the tray runs. Only macOS needs it.
func OnReopen(again func()) { onReopen(again) }
