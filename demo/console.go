package demo

import (
	"cmp"
	"crypto/sha256"
	_ "embed" // the pages
	"encoding/hex"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// consoleSession is a browser that is signed in.
type consoleSession struct {
	cred    *credentials
	region  string // of the Destination; "" for none
	issuer  string // where it leads back to at its end; "" where that is no address
	started time.Time
	expires time.Time
}

// id tells the sessions of one browser apart, as the start of the host name
// does in AWS's multi-session console.
func (cs *consoleSession) id() string {
	sum := sha256.Sum256([]byte(cs.cred.role.ARN + cs.cred.arn))
	return accountOf(cs.cred.arn) + "-" + hex.EncodeToString(sum[:4])
}

// cookiePaths are where the cookie of a session is needed. Cookies do not know
// ports, so with the path "/" every server on this address would get them.
var cookiePaths = []string{"/console", "/federation", "/oauth"}

// cookiePrefix holds the port, for two demos on one machine.
func (c *call) cookiePrefix() string {
	at, _ := c.r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	if at == nil {
		return "halfday_demo_"
	}
	return "halfday_demo_" + strconv.Itoa(at.Port)
}

func (c *call) cookies(rep *reply, name, value string, maxAge int) {
	for _, path := range cookiePaths {
		cookie := http.Cookie{Name: name, Value: value, Path: path, MaxAge: maxAge,
			HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: c.r.TLS != nil}
		rep.header.Add("Set-Cookie", cookie.String())
	}
}

// openSession signs the browser in and shows it the console, beside the sessions
// that the browser has, as in AWS's multi-session console.
func (s *Server) openSession(c *call, token *signinToken, region string) reply {
	cs := &consoleSession{cred: token.cred, region: region, issuer: issuerAddress(c.form.Get("Issuer")), started: c.now, expires: token.expires}
	value := hex.EncodeToString(randomBytes(16))
	s.sessions[value] = cs
	query := url.Values{"as": {cs.id()}}
	if region != "" {
		query.Set("region", region)
	}
	rep := redirect("/console?" + query.Encode())
	// For a day longer than the session, so that the page can say that it
	// has ended.
	c.cookies(&rep, c.cookiePrefix()+"_"+cs.id(), value, int((cs.expires.Sub(c.now) + 24*time.Hour).Seconds()))
	return rep
}

// signedIn returns the sessions of a browser, the one that began last first.
func (s *Server) signedIn(c *call) []*consoleSession {
	var found []*consoleSession
	for _, cookie := range c.r.Cookies() {
		if cs := s.sessions[cookie.Value]; cs != nil && strings.HasPrefix(cookie.Name, c.cookiePrefix()) {
			found = append(found, cs)
		}
	}
	slices.SortStableFunc(found, func(a, b *consoleSession) int { return b.started.Compare(a.started) })
	return found
}

// closeSessions forgets the sessions of a browser.
func (s *Server) closeSessions(c *call, rep *reply) {
	for _, cookie := range c.r.Cookies() {
		if strings.HasPrefix(cookie.Name, c.cookiePrefix()) {
			delete(s.sessions, cookie.Value)
			c.cookies(rep, cookie.Name, "", -1)
		}
	}
}

// console shows the session that the address names, else the latest.
func (s *Server) console(c *call) reply {
	all := s.signedIn(c)
	at := slices.IndexFunc(all, func(cs *consoleSession) bool { return cs.id() == c.form.Get("as") })
	w := s.words()
	if len(all) == 0 || at < 0 && c.form.Has("as") {
		return w.note(http.StatusOK, w.NotSignedIn, w.Choose)
	}
	cs := all[max(at, 0)]
	region := c.form.Get("region")
	if !isRegion(region) {
		region = cmp.Or(cs.region, w.NoRegion)
	}
	return w.session(c.now, cs, region)
}

// issuerAddress is an issuer that a page can link to, "" where it is a name.
func issuerAddress(issuer string) string {
	u, err := url.Parse(issuer)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

//go:embed page.html
var shell string

//go:embed session.html
var sessionHTML string

// endedHTML is in the place of sessionHTML when a session has ended.
const endedHTML = "<h1>{endedtext}</h1>\n<p class=\"soft\">{comebacktext}</p>\n<p{noissuer}><a id=\"issuer\" href=\"{issuer}\">{againtext}</a></p>"

// session is the console page of a session, or the one for its end.
func (w words) session(now time.Time, cs *consoleSession, region string) reply {
	left := cs.expires.Sub(now)
	role := cs.cred.role.name()
	account := accountOf(cs.cred.arn)
	account = account[:4] + "-" + account[4:8] + "-" + account[8:]
	title := role + " | " + account
	seconds := int(left.Round(time.Second) / time.Second)
	noIssuer := "" // hides the link to the issuer where there is none
	if cs.issuer == "" {
		noIssuer = " hidden"
	}
	values := map[string]string{
		"role": role, "account": account, "region": region, "who": cmp.Or(cs.cred.name, role),
		"left": fmt.Sprintf("%.3f", left.Seconds()), "whole": fmt.Sprintf("%.3f", cs.expires.Sub(cs.started).Seconds()),
		"clock": fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60),
		"ends":  cs.expires.UTC().Format(time.RFC3339), "endedtitle": w.Ended + ": " + title + " | " + w.Site,
		"signedinastext": w.SignedInAs, "untilendtext": w.UntilEnd, "accounttext": w.Account, "regiontext": w.Region,
		"issuer": cs.issuer, "noissuer": noIssuer, "againtext": w.LinkAgain,
		"whotext": w.Who, "endstext": w.Ends, "endedtext": w.Ended, "comebacktext": strings.ReplaceAll(w.ComeBack, "{profile}", cmp.Or(cs.cred.role.Profile, "the role")),
	}
	if left <= 0 {
		return w.page(http.StatusOK, w.Ended, endedHTML, values)
	}
	return w.page(http.StatusOK, title, sessionHTML, values)
}

// note is a page with one thing to say.
func (w words) note(status int, heading, text string) reply {
	return w.page(status, heading, "<h1>{heading}</h1>\n<p class=\"soft\">{note}</p>",
		map[string]string{"heading": heading, "note": text})
}

// page fills values, escaped, into a body and the body into the shell. A
// template engine would keep the linker from leaving out unused methods in the
// whole program.
func (w words) page(status int, title, body string, values map[string]string) reply {
	nonce := hex.EncodeToString(randomBytes(16))
	fill := []string{"{nonce}", nonce}
	for name, v := range values {
		fill = append(fill, "{"+name+"}", html.EscapeString(v))
	}
	body = strings.NewReplacer(fill...).Replace(body)
	whole := strings.NewReplacer("{title}", html.EscapeString(title+" | "+w.Site), "{lang}", w.Lang, "{banner}", w.Banner, "{nonce}", nonce, "{main}", body).Replace(shell)
	r := textReply(status, "text/html; charset=utf-8", []byte(whole))
	r.header.Set("Content-Security-Policy", "default-src 'none'; style-src 'nonce-"+nonce+"'; script-src 'nonce-"+nonce+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	r.header.Set("Referrer-Policy", "no-referrer")
	return r
}
