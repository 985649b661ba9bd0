package tray

import (
	"sync"
	"sync/atomic"
	"time"

	"halfday/internal/mailbox"
)

// Icons are the images of the icon's states: on Linux PNG in several sizes, of
// which panels take what fits; elsewhere the first alone, PNG on macOS, ICO on
// Windows.
type Icons struct {
	Of [EndingSoon + 1][][]byte // by Icon
	// Template says that macOS may colour the images: black and alpha only.
	Template bool
}

const (
	// settle is how long a line that has just got another meaning takes no
	// click: the person clicked what was there before.
	settle = 300 * time.Millisecond
	// menuPoll is how often an open menu is looked at where a change has to
	// wait for its closing.
	menuPoll = 150 * time.Millisecond
	// quitWait is how long Quit waits for the goroutine that draws.
	quitWait = 500 * time.Millisecond
)

// nativeTray is the tray of the desktop. Only one goroutine at a time calls it.
type nativeTray interface {
	// show brings the tray to a model.
	show(Model)
	// menuOpen tells whether a change has to wait for the closing of the menu.
	menuOpen() bool
	quit()
}

// Run shows the icon and calls ready with the view once there is a place for
// the menu. It returns after Quit, or when the desktop ends it; with an error
// where there can be no menu.
//
// It must be called on the main goroutine and once in a process. On Linux
// there must be a session bus, but no host of the tray yet: the icon comes with
// it.
//
// ready must return soon; a model that it shows is the first thing that the
// desktop sees. clicked may be called on any goroutine, and must return soon;
// token is what a window that the click opens comes to the front with
// (XDG_ACTIVATION_TOKEN), "" where the desktop gives none. exited is called once,
// whichever way Run ends, with an error where the session bus is gone or Windows
// has not taken the icon; on macOS, at the end of the login session, it is called
// on the main thread and Run does not return. It must not wait for the view.
func Run(icons Icons, clicked func(a Action, token string), ready func(*View), exited func(error)) error {
	return runTray(icons, clicked, ready, exited)
}

// View makes the native menu show a Model. Its methods may be called from any
// goroutine and never block.
type View struct {
	tray    nativeTray // set before start
	clicked func(Action, string)

	next    atomic.Pointer[Model] // not shown yet; the latest wins
	wake    chan struct{}
	quit    chan struct{} // closed by Quit or at the end of Run
	stopped chan struct{} // closed when loop is over
	once    sync.Once
}

func newView(clicked func(Action, string)) *View {
	return &View{
		clicked: clicked,
		wake:    make(chan struct{}, 1),
		quit:    make(chan struct{}),
		stopped: make(chan struct{}),
	}
}

// Show makes the tray show m. Of several models that come faster than they
// can be drawn, the last is shown.
func (v *View) Show(m Model) {
	v.next.Store(&m)
	mailbox.Nudge(v.wake)
}

// end stops the goroutines of the view, and does not wait for them.
func (v *View) end() { v.once.Do(func() { close(v.quit) }) }

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
			v.tray.quit()
		}()
	})
}

// start begins to draw. What was shown before is drawn by the caller already, so
// that the first menu is whole when the desktop first asks for it.
func (v *View) start() {
	v.draw()
	go v.loop()
}

// loop is the one goroutine that draws after start.
func (v *View) loop() {
	defer close(v.stopped)
	for {
		select {
		case <-v.quit:
			return
		case <-v.wake:
			for v.tray.menuOpen() {
				select {
				case <-v.quit:
					return
				case <-time.After(menuPoll):
				}
			}
			v.draw()
		}
	}
}

// draw brings the tray to the model that came last, if it is not drawn yet.
func (v *View) draw() {
	if next := v.next.Swap(nil); next != nil {
		v.tray.show(*next)
	}
}

// click passes on what a click asks for, until the end. Any goroutine.
func (v *View) click(a Action, token string) {
	select {
	case <-v.quit:
	default:
		v.clicked(a, token)
	}
}
