//go:build desktops && linux

package desktops

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// withFirefox is a shell on which Firefox is the default browser, as Debian has it.
func withFirefox(s shell) shell {
	s.firefox = true
	s.parts = append(s.parts[:len(s.parts):len(s.parts)], "firefox-esr")
	return s
}

// installChromium makes Chromium the default browser by the name that it has
// everywhere: a browser that nobody knows is not asked for a new window. It gets
// the options that it needs here.
func (w *world) installChromium() {
	w.t.Helper()
	w.d.Write(".local/share/applications/chromium.desktop", "[Desktop Entry]\nType=Application\nName=Chromium\nExec="+w.d.Path("bin/chromium")+
		" %U\nMimeType=x-scheme-handler/http;x-scheme-handler/https;text/html;\n", 0o644)
	w.d.Write(".config/mimeapps.list", defaultBrowser("chromium"), 0o600)
	for _, err := range []error{
		os.Rename(w.d.Path("bin/test-browser"), w.d.Path("bin/chromium")),
		os.Remove(w.d.Path(".local/share/applications/test-browser.desktop")),
	} {
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// defaultBrowser makes an entry that of the default browser.
func defaultBrowser(entry string) string {
	return "[Default Applications]\nx-scheme-handler/http=" + entry + ".desktop\nx-scheme-handler/https=" + entry + ".desktop\ntext/html=" + entry + ".desktop\n"
}

// installFirefox makes it the default browser of a person who has seen its
// first pages.
func (w *world) installFirefox() {
	w.d.Write(".mozilla/firefox/profiles.ini", "[Profile0]\nName=default\nIsRelative=1\nPath=person\nDefault=1\n\n[General]\nStartWithLastProfile=1\nVersion=2\n", 0o600)
	var prefs strings.Builder
	for _, off := range []string{"browser.aboutwelcome.enabled", "browser.shell.checkDefaultBrowser", "browser.preonboarding.enabled",
		"datareporting.policy.dataSubmissionEnabled", "app.normandy.enabled", "network.captive-portal-service.enabled"} {
		prefs.WriteString("user_pref(\"" + off + "\", false);\n")
	}
	prefs.WriteString("user_pref(\"termsofuse.bypassNotification\", true);\n")
	w.d.Write(".mozilla/firefox/person/user.js", prefs.String(), 0o600)
	w.d.Write(".config/mimeapps.list", defaultBrowser("firefox-esr"), 0o600)
	w.env = append(w.env, "MOZ_LEGACY_PROFILES=1") // else each installation makes one of its own
}

// endBrowser ends the browser, which outlives everything that started it.
func (w *world) endBrowser() {
	w.d.EndBrowser()
	link, _ := os.Readlink(w.d.Path(filepath.Join(".mozilla/firefox/person", "lock"))) // ADDRESS:+PID
	if pid, err := strconv.Atoi(link[strings.LastIndex(link, "+")+1:]); err == nil {
		for end := time.Now().Add(20 * time.Second); syscall.Kill(pid, syscall.SIGTERM) == nil && time.Now().Before(end); {
			w.d.Settle(200 * time.Millisecond)
		}
	}
}
