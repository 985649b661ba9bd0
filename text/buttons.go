package text

// ButtonWords are the texts on dialogs that Halfday draws itself, on macOS. The
// menu Edit is not seen, but read aloud.
type ButtonWords struct {
	OK, Cancel      string
	Yes, No         string
	Edit            string
	Undo, Cut, Copy string
	Paste           string
	SelectAll       string `json:"select_all"` // these words also go to a dialog's process, which may be of another version
}
