package app

import (
	"encoding/json"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"halfday/desktop"
	"halfday/session"
	"halfday/signin"
)

// codesFile is what remembers the codes that were sent while no tray does.
func codesFile(dirs desktop.Dirs) string { return filepath.Join(dirs.Runtime, "codes") }

// ClaimCodes asks the running tray about codes, and without one the file.
func ClaimCodes(dirs desktop.Dirs) signin.Codes {
	ask := func(kind string, m session.CodeMark) (told bool, err error) {
		body, err := json.Marshal(m)
		if err != nil {
			return false, err
		}
		err = desktop.Tell(dirs.Runtime, desktop.Message{Kind: kind, Body: body})
		return err == nil || errors.Is(err, desktop.ErrRefused), err
	}
	return signin.Codes{
		Claim: func(s session.SentCode) bool {
			now := time.Now()
			m := s.Mark(now)
			if told, err := ask(messageCode, m); told {
				return err == nil
			}
			ok := true // a code is no reason to keep a person from signing in
			changeCodes(dirs, func(c *session.Codes) { ok = c.Claim(m, now) })
			return ok
		},
		Release: func(s session.SentCode) {
			m := s.Mark(time.Now())
			if told, _ := ask(messageCodeBack, m); !told {
				changeCodes(dirs, func(c *session.Codes) { c.Release(m) })
			}
		},
	}
}

func changeCodes(dirs desktop.Dirs, change func(*session.Codes)) {
	err := desktop.ChangeFile(codesFile(dirs), func(data []byte) []byte {
		var c session.Codes
		if len(data) > 0 && json.Unmarshal(data, &c) != nil {
			c = nil
		}
		change(&c)
		data, err := json.Marshal(c)
		if err != nil {
			return nil
		}
		return data
	})
	if err != nil {
		slog.Warn("remembering which codes were sent", "error", err)
	}
}

// trayCodes are the codes that the tray remembers. While it runs the file is
// empty: it is taken over at the start, and written at the end.
type trayCodes struct {
	mu  sync.Mutex
	all session.Codes
}

// message answers a sign-in; false is no.
func (c *trayCodes) message(m desktop.Message) bool {
	var code session.CodeMark
	if json.Unmarshal(m.Body, &code) != nil || len(code.Now) == 0 {
		return true // nobody can tell whether it was sent
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if m.Kind == messageCodeBack {
		c.all.Release(code)
		return true
	}
	return c.all.Claim(code, time.Now())
}

func (c *trayCodes) load(dirs desktop.Dirs) {
	changeCodes(dirs, func(file *session.Codes) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.all.Add(*file, time.Now())
		*file = nil
	})
}

func (c *trayCodes) save(dirs desktop.Dirs) {
	changeCodes(dirs, func(file *session.Codes) {
		c.mu.Lock()
		defer c.mu.Unlock()
		file.Add(c.all, time.Now())
	})
}
