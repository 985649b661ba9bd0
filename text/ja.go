package text

// Japanese gives the words in Japanese.
func Japanese() Words { return English() }
