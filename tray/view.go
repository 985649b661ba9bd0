package tray

import (
	"sync"
	"sync/atomic"
	"time"

	"halfday/session"
)

// Icons are the images of the icon's states: PNG on Linux and macOS, ICO on
// Windows.
type Icons struct {
	Idle, SignedIn, EndingSoon []byte
	// Template says that macOS may colour the images: black and alpha only.
	Template bool
}

// of gives the image of a state; the idle one where a state has none.
func (i Icons) of(state Icon) []byte {
	image := i.Idle
	switch state {
	case SignedIn:
		image = i.SignedIn
	case EndingSoon:
		image = i.EndingSoon
	}
	if len(image) == 0 {
		return i.Idle
	}
	return image
}

const (
	// settle is how long a line that has just got another meaning takes no
	// click: the person clicked what was there before.
	settle = 300 * time.Millisecond
	// secondLook is when icon and tooltip are sent once more: systray loses
	// what is set while it exports its properties.
	secondLook = time.Second
	// menuPoll is how often an open menu is looked at where a change has to
	// wait for its closing.
	menuPoll = 150 * time.Millisecond
	// quitWait is how long Quit waits for the goroutine that draws.
	quitWait = 500 * time.Millisecond
	// clickQueue is how many clicks may wait to be taken.
	clickQueue = 64
)

// native is the tray of the desktop. Only one goroutine at a time calls it.
type native interface {
	// add appends a line to the menu, or to the submenu of parent, enabled
	// and visible. A title is escaped here, as in line.SetTitle.
	add(parent line, kind slotKind, title string) line
	addSeparator()
	setIcon(Icon)
	setTooltip(string)
	setTitle(string)
	// menuOpen tells whether a change now would not be seen by a person who
	// has the menu open, and yet meant by their next click.
	menuOpen() bool
	quit()
}

// line is a line of the native menu. Any setter makes a hidden line visible
// on Windows; hence Hide comes last.
type line interface {
	SetTitle(string)
	SetTooltip(string)
	Enable()
	Disable()
	Check()
	Uncheck()
	Show()
	Hide()
	clicks() <-chan struct{}
}

// View makes the native menu show a Model. Its methods may be called from any
// goroutine and never block.
type View struct {
	native  native
	clicked func(session.Action)

	next    atomic.Pointer[Model] // not shown yet; the latest wins
	wake    chan struct{}
	quit    chan struct{} // closed by Quit or at the end of Run
	stopped chan struct{} // closed when loop is over
	clicks  chan session.Action
	once    sync.Once

	// Of the goroutine that draws:
	menu  *nativeMenu
	shown Model
	drawn bool
}

func newView(n native, clicked func(session.Action)) *View {
	v := &View{
		native:  n,
		clicked: clicked,
		wake:    make(chan struct{}, 1),
		quit:    make(chan struct{}),
		stopped: make(chan struct{}),
		clicks:  make(chan session.Action, clickQueue),
	}
	v.menu = &nativeMenu{native: n, taken: v.clicks, done: v.quit}
	return v
}

// Show makes the tray show m. Of several models that come faster than they
// can be drawn, the last is shown.
func (v *View) Show(m Model) {
	v.next.Store(&m)
	select {
	case v.wake <- struct{}{}:
	default:
	}
}

// Quit ends Run. Nothing is drawn afterwards.
func (v *View) Quit() {
	v.once.Do(func() {
		close(v.quit)
		go func() {
			select {
			case <-v.stopped:
			case <-time.After(quitWait):
				// The drawing hangs: a stopped message bus, a busy main thread.
			}
			v.native.quit()
		}()
	})
}

// start begins to draw and to pass on clicks. What was shown before is drawn
// by the caller already, so that the first menu is whole when the desktop
// first asks for it.
func (v *View) start() {
	v.draw()
	go v.loop()
	go v.passClicks()
}

// loop is the one goroutine that calls native after start.
func (v *View) loop() {
	defer close(v.stopped)
	again := time.NewTimer(secondLook)
	defer again.Stop()
	for {
		select {
		case <-v.quit:
			return
		case <-again.C:
			v.native.setIcon(v.shown.Icon)
			v.native.setTooltip(v.shown.Tooltip)
		case <-v.wake:
			if !v.awaitClosedMenu() {
				return
			}
			v.draw()
		}
	}
}

// awaitClosedMenu waits while a change would not be seen; false at the end.
func (v *View) awaitClosedMenu() bool {
	for v.native.menuOpen() {
		select {
		case <-v.quit:
			return false
		case <-time.After(menuPoll):
		}
	}
	return true
}

// draw brings the tray from the model that it shows to the next one.
func (v *View) draw() {
	next := v.next.Swap(nil)
	if next == nil {
		return
	}
	if !v.drawn || next.Icon != v.shown.Icon {
		v.native.setIcon(next.Icon)
	}
	if !v.drawn || next.Tooltip != v.shown.Tooltip {
		v.native.setTooltip(next.Tooltip)
	}
	if next.Title != v.shown.Title {
		v.native.setTitle(next.Title)
	}
	v.shown, v.drawn = *next, true
	v.menu.show(next.Items)
}

// passClicks is the one goroutine that calls clicked.
func (v *View) passClicks() {
	for {
		select {
		case <-v.quit:
			return
		case a := <-v.clicks:
			v.clicked(a)
		}
	}
}
