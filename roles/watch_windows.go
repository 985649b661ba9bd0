package roles

// watchesWay: directories above the files are watched, too.
const watchesWay = true

// tellsEvents is true: Windows hands on the events of its network drives.
func tellsEvents(string) bool { return true }
