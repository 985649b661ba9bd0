//go:build linux

package stories

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestLeakIsFound: secrets that are planted where none may be are found, each
// in a form of its own, by a program that runs where Halfday would.
func TestLeakIsFound(t *testing.T) {
	t.Parallel()
	l := newLeakLogin(t)
	key := l.AWS.Keys()[0]
	secret, code := string(key.SecretKey), l.code()
	half := base64.StdEncoding.EncodeToString([]byte("x" + secret[:20]))
	for _, tt := range []struct {
		name, script string
		where        string // what a report says of the place
		times        int
	}{
		{"nothing", `sh -c : harmless >/dev/null`, "", 0},
		{"arguments", `sh -c : "` + url.QueryEscape(secret) + `" >/dev/null`, "execve of sh", 1},
		{"environment", `LEAK=` + string(key.AccessKeyID) + ` sh -c : zenity >/dev/null`, "execve of sh", 1},
		{"a file", `printf '%s' "` + half + `" >"$HOME/leak"`, "the file ", 2},
		{"a file that is gone again", `printf '%s' "` + secret[:10] + `" >"$HOME/leak"; printf '%s' "` + secret[10:] + `" >>"$HOME/leak"; : >"$HOME/leak"`, "leak of leaky", 1},
		{"a log line", `echo "level=INFO msg=code code=` + code[:3] + " " + code[3:] + `" >>"$HOME/halfday.log"`, "halfday.log", 2},
		{"a file's name", `: >"$HOME/` + code + `"`, "the file ", 2},
		{"standard error", `echo "` + strings.ToUpper(hex.EncodeToString([]byte(secret))) + `" >&2`, "of leaky", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l.traces = nil
			clear(l.seen)
			l.Write(l.Path("bin/leaky"), "#!/bin/sh\n"+tt.script+"\n")
			l.Must(os.Chmod(l.Path("bin/leaky"), 0o700))
			cmd := l.traced(l.Path("bin/leaky"))
			cmd.Env = slices.DeleteFunc(slices.Clone(l.Env), func(kv string) bool { return strings.HasPrefix(kv, "AWS_") })
			if out, err := cmd.Output(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			found := l.leaks()
			if len(found) != tt.times {
				t.Errorf("found %q, want %d", found, tt.times)
			}
			for _, k := range found {
				if text := k.String(); strings.Contains(text, secret) || strings.Contains(text, code) {
					t.Error("the report gives the secret away")
				}
			}
			if tt.times > 0 && !slices.ContainsFunc(found, func(k leak) bool { return strings.Contains(k.where, tt.where) }) {
				t.Errorf("found %q, want one in %q", found, tt.where)
			}
			// The next case begins with a clean home.
			l.Must(os.RemoveAll(l.Path("home")))
			l.Must(os.Mkdir(l.Path("home"), 0o700))
		})
	}
}
