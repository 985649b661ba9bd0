package demo

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
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
	for _, values := range c.form {
		if len(values) > 1 {
			return opaque400()
		}
	}
	switch {
	case c.formErr != nil, c.r.Method != http.MethodGet && c.r.Method != http.MethodPost,
		c.r.Method == http.MethodPost && c.r.URL.RawQuery != "":
		return opaque400()
	case c.action == ActionGetSigninToken:
		return s.getSigninToken(c)
	case c.action == ActionLogin:
		return s.login(c)
	}
	return opaque400()
}

// getSigninToken trades credentials for a sign-in token. What is wrong with
// them AWS does not say.
func (s *Server) getSigninToken(c *call) reply {
	for name := range c.form {
		if !slices.Contains([]string{"Action", "Session", "SessionDuration", "SessionType"}, name) {
			return opaque400()
		}
	}
	session := parseSession(c.form.Get("Session"))
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
	for old, t := range s.tokens {
		if c.now.After(t.until.Add(24 * time.Hour)) {
			delete(s.tokens, old)
		}
	}
	s.tokens[token] = &signinToken{cred: cred, until: c.now.Add(tokenLife), expires: expires}
	return jsonReply(http.StatusOK, map[string]string{"SigninToken": token})
}

// parseSession reads {"sessionId":…,"sessionKey":…,"sessionToken":…}: these
// three keys, spelled like this, each once, and no others; nil for anything else.
func parseSession(v string) map[string]string {
	var session map[string]string
	if json.Unmarshal([]byte(v), &session) != nil || len(session) != 3 {
		return nil
	}
	for _, name := range []string{"sessionId", "sessionKey", "sessionToken"} {
		if session[name] == "" || strings.Count(v, `"`+name+`"`) != 1 {
			return nil
		}
	}
	return session
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
	region, err := checkDestination(c.form.Get("Destination"), partitionOf(token.cred.arn), c.origin())
	if err != nil {
		return w.note(http.StatusBadRequest, w.LinkUnusable, err.Error())
	}
	return s.openSession(c, token, region)
}

// consoleDomains are the console's hosts by partition (AWS General Reference).
var consoleDomains = map[string]string{
	"aws":        "console.aws.amazon.com",
	"aws-cn":     "console.amazonaws.cn",
	"aws-us-gov": "console.amazonaws-us-gov.com",
	"aws-eusc":   "console.amazonaws-eusc.eu",
}

// checkDestination returns the region that a Destination names, if AWS would
// go there: to a console host of the partition, or to our console page.
func checkDestination(destination, partition, ours string) (string, error) {
	u, err := url.Parse(destination)
	if err != nil || u.User != nil || u.Host == "" {
		return "", errors.New("its Destination is not an address")
	}
	region := u.Query().Get("region")
	if !isRegion(region) {
		region = ""
	}
	if u.Scheme+"://"+u.Host == ours && u.Path == "/console" {
		return region, nil
	}
	domain := consoleDomains[partition]
	prefix, known := strings.CutSuffix(u.Host, domain)
	prefix, dot := strings.CutSuffix(prefix, ".")
	switch {
	case domain == "" || !known || u.Scheme != "https",
		prefix == "" && dot, prefix != "" && (!dot || !isRegion(prefix)):
		return "", fmt.Errorf("redirecting to %s is not allowed", u.Host)
	}
	return cmp.Or(region, prefix), nil
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
