package demo

import (
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// tokenLife is how long a sign-in token can be used: "valid for 15 minutes
// after it is created" (IAM User Guide, custom identity broker).
const tokenLife = 15 * time.Minute

// signinToken is a sign-in token that was handed out.
type signinToken struct {
	cred    *credentials
	until   time.Time // it can be used until then
	expires time.Time // the console session ends then
}

func (s *Server) federation(c *call) reply {
	switch c.action {
	case ActionGetSigninToken:
		return s.getSigninToken(c)
	case ActionLogin:
		return s.login(c)
	}
	return opaque400()
}

// getSigninToken trades credentials for a sign-in token. What is wrong with
// them AWS does not say.
func (s *Server) getSigninToken(c *call) reply {
	var session map[string]string
	_ = json.Unmarshal([]byte(c.form.Get("Session")), &session) // what cannot be read is of nobody
	cred := s.creds[session["sessionId"]]
	// GetSessionToken's credentials cannot be traded, nor can long-term keys.
	switch {
	case cred == nil, cred.role == nil,
		cred.secret != session["sessionKey"], cred.token != session["sessionToken"], cred.expired(c.now):
		return opaque400()
	}
	expires := cred.expires
	if c.form.Has("SessionDuration") {
		n, err := strconv.Atoi(c.form.Get("SessionDuration"))
		if err != nil || n < minDuration || n > maxDuration || cred.chained {
			return opaque400()
		}
		expires = c.now.Add(time.Duration(n) * time.Second)
	}
	token := newSigninToken()
	s.tokens[token] = &signinToken{cred: cred, until: c.now.Add(tokenLife), expires: expires}
	return jsonReply(http.StatusOK, map[string]string{"SigninToken": token})
}

// login signs a browser in and sends it to the console page.
func (s *Server) login(c *call) reply {
	token := s.tokens[c.form.Get("SigninToken")]
	if token == nil {
		return opaque400()
	}
	w := s.words()
	if !c.now.Before(token.until) {
		return w.note(http.StatusBadRequest, w.LinkExpired, w.ChooseAgain)
	}
	return s.openSession(c, token, regionOf(c.form.Get("Destination")))
}

// regionOf is the region that a Destination names: as a parameter, or before the
// console's host.
func regionOf(destination string) string {
	u, err := url.Parse(destination)
	if err != nil {
		return ""
	}
	host, _, _ := strings.Cut(u.Host, ".")
	for _, region := range []string{u.Query().Get("region"), host} {
		if isRegion(region) {
			return region
		}
	}
	return ""
}

// logout signs out whoever the browser is signed in as, and goes on to
// redirect_uri where that is a loopback address or this server's own login.
func (s *Server) logout(c *call) reply {
	if c.action != ActionLogout {
		return opaque400()
	}
	w := s.words()
	rep := w.note(http.StatusOK, w.SignedOut, w.SignInAgain)
	to := c.form.Get("redirect_uri")
	if u, err := url.Parse(to); err == nil && u.User == nil && (u.Scheme == "http" || u.Scheme == "https") {
		own := u.Scheme+"://"+u.Host == c.origin() && u.Path == "/federation"
		if own || net.ParseIP(u.Hostname()).IsLoopback() { // none is not
			rep = redirect(u.String())
		}
	}
	s.closeSessions(c, &rep)
	return rep
}

// opaque400 is the page that the sign-in endpoint answers whatever it does not
// like: credentials that are wrong or over, and a SessionDuration that these
// credentials must not have. It looks like that of the servlet container that AWS
// has in front.
func opaque400() reply {
	const message, description = "Invalid credentials parameter", "The request sent by the client was syntactically incorrect."
	return textReply(http.StatusBadRequest, "text/html;charset=utf-8", []byte("<html><head><title>Error report</title></head><body><h1>HTTP Status 400 - "+message+
		"</h1><hr/><p><b>type</b> Status report</p><p><b>message</b> <u>"+message+"</u></p><p><b>description</b> <u>"+description+"</u></p><hr/></body></html>"))
}
