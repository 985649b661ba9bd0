package roles

// tellsEvents is true: Windows hands on the events of its network drives.
func tellsEvents(string) bool { return true }
