package text

// As macOS has them.
func buttonsJA() ButtonWords {
	return ButtonWords{
		OK: "OK", Cancel: "キャンセル",
		Yes: "はい", No: "いいえ",
		Edit: "編集",
		Undo: "取り消す", Cut: "カット", Copy: "コピー",
		Paste: "ペースト", SelectAll: "すべてを選択",
	}
}
