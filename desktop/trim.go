package desktop

// Trim gives back the memory of this process that only its start needed. On
// Linux that is code and tables of the program's file: nearly all of them are
// touched when packages initialise, few of them later. The system reads again
// what is needed again. Elsewhere it does nothing. It takes a millisecond and
// may be called at any time, from any goroutine.
func Trim() error { return trim() }
