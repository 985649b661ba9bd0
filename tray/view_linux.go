package tray

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"halfday/tray/statusnotifier"
)

const (
	// trayID names the icon to a panel, which remembers its place by it.
	trayID = "halfday"
	// busLimit is how long connecting to the session bus may take.
	busLimit = 5 * time.Second
)

func runTray(icons Icons, clicked func(Action, string), ready func(*View), exited func(error)) error {
	v := newView(clicked)
	ctx, stop := context.WithTimeout(context.Background(), busLimit)
	item, err := statusnotifier.Open(ctx, statusnotifier.Options{
		ID:     trayID,
		Title:  "Halfday",
		Escape: statusnotifier.Escape(os.Getenv("XDG_CURRENT_DESKTOP")),
		Clicked: func(l statusnotifier.Line, token string) {
			if a, ok := l.Data.(Action); ok && a != (Action{}) {
				v.click(a, token)
			}
		},
		// Where a click opens no menu, it opens the list of roles.
		Activated: func(token string) { v.click(Action{Kind: FindRole}, token) },
	})
	stop()
	if err != nil {
		v.end()
		exited(nil)
		return fmt.Errorf("showing the tray: %w", err)
	}
	bus := &busTray{item: item}
	for state, sizes := range icons.Of {
		bus.icons[state] = statusnotifier.NewIcon(sizes)
	}
	v.tray = bus
	ready(v)
	v.start()
	<-item.Done()
	select {
	case <-v.quit:
	default:
		err = errors.New("showing the tray: the session bus is gone")
	}
	v.end()
	exited(err)
	return nil
}

// busTray is the tray as the session bus gives it.
type busTray struct {
	item  *statusnotifier.Item
	icons [EndingSoon + 1]*statusnotifier.Icon
}

func (t *busTray) show(m Model) {
	t.item.Show(statusnotifier.State{
		Icon:    t.icons[m.Icon],
		Tooltip: m.Tooltip,
		Label:   m.Title,
		Menu:    linesOf(m.Items),
	})
}

// menuOpen: the desktop shows at once what changes.
func (t *busTray) menuOpen() bool { return false }

func (t *busTray) quit() { t.item.Close() }

func linesOf(items []Item) []statusnotifier.Line {
	lines := make([]statusnotifier.Line, len(items))
	for i, it := range items {
		l := statusnotifier.Line{
			Kind:     it.Kind,
			Key:      cmp.Or(it.Key, it.Title),
			Label:    it.Title,
			Disabled: it.Disabled,
			Checked:  it.Checked,
			Children: linesOf(it.Children),
			Data:     it.Action,
		}
		if it.Key == "" && it.Action != (Action{}) {
			l.Key = fmt.Sprintf("%s %q %q", it.Action.Kind, it.Action.Profile, it.Action.Setting)
		}
		lines[i] = l
	}
	return lines
}
