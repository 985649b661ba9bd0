package app

import (
	"encoding/json"
	"errors"
	"log/slog"
	"path/filepath"
	"time"

	"halfday/desktop"
	"halfday/session"
	"halfday/signin"
)

// ClaimCodes asks the running tray about codes, and without one the file.
func ClaimCodes(dirs desktop.Dirs) signin.Codes {
	ask := func(kind string, m session.CodeMark) (told bool, err error) {
		err = Tell(dirs, kind, m)
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

// changeCodes changes what remembers the codes that were sent while no tray does.
func changeCodes(dirs desktop.Dirs, change func(*session.Codes)) {
	err := desktop.ChangeFile(filepath.Join(dirs.Runtime, "codes"), func(data []byte) []byte {
		var c session.Codes
		if len(data) > 0 && json.Unmarshal(data, &c) != nil {
			c = nil
		}
		change(&c)
		data, _ = json.Marshal(c)
		return data
	})
	if err != nil {
		slog.Warn("remembering which codes were sent", "error", err)
	}
}

// codeMessage answers a sign-in; false is no. While the tray runs, it remembers
// the codes, and the file is empty. Beside the loop.
func (a *app) codeMessage(m desktop.Message) (yes bool) {
	yes = true // where nobody can tell whether it was sent
	var code session.CodeMark
	if json.Unmarshal(m.Body, &code) != nil || len(code.Now) == 0 {
		return yes
	}
	a.call(func() {
		if m.Kind == messageCodeBack {
			a.codes.Release(code)
			return
		}
		yes = a.codes.Claim(code, time.Now())
	})
	return yes
}
