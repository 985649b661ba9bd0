package notify

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
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
	// By it xfce4-notifyd is known, which makes a button of the click, too: an
	// empty one where that has no label (seen with 0.9.7, not with 0.7.3).
	const xfce = "x-canonical-private-icon-only"
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
		m.body = markupEscaper.Replace(note.Body)
	}
	if !can("actions") {
		return m
	}
	for i, button := range note.Buttons {
		if i == 0 {
			m.buttons[actionClick] = button.Key
			if can(xfce) {
				m.actions = append(m.actions, actionClick, button.Label)
				continue
			}
			m.actions = append(m.actions, actionClick, "")
		}
		m.actions = append(m.actions, button.Key, button.Label)
		m.buttons[button.Key] = button.Key
	}
	return m
}

// imageData is the image-data hint of the specification.
type imageData struct {
	Width, Height, Stride int32
	Alpha                 bool
	Bits, Channels        int32
	Pixels                []byte // RGBA, not premultiplied
}

// icon decodes the icon at its first use; nil where there is none.
func (b *notifyBackend) icon() *imageData {
	if b.image != nil || len(b.app.PNG) == 0 {
		return b.image
	}
	decoded, err := png.Decode(bytes.NewReader(b.app.PNG))
	b.app.PNG = nil
	if err != nil {
		return nil
	}
	pixels := image.NewNRGBA(image.Rectangle{Max: decoded.Bounds().Size()})
	draw.Draw(pixels, pixels.Rect, decoded, decoded.Bounds().Min, draw.Src)
	b.image = &imageData{
		Width: int32(pixels.Rect.Dx()), Height: int32(pixels.Rect.Dy()), Stride: int32(pixels.Stride), // #nosec G115 -- the size of our own icon
		Alpha: true, Bits: 8, Channels: 4, Pixels: pixels.Pix,
	}
	return b.image
}
