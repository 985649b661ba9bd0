package roles

// watchesWay tells whether directories above the files are watched for the
// coming of the next one down.
const watchesWay = true

// tellsEvents is true: Windows hands on the events of its network drives.
func tellsEvents(string) bool { return true }
