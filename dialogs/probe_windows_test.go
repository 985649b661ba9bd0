package dialogs

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// A person goes to another window for the code and comes back.
func TestProbeKeyboardComesBack(t *testing.T) {
	var answer string
	p := sits(t, "keyboard", func(ctx context.Context) { answer, _, _ = showEntry(ctx, "keyboard", "prod-admin") })
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
	if answer != "123456" {
		t.Errorf("the answer is %q", answer)
	}
}

const threeLines = "Role: prod-admin\nAccount: 111122223333\nDevice: arn:aws:iam::444455556666:mfa/your-name"

// A dialog is moved to a monitor with another scaling, and back.
func TestProbeOtherScaling(t *testing.T) {
	for name, show := range map[string]func(context.Context){
		"entry": func(ctx context.Context) { showEntry(ctx, "scaling entry", threeLines) },
		"list": func(ctx context.Context) {
			showList(ctx, "scaling list", threeLines, []string{"one", "two with a name that is far longer than the list is wide at first"})
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
	labels := Labels{OK: "了解", Cancel: "取り消す", Yes: "はい", No: "いいえ"}
	for name, c := range map[string]struct {
		show func(context.Context)
		want []string
	}{
		"entry":    {func(ctx context.Context) { showEntry(ctx, "buttons entry", "x") }, []string{"了解", "取り消す"}},
		"list":     {func(ctx context.Context) { showList(ctx, "buttons list", "x", []string{"a"}) }, []string{"了解", "取り消す"}},
		"question": {func(ctx context.Context) { showQuestion(ctx, "buttons question", "x") }, []string{"はい", "いいえ"}},
		"error":    {func(ctx context.Context) { showError(ctx, "buttons error", "x") }, []string{"了解"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := sits(t, "buttons "+name, func(ctx context.Context) { c.show(WithLabels(ctx, labels)) })
			p.await("buttons "+strings.Join(c.want, ", "), func() bool {
				var got []string
				for button := next(p.dialog, 0, "BUTTON"); button != 0; button = next(p.dialog, button, "BUTTON") {
					if visible(button) {
						got = append(got, written(button))
					}
				}
				return slices.Equal(got, c.want)
			})
		})
	}
}
