package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
	"halfday/internal/child"
	"halfday/internal/files"
	"halfday/proxy"
	"halfday/settings"
	"halfday/text"
	"halfday/update"
)

const (
	// updatesVariable names another place to ask, and the key that counts there,
	// with a space between: a company's own copy, or a test.
	updatesVariable = "HALFDAY_UPDATES"
	// updatesEvery is how often the tray asks, updatesLook how often it looks
	// whether it is time: Go's timers stand still while a machine sleeps.
	updatesEvery = 7 * 24 * time.Hour
	updatesLook  = 3 * time.Hour
	// updatesLimit is how long that may take.
	updatesLimit = 30 * time.Second
)

// What may come of asking for a newer version, as the child process prints it:
// one of these, or "newest VERSION".
const (
	updatesOwn    = "own"    // this build has nobody to ask
	updatesForged = "forged" // the answer is not the maker's
	updatesFailed = "failed"
	updatesNewest = "newest "
)

func updateSource() update.Source {
	s := update.Built()
	if address, key, ok := strings.Cut(os.Getenv(updatesVariable), " "); ok {
		s = update.Source{Address: address, Key: key}
	}
	return s
}

// AskUpdates asks for the newest version and prints what came of it, in a
// process of its own: TLS takes memory that the tray is not to keep.
func AskUpdates() (ok bool) {
	p := home.Load()
	transport := &http.Transport{Proxy: proxy.Func(os.Getenv, p.Settings.Proxy), MaxResponseHeaderBytes: 64 << 10}
	newest, err := updateSource().Check(context.Background(), transport)
	switch {
	case err == nil:
		fmt.Println(updatesNewest + newest)
		return true
	case errors.Is(err, update.ErrNoAddress):
		fmt.Println(updatesOwn)
	case errors.Is(err, update.ErrForged):
		fmt.Println(updatesForged)
	default:
		fmt.Println(updatesFailed)
		fmt.Fprintln(os.Stderr, "halfday:", err)
	}
	return false
}

// about says what Halfday is, and offers to look for a newer one.
func (a *app) about() {
	a.talk("about", func(t talk) {
		words := t.home.Words
		d := words.Dialog
		if !t.ask.agrees(text.Message{Title: d.AboutTitle, What: d.AboutText(a.options.Version), Do: d.UpdatesAsk}) {
			return
		}
		m, _ := updateMessage(words, a.newest(a.ctx), update.Running(a.options.Version))
		t.ask.say(dialogs.AskInfo, m)
		if t.home.Settings.CheckForUpdates != nil || updateSource().Address == "" {
			return
		}
		if answer, ok := t.ask.say(dialogs.AskQuestion, words.Update.Weekly); ok {
			t.ask.kept(words, settings.Set(t.home.SettingsFile(), settings.KeyCheckForUpdates, answer.Yes))
		}
	})
}

// newest asks for the newest version, in a process of its own. Beside the loop.
func (a *app) newest(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, updatesLimit)
	defer cancel()
	path, args := home.Command("__updates")
	out, err := child.Output(ctx, path, args, nil, nil)
	answer := strings.TrimSpace(string(out))
	if err != nil {
		a.log.Info("asking for updates", "answer", answer, "error", err)
	}
	return cmp.Or(answer, updatesFailed)
}

// updateMessage says what came of it; newer is the version that the running one
// is older than, "" for none.
func updateMessage(words text.Words, answer, running string) (m text.Message, newer string) {
	u := words.Update
	switch newest, ok := strings.CutPrefix(answer, updatesNewest); {
	case ok && update.Newer(newest, running):
		return u.Newer(newest, updateSource().Page(), desktop.UpdateCommand()), newest
	case ok:
		return text.Message{Title: u.Own.Title, What: u.None(running)}, ""
	case answer == updatesOwn:
		return u.Own, ""
	case answer == updatesForged:
		return u.Forged, ""
	}
	return u.Failed, ""
}

// watchUpdates asks once a week, if the person wants that, and says once of each
// version that it is there. Beside the loop.
func (a *app) watchUpdates(ctx context.Context) {
	if updateSource().Address == "" {
		return
	}
	for {
		p := a.now()
		note := filepath.Join(p.Dirs.State, "updates")
		if yes := p.Settings.CheckForUpdates; yes != nil && *yes && updatesDue(note, time.Now()) {
			answer := a.newest(ctx)
			m, newer := updateMessage(p.Words, answer, update.Running(a.options.Version))
			told, _ := files.Read(note, 64)
			if newer != "" && newer != string(told) {
				a.say("updates", m)
				told = []byte(newer)
			}
			// Its age is when it was asked; what is in it was told.
			if err := files.Replace(note, told); err != nil {
				a.log.Error("noting when updates were looked for", "error", err)
			}
		}
		if !sleep(ctx, updatesLook) {
			return
		}
	}
}

// updatesDue tells whether a week has passed since the note was written. A
// clock that was set back does not put it off for ever.
func updatesDue(note string, now time.Time) bool {
	info, err := os.Stat(note)
	return err != nil || now.Sub(info.ModTime()).Abs() >= updatesEvery
}
