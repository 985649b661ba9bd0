package notify

// osascriptNotification is the script, for the standard input of osascript,
// and the arguments after the program's name, that show a plain notification.
// The texts are arguments: nothing in them can become script. The dash that
// stands for the standard input also keeps a text that begins with one from
// being read as an option.
func osascriptNotification(note Notification) (script string, args []string) {
	return "on run argv\n\tdisplay notification (item 2 of argv) with title (item 1 of argv)\nend run\n",
		[]string{"-", note.Title, note.Body}
}
