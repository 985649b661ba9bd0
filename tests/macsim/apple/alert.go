package apple

import (
	"slices"
	"strings"

	"halfday/tests/macsim/objc"
)

// Alert is an alert on the screen. Its methods are what a person does; they
// return when the program has taken it.
type Alert struct {
	Title, Text string
	Buttons     []string
	Style       int
	Field       bool // has one for a line of text

	mac     *Mac
	id      objc.ID
	events  chan func()
	stopped bool // takes effect with the next event
	answer  int  // the code of a button; 0 for none
	closed  chan struct{}
}

// stopped is the answer of an alert that was ended by stopModal.
const stopped = -1000

// runModal shows an alert until it is answered.
func (m *Mac) runModal(id objc.ID) int {
	text := func(key string) string {
		s, _ := objc.Value(id, key).(string)
		return s
	}
	field, _ := objc.Value(id, "accessory").(objc.ID)
	a := &Alert{
		Title: text("title"), Text: text("text"), Field: field != 0,
		mac: m, id: id, events: make(chan func(), 100), closed: make(chan struct{}),
	}
	if style := objc.Value(id, "style"); style != nil {
		a.Style = int(number(style))
	}
	for _, b := range buttons(id) {
		a.Buttons = append(a.Buttons, objc.Value(b, "title").(string))
	}
	m.Screen.open = a
	defer func() {
		m.Screen.open = nil
		close(a.closed)
	}()
	if m.Screen.Person != nil {
		go m.Screen.Person(a)
	}
	for {
		select {
		case f := <-m.main:
			objc.WithPool(f)
			continue // no event: stopModal is not looked at
		case f := <-a.events:
			objc.WithPool(f)
		}
		switch {
		case a.answer != 0:
			return a.answer
		case a.stopped:
			return stopped
		}
	}
}

// do carries out an event on the main thread.
func (a *Alert) do(f func()) {
	done := make(chan struct{})
	select {
	case a.events <- func() {
		f()
		close(done)
	}:
	case <-a.closed:
		return
	}
	select {
	case <-done:
	case <-a.closed:
	}
}

// Closed is closed when the alert is gone.
func (a *Alert) Closed() <-chan struct{} { return a.closed }

// Type types text.
func (a *Alert) Type(text string) {
	a.do(func() {
		if field := a.responder(); field != 0 {
			value, _ := objc.Value(field, "value").(string)
			objc.Set(field, "value", value+text)
			return
		}
		a.mac.Screen.Elsewhere += text
	})
}

// Command presses a key with ⌘: what it does is what the menu bar says.
func (a *Alert) Command(key string) {
	a.do(func() {
		field := a.responder()
		if field == 0 {
			return // the other program's menu bar
		}
		value, _ := objc.Value(field, "value").(string)
		switch a.mac.action(key) {
		case "paste:":
			objc.Set(field, "value", value+a.mac.Screen.Clipboard)
		case "copy:":
			a.mac.Screen.Clipboard = value
		case "cut:":
			a.mac.Screen.Clipboard = value
			objc.Set(field, "value", "")
		case "selectAll:":
			// What is typed next replaces all: here it is taken out at once.
			objc.Set(field, "value", "")
		default:
			a.mac.Ignored = append(a.mac.Ignored, "⌘"+strings.ToUpper(key))
		}
	})
}

// Press presses Return ("\r") or Escape ("\x1b").
func (a *Alert) Press(key string) {
	a.do(func() {
		if !a.mac.Active() {
			return
		}
		for i, b := range buttons(a.id) {
			if objc.Value(b, "key") == key {
				a.answer = 1000 + i
				return
			}
		}
		if item := a.mac.item(key); item != 0 && objc.Value(item, "modifiers") == uint(0) {
			target, _ := objc.Value(item, "weak:target").(objc.ID)
			if i := slices.Index(buttons(a.id), target); i >= 0 && objc.Value(item, "action") == "performClick:" {
				a.answer = 1000 + i
			}
		}
	})
}

// Click clicks a button by its label.
func (a *Alert) Click(label string) {
	a.do(func() {
		if i := slices.Index(a.Buttons, label); i >= 0 {
			a.answer = 1000 + i
		}
	})
}

// Value is what stands in the field.
func (a *Alert) Value() (value string) {
	a.do(func() { value, _ = objc.Value(objc.Value(a.id, "accessory").(objc.ID), "value").(string) })
	return value
}

// responder is the field that takes what is typed; 0 where the program is not
// in front or the field does not have the keyboard.
func (a *Alert) responder() objc.ID {
	field, _ := objc.Value(a.id, "accessory").(objc.ID)
	if !a.mac.Active() || field == 0 {
		return 0
	}
	if first, _ := objc.Value(objc.Value(a.id, "window").(objc.ID), "first").(objc.ID); first != field {
		return 0
	}
	return field
}

// action is what the menu bar has for ⌘ and a key.
func (m *Mac) action(key string) string {
	if item := m.item(key); item != 0 {
		return objc.Value(item, "action").(string)
	}
	return ""
}

// item is the line of the menu bar that has a key.
func (m *Mac) item(key string) objc.ID {
	bar, _ := objc.Value(m.single("NSApplication"), "mainMenu").(objc.ID)
	if bar == 0 {
		return 0
	}
	for _, top := range items(bar) {
		sub, _ := objc.Value(top, "submenu").(objc.ID)
		if sub == 0 {
			continue
		}
		for _, item := range items(sub) {
			if objc.Value(item, "key") == key {
				return item
			}
		}
	}
	return 0
}
