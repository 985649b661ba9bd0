package dialogs

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"halfday/text"
)

// A person goes to another window for the code and comes back.
func TestProbeKeyboardComesBack(t *testing.T) {
	var answer []string
	p := sits(t, "keyboard", func(ctx context.Context) {
		answer, _, _ = show(ctx, Ask{Kind: AskEntry, Title: "keyboard", Text: "prod-admin"})
	})
	edit := field(p.dialog)
	other := p.otherWindow()
	p.goTo(p.dialog)
	p.await("the keyboard in the field", func() bool { return p.focus() == edit })
	p.keys('1')
	p.keys('2')
	p.await("the first digits", func() bool { return written(edit) == "12" })
	for range 2 {
		p.goTo(other)
		p.goTo(p.dialog)
		p.await("the keyboard in the field again", func() bool { return p.focus() == edit })
	}
	p.copied("3456")
	const control, enter, end = 0x11, 0xd, 0x23
	p.keys(end) // what is typed takes the place of what is marked
	var pressed time.Time
	p.await("what was copied", func() bool {
		// Others look into the clipboard when it changes, and nobody can then.
		if written(edit) == "12" && time.Since(pressed) > 2*time.Second {
			pressed = time.Now()
			p.keys(control, 'V')
		}
		return written(edit) == "123456"
	})
	p.keys(enter)
	<-p.ended
	if first(answer) != "123456" {
		t.Errorf("the answer is %q", answer)
	}
}

const threeLines = "Role: prod-admin\nAccount: 111122223333\nDevice: arn:aws:iam::444455556666:mfa/your-name"

// A dialog is moved to a monitor with another scaling, and back.
func TestProbeOtherScaling(t *testing.T) {
	for name, show := range map[string]func(context.Context){
		"entry": func(ctx context.Context) { show(ctx, Ask{Kind: AskEntry, Title: "scaling entry", Text: threeLines}) },
		"list": func(ctx context.Context) {
			show(ctx, Ask{Kind: AskList, Title: "scaling list", Text: threeLines, Items: []string{"one", "two with a name that is far longer than the list is wide at first"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := sits(t, "scaling "+name, show)
			p.whole("at first")
			for _, scale := range []uintptr{144, 192, 96} {
				const scaling = 0x2e0
				at := rect(p.dialog)
				_, _, _ = sendMessage.Call(p.dialog, scaling, scale<<16|scale, uintptr(unsafe.Pointer(&at)))
				p.whole("scaled")
			}
		})
	}
}

// whole tells whether all that the dialog says can be read.
func (p *person) whole(when string) {
	p.Helper()
	label, room := next(p.dialog, 0, "STATIC"), client(p.dialog)
	at := within(label, p.dialog)
	if need := textHeight(label, at.width()); need > at.height() {
		p.Errorf("%s: the text has %d pixels of the %d that it needs", when, at.height(), need)
	}
	below := within(field(p.dialog), p.dialog)
	if below.top < at.bottom {
		p.Errorf("%s: the field, at %d, covers the text, to %d", when, below.top, at.bottom)
	}
	for button := next(p.dialog, 0, "BUTTON"); button != 0; button = next(p.dialog, button, "BUTTON") {
		if b := within(button, p.dialog); b.top < below.bottom || b.bottom > room.bottom || b.right > room.right {
			p.Errorf("%s: a button is at %v of %v, with the field at %v", when, b, room, below)
		}
	}
	if list := next(p.dialog, 0, "LISTBOX"); list != 0 && client(list).width() < widestRow(list) {
		p.Errorf("%s: a row is cut: %d of %d pixels", when, client(list).width(), widestRow(list))
	}
}

func TestProbeButtonsOfTheLanguage(t *testing.T) {
	labels := text.ButtonWords{OK: "了解", Cancel: "取り消す", Yes: "はい", No: "いいえ"}
	for kind, want := range map[AskKind][]string{
		AskEntry: {"了解", "取り消す"}, AskList: {"了解", "取り消す"}, AskQuestion: {"はい", "いいえ"}, AskError: {"了解"},
	} {
		t.Run(string(kind), func(t *testing.T) {
			ask := Ask{Kind: kind, Title: "buttons " + string(kind), Text: "x", Labels: labels}
			if kind == AskList {
				ask.Items = []string{"a"}
			}
			p := sits(t, ask.Title, func(ctx context.Context) { show(ctx, ask) })
			p.await("buttons "+strings.Join(want, ", "), func() bool {
				var got []string
				for button := next(p.dialog, 0, "BUTTON"); button != 0; button = next(p.dialog, button, "BUTTON") {
					if visible(button) {
						got = append(got, written(button))
					}
				}
				return slices.Equal(got, want)
			})
		})
	}
}
