package text

func buttonsEN() ButtonWords {
	return ButtonWords{
		OK: "OK", Cancel: "Cancel",
		Yes: "Yes", No: "No",
		Edit: "Edit",
		Undo: "Undo", Cut: "Cut", Copy: "Copy",
		Paste: "Paste", SelectAll: "Select All",
	}
}
