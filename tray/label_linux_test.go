package tray

import "strings"

// asDBus is how a dbusmenu host shows a label: an underscore marks the access
// key and is not shown, two are one.
func asDBus(label string) string {
	var b strings.Builder
	for i := 0; i < len(label); i++ {
		if label[i] == '_' {
			i++
			if i == len(label) {
				break
			}
		}
		b.WriteByte(label[i])
	}
	return b.String()
}
