package app

import (
	"halfday/dialogs"
	"halfday/text"
)

// Labels are the words on dialogs that Halfday draws itself.
func Labels(words text.Words) dialogs.Labels {
	b := words.Buttons
	return dialogs.Labels{
		OK: b.OK, Cancel: b.Cancel, Yes: b.Yes, No: b.No,
		Edit: b.Edit, Undo: b.Undo, Cut: b.Cut, Copy: b.Copy, Paste: b.Paste, SelectAll: b.SelectAll,
	}
}
