package notify

import (
	"slices"
)

// bubbleText is a notification as a service with certain capabilities wants it.
type bubbleText struct {
	summary, body string
	actions       []string          // action, label, action, label, …
	buttons       map[string]string // action → key of the button
	urgency       byte
	expire        int32 // ms; 0 never, -1 as the service likes
}

func bubbleFor(note Notification, capabilities []string) bubbleText {
	can := func(capability string) bool { return slices.Contains(capabilities, capability) }
	m := bubbleText{summary: note.Title, body: note.Body, actions: []string{}, buttons: map[string]string{}, urgency: 1, expire: -1}
	if note.Urgent {
		m.urgency, m.expire = 2, 0
	}
	switch {
	case !can("body"):
		if note.Body != "" {
			m.summary, m.body = note.Title+": "+note.Body, ""
		}
	case can("body-markup"):
		m.body = escapeMarkup(note.Body)
	}
	if !can("actions") {
		return m
	}
	for i, button := range note.Buttons {
		if i == 0 {
			// Without a label: xfce4-notifyd shows a labelled one as a
			// button more.
			m.actions = append(m.actions, actionClick, "")
			m.buttons[actionClick] = button.Key
		}
		m.actions = append(m.actions, button.Key, button.Label)
		m.buttons[button.Key] = button.Key
	}
	return m
}
