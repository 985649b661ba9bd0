package app

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"

	"halfday/browser"
	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
	"halfday/text"
)

// surfaces shows the tray's own dialogs and opens its addresses and files, each
// in a process of its own. Its methods may be called from any goroutine and
// return at once; one dialog shows at a time.
type surfaces struct {
	log *slog.Logger
	// labels are the words on the dialogs, as they are now; nil where the
	// dialog program has its own.
	labels func() dialogs.Labels
	// none is called where there is no program to show a dialog.
	none func()
	ctx  context.Context
	stop context.CancelFunc
	wg   sync.WaitGroup
	one  chan struct{} // holds a token while a dialog shows
	said sync.Map      // paths of firstTime
	// activation lets the window that comes next come to the front.
	activation atomic.Pointer[child.Activation]
	held       sync.Map // what conversations that show or wait are about, and what is opening
}

func newSurfaces(log *slog.Logger) *surfaces {
	ctx, stop := context.WithCancel(context.Background())
	return &surfaces{log: log, ctx: ctx, stop: stop, one: make(chan struct{}, 1)}
}

// clicked keeps the token that came with a click, or "" for none, for the first
// window that shows because of it.
func (s *surfaces) clicked(token string) { s.activation.Store(child.NewActivation(token)) }

// activate gives the token to who shows a window now.
func (s *surfaces) activate() string { return s.activation.Load().Take() }

// spawn runs f in a goroutine that close waits for.
func (s *surfaces) spawn(f func(ctx context.Context)) {
	s.wg.Go(func() { f(s.ctx) })
}

// close ends the dialogs that show.
func (s *surfaces) close() {
	s.stop()
	s.wg.Wait()
}

func (s *surfaces) info(m text.Message) { s.tell(dialogs.AskInfo, m) }

func (s *surfaces) error(m text.Message) { s.tell(dialogs.AskError, m) }

func (s *surfaces) tell(kind dialogs.AskKind, m text.Message) {
	s.talk(m.Title+"\n"+m.String(), func(ask asker) { ask(dialogs.Ask{Kind: kind, Title: m.Title, Text: m.String()}) })
}

// talk is a conversation of several dialogs, which no other dialog interrupts.
// Another one about the same, before it is over, brings nothing new: fifty
// impatient clicks show one dialog.
func (s *surfaces) talk(about string, f func(ask asker)) {
	if _, under := s.held.LoadOrStore(about, true); under {
		return
	}
	s.spawn(func(ctx context.Context) {
		defer s.held.Delete(about)
		select {
		case s.one <- struct{}{}:
		case <-ctx.Done():
			return
		}
		defer func() { <-s.one }()
		f(func(a dialogs.Ask) (dialogs.Answer, bool) {
			answer, ok := s.askNow(ctx, a)
			if answer.Problem == "dialog_missing" && s.none != nil {
				s.none()
			}
			return answer, ok
		})
	})
}

// askNow shows a dialog until it is answered or ctx ends, whatever other
// dialogs show. ok is whether it was answered.
func (s *surfaces) askNow(ctx context.Context, a dialogs.Ask) (answer dialogs.Answer, ok bool) {
	path, args := home.Command("__dialog")
	if s.labels != nil {
		a.Labels = s.labels()
	}
	a.Token = s.activate()
	answer, err := dialogs.AskChild(ctx, path, args, a)
	if err != nil || answer.Problem != "" && answer.Problem != "cancelled" {
		s.log.Warn("showing a dialog", "error", err, "problem", answer.Problem)
	}
	return answer, err == nil && answer.Problem == ""
}

// open opens an address without secrets, with command or in the default
// browser, or a file as "file:PATH". failed is told of an error.
//
// What is being opened is not opened once more by further clicks. Its window
// comes to the front with token.
func (s *surfaces) open(command []string, what, token string, failed func(error)) {
	if _, under := s.held.LoadOrStore(opening(what), true); under {
		return
	}
	s.spawn(func(context.Context) {
		defer s.held.Delete(opening(what))
		path, args := home.Command("__open")
		opener, err := browser.StartOpener(path, args)
		if err == nil {
			defer opener.Close()
			err = opener.OpenWith(command, what, token)
		}
		if err != nil {
			s.log.Warn("opening", "error", err)
			failed(err)
		}
	})
}

// opening is an address or a file that is being opened.
type opening string
