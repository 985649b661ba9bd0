package dialogs

// OwnGroup puts this process at the head of a process group of its own, so
// that its parent can end it together with its dialog without touching
// others. Call it first thing in a process that shows dialogs. On Windows,
// where a dialog is a window of the process itself, it does nothing.
func OwnGroup() error { return ownGroup() }
