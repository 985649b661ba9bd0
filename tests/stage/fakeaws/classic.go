package fakeaws

import (
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"

	"halfday/demo"
)

var (
	keyAndARN = regexp.MustCompile(`(?s)<Arn>([^<]*)</Arn>.*<AccessKeyId>([^<]*)<`)
	tokenIn   = regexp.MustCompile(`"SigninToken":"([^"]*)"`)
)

// noteWho follows a principal from the role's credentials by the sign-in token to
// the browser's cookie. The caller holds s.mu.
func (s *Server) noteWho(e Entry, r *http.Request, told *httptest.ResponseRecorder) {
	body := told.Body.String()
	switch e.Action {
	case demo.ActionAssumeRole:
		if m := keyAndARN.FindStringSubmatch(body); m != nil {
			s.who[m[2]] = m[1]
		}
	case demo.ActionGetSigninToken:
		if m := tokenIn.FindStringSubmatch(body); m != nil {
			s.who[m[1]] = s.who[string(e.AccessKeyID)]
		}
	case demo.ActionLogin:
		for _, cookie := range told.Result().Cookies() {
			s.who[cookie.Value] = s.who[r.Form.Get("SigninToken")]
		}
	}
}

// logOutFirst is what the console without multi-session says to a second
// identity in a browser.
func (s *Server) logOutFirst(r *http.Request) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cookie := range r.Cookies() {
		if other := s.who[cookie.Value]; strings.HasPrefix(cookie.Name, "halfday_demo_") && other != "" && other != s.who[r.Form.Get("SigninToken")] {
			logout := "/oauth?" + url.Values{"Action": {demo.ActionLogout}, "redirect_uri": {s.http.URL + r.URL.RequestURI()}}.Encode()
			return Fault{Kind: Answer, Status: http.StatusBadRequest, Body: `<title>Sign out first</title><h1>You must first log out</h1>` +
				`<p>This browser is signed in as somebody else. <a href="` + html.EscapeString(logout) + `">Log out and go on</a></p>`}
		}
	}
	return Fault{}
}
