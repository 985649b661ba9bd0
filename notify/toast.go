package notify

import (
	"net/url"
	"strings"
)

// toastXML is a notification in the markup of Windows, and toastArguments and
// readToastArguments are what goes through Windows and comes back at a press.
// They hold no Windows call, so that they are tested everywhere.

var xmlEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;", "\n", "&#10;", "\t", " ")

// toastXML takes texts that notifyText has been over.
func toastXML(note Notification) string {
	var b strings.Builder
	write := func(parts ...string) { b.WriteString(strings.Join(parts, "")) }
	first := ""
	if len(note.Buttons) > 0 {
		first = note.Buttons[0].Key
	}
	write(`<toast launch="`, xmlEscaper.Replace(toastArguments(note.Key, first)), `"`)
	// Windows keeps a reminder on the screen only where one of its buttons starts
	// nothing that is seen. The first one does: it needs the right to the foreground.
	// https://learn.microsoft.com/en-us/uwp/schemas/tiles/toastschema/element-toast
	stays := note.Urgent && len(note.Buttons) > 1
	if stays {
		write(` scenario="reminder"`)
	}
	write(`><visual><binding template="ToastGeneric"><text>`, xmlEscaper.Replace(note.Title), `</text>`)
	if note.Body != "" {
		write(`<text>`, xmlEscaper.Replace(note.Body), `</text>`)
	}
	write(`</binding></visual>`)
	if len(note.Buttons) > 0 {
		write(`<actions>`)
		for i, button := range note.Buttons {
			activation := "foreground"
			if stays && i == len(note.Buttons)-1 {
				activation = "background"
			}
			write(`<action activationType="`, activation, `" content="`, xmlEscaper.Replace(button.Label),
				`" arguments="`, xmlEscaper.Replace(toastArguments(note.Key, button.Key)), `"/>`)
		}
		write(`</actions>`)
	}
	write(`</toast>`)
	return b.String()
}

// toastArguments names a button of a notification in one line of ASCII.
func toastArguments(key, button string) string {
	return url.Values{"notification": {key}, "button": {button}}.Encode()
}

// readToastArguments is the inverse of toastArguments. It refuses what names
// no button: a click on a toast without buttons, or a stranger's arguments.
func readToastArguments(s string) (key, button string, ok bool) {
	v, err := url.ParseQuery(s)
	if err != nil || len(v["notification"]) != 1 || len(v["button"]) != 1 || v.Get("button") == "" {
		return "", "", false
	}
	return v.Get("notification"), v.Get("button"), true
}

// toastSetting is what Windows says of our toasts (NotificationSetting).
type toastSetting int32

// switchedOff tells whether Windows would take a toast and show nothing: the
// person, their company or both have decided so. DisabledByManifest (4) is said
// of packages, which Halfday is not.
// https://learn.microsoft.com/en-us/uwp/api/windows.ui.notifications.notificationsetting
func (s toastSetting) switchedOff() bool {
	const forApplication, forUser, byGroupPolicy = 1, 2, 3
	return s == forApplication || s == forUser || s == byGroupPolicy
}
