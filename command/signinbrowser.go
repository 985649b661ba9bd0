package command

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"halfday/browser"
	"halfday/home"
	"halfday/internal/child"
	"halfday/signin"
	"halfday/text"
)

// failedLimit is how long the browser may take to fetch the page that says
// that nothing was opened.
const failedLimit = 5 * time.Second

// printer prints the sign-in URL for the person who asked for it.
func printer() signin.Browser {
	return signin.Browser{
		Start: func() signin.Redirect {
			done := make(chan struct{})
			return signin.Redirect{
				Fetched: done,
				Until:   time.Now().Add(time.Minute),
				Lead: func(target string) error {
					defer close(done)
					_, err := fmt.Println(target)
					return err
				},
				Fail: func() {},
			}
		},
		Close: func() {},
	}
}

// newBrowser opens sign-in URLs through a one-shot address on loopback, in the
// browser that a setting names; an error where that is not there.
//
// Where a tab waits the first address goes to that, and no browser is started
// for it; the note that this tab comes to goes on to the next address.
func (s *signInProcess) newBrowser(ctx context.Context, setting string) (signin.Browser, error) {
	command, err := browser.CommandOf(setting)
	if err != nil {
		return signin.Browser{}, err
	}
	b := &signInBrowser{
		command: command, words: s.home.Words, activation: s.activation, tab: s.tab(),
		window: sync.OnceValue(func() []string { return browser.NewWindow(setting, "") }),
	}
	s.browser = b
	return signin.Browser{Start: b.start, Note: b.note, Close: func() { b.close(ctx) }}, nil
}

// signInBrowser opens the pages of a sign-in, one after the other.
type signInBrowser struct {
	command []string // nil: the default browser
	// window is the same in a new window, for where nothing else has taken the
	// activation; nil where it needs none. It is called once: it may look for the
	// browsers there are, which takes too long while a dialog is waited for.
	window     func() []string
	words      text.Words
	activation *child.Activation    // what the browser comes to the front with
	tab        func(address string) // where the next address goes; nil: to the browser
	opener     *browser.Opener      // has opened nothing yet, or only redirect
	startErr   error                // why there is no opener
	redirect   *browser.Redirect
	failed     bool              // the redirect leads nowhere
	inTab      bool              // the redirect was given to the tab
	next       *browser.Redirect // that the tab goes on to; nil: to none
}

// prepare starts the opener's process and looks for what a window wants, which
// then cost nothing later.
func (b *signInBrowser) prepare() {
	if b.tab != nil {
		return
	}
	path, args := home.Command("__open")
	b.opener, b.startErr = browser.StartOpener(path, args)
	b.window()
}

// note is a page that says something. It may be called by another goroutine than
// start, before that is called again.
func (b *signInBrowser) note(title, text string, goesOn bool) string {
	page := browser.Page{Language: b.words.Language, Title: title, Text: text}
	if goesOn && b.inTab {
		if next, err := browser.NewRedirect(browser.Peers{Known: named(b.command)}); err == nil {
			b.next = next
			page.Text, page.Next = "", next.Address() // nobody is to close this tab
		}
	}
	return page.HTML()
}

func (b *signInBrowser) start() signin.Redirect {
	next := b.next
	b.next, b.inTab = nil, false
	if b.redirect != nil { // a further try, or the tab goes on
		b.end()
		if next == nil {
			b.prepare()
		}
	}
	token, command := b.activation.Take(), b.command
	if window := b.window(); token == "" && window != nil {
		command = window
	}
	started := make(chan error, 1)
	shown := signin.Redirect{Started: started, Lead: func(string) error { return nil }, Fail: func() {}}
	redirect, err := next, error(nil)
	if redirect == nil {
		peers := browser.Peers{Known: named(command)}
		if b.opener != nil {
			peers = b.opener.Peers(peers.Known...)
		}
		redirect, err = browser.NewRedirect(peers)
	}
	if err == nil {
		b.redirect, b.failed = redirect, false
		shown.Lead, shown.Fetched, shown.Until = redirect.Lead, redirect.Fetched(), redirect.Expires()
		shown.Alarms, shown.Unnamed = alarms(redirect), redirect.Unnamed
		shown.Fail = b.fail
		err = b.startErr
	}
	switch tab, opener := b.tab, b.opener; {
	case err != nil || next != nil:
		started <- err
	case tab != nil:
		b.tab, b.inTab = nil, true // a further try is for the browser: the tab may be closed
		tab(redirect.Address())
		started <- nil
	default:
		go func() { started <- opener.Open(command, redirect.Address(), token) }()
	}
	return shown
}

// fail has the redirect say that it leads nowhere.
func (b *signInBrowser) fail() {
	b.failed = true
	b.redirect.Fail(browser.Page{Language: b.words.Language, Title: b.words.Dialog.PageTitle, Text: b.words.Dialog.PageText})
}

// named is the program of a command.
func named(command []string) []string {
	if len(command) == 0 {
		return nil
	}
	return []string{filepath.Base(command[0])}
}

// alarms passes the alarms of a redirect on, until it is closed.
func alarms(r *browser.Redirect) <-chan signin.Alarm {
	kinds := map[browser.AlarmKind]signin.AlarmKind{
		browser.AlarmRefused: signin.AlarmRefused, browser.AlarmContested: signin.AlarmContested, browser.AlarmSecond: signin.AlarmSecond,
	}
	c := make(chan signin.Alarm, 8)
	go func() {
		for a := range r.Alarms() {
			slog.Debug("somebody who is not the browser asked for the sign-in page", "kind", int(a.Kind), "program", text.Clean(a.Program, 60))
			select {
			case c <- signin.Alarm{Kind: kinds[a.Kind], Program: a.Program}:
			default:
			}
		}
	}()
	return c
}

// close ends what is left, once the browser has what it was promised.
func (b *signInBrowser) close(ctx context.Context) {
	if b.next != nil { // the tab waits, and there is no console
		b.redirect.Close()
		b.redirect = b.next
		b.fail()
	}
	if b.redirect != nil && b.failed {
		select {
		case <-b.redirect.Fetched():
		case <-time.After(failedLimit):
		case <-ctx.Done():
		}
	}
	b.end()
}

func (b *signInBrowser) end() {
	if b.redirect != nil {
		b.redirect.Close()
	}
	if b.opener != nil {
		b.opener.Close()
	}
}
