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
		Start: func() signin.Page {
			done := make(chan struct{})
			return signin.Page{
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
func (s *signInProcess) newBrowser(ctx context.Context, setting string) (b signin.Browser, err error) {
	command, err := browser.CommandOf(setting)
	if err != nil {
		return b, err
	}
	o := &pageOpener{
		command: command, words: s.home.Words, activation: s.activation, tab: s.tab(),
		window: sync.OnceValue(func() []string { return browser.NewWindow(setting, "") }),
	}
	s.opener = o
	return signin.Browser{Start: o.start, Note: o.note, Close: func() { o.close(ctx) }}, nil
}

// pageOpener opens pages, one after the other.
type pageOpener struct {
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
func (o *pageOpener) prepare() {
	if o.tab != nil {
		return
	}
	path, args := home.Command("__open")
	o.opener, o.startErr = browser.StartOpener(path, args)
	o.window()
}

// note is a page that says something. It may be called by another goroutine than
// start, before that is called again.
func (o *pageOpener) note(title, text string, goesOn bool) string {
	page := browser.Page{Language: o.words.Language, Title: title, Text: text}
	if goesOn && o.inTab {
		if next, err := browser.NewRedirect(browser.Peers{Known: named(o.command)}); err == nil {
			o.next = next
			page.Text, page.Next = "", next.Address() // nobody is to close this tab
		}
	}
	return page.HTML()
}

func (o *pageOpener) start() signin.Page {
	next := o.next
	o.next, o.inTab = nil, false
	if o.redirect != nil { // a further try, or the tab goes on
		o.end()
		if next == nil {
			o.prepare()
		}
	}
	token, command := o.activation.Take(), o.command
	if window := o.window(); token == "" && window != nil {
		command = window
	}
	started := make(chan error, 1)
	page := signin.Page{Started: started, Lead: func(string) error { return nil }, Fail: func() {}}
	redirect, err := next, error(nil)
	if redirect == nil {
		peers := browser.Peers{Known: named(command)}
		if o.opener != nil {
			peers = o.opener.Peers(peers.Known...)
		}
		redirect, err = browser.NewRedirect(peers)
	}
	if err == nil {
		o.redirect, o.failed = redirect, false
		page.Lead, page.Fetched, page.Until = redirect.Lead, redirect.Fetched(), redirect.Expires()
		page.Alarms, page.Unnamed = alarms(redirect), redirect.Unnamed
		page.Fail = o.fail
		err = o.startErr
	}
	switch tab, opener := o.tab, o.opener; {
	case err != nil || next != nil:
		started <- err
	case tab != nil:
		o.tab, o.inTab = nil, true // a further try is for the browser: the tab may be closed
		tab(redirect.Address())
		started <- nil
	default:
		go func() { started <- opener.Open(command, redirect.Address(), token) }()
	}
	return page
}

// fail has the redirect say that it leads nowhere.
func (o *pageOpener) fail() {
	o.failed = true
	o.redirect.Fail(browser.Page{Language: o.words.Language, Title: o.words.Dialog.PageTitle, Text: o.words.Dialog.PageText})
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
func (o *pageOpener) close(ctx context.Context) {
	if o.next != nil { // the tab waits, and there is no console
		o.redirect.Close()
		o.redirect = o.next
		o.fail()
	}
	if o.redirect != nil && o.failed {
		select {
		case <-o.redirect.Fetched():
		case <-time.After(failedLimit):
		case <-ctx.Done():
		}
	}
	o.end()
}

func (o *pageOpener) end() {
	if o.redirect != nil {
		o.redirect.Close()
	}
	if o.opener != nil {
		o.opener.Close()
	}
}
