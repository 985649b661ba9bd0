package text

// ButtonWords are the texts on dialogs that Halfday draws itself, on macOS. The
// menu Edit is not seen, but read aloud.
type ButtonWords struct {
	OK, Cancel       string
	Yes, No          string
	Edit             string
	Undo, Cut, Copy  string
	Paste, SelectAll string
}
