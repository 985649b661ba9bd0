package dialogs

// toFront: zenity asks the window manager itself.
func toFront(<-chan struct{}) {}
