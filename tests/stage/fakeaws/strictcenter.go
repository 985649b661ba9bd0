package fakeaws

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"

	"halfday/demo"
)

// center is what Identity Center has given to whom.
type center struct {
	clients map[string]string // id → secret
	grants  map[string]grant  // by code, device code or refresh token: each works once
	access  map[string]bool   // by token
}

// grant is what a token is given for.
type grant struct {
	kind, client        string
	redirect, challenge string // of a code
}

// The kinds of grants.
const (
	byCode    = "authorization_code"
	byDevice  = "urn:ietf:params:oauth:grant-type:device_code"
	byRefresh = "refresh_token"
)

func newCenter() center {
	return center{map[string]string{}, map[string]grant{}, map[string]bool{}}
}

// SignOutOfCenter makes Identity Center forget every token and every client, as
// an administrator can.
func (s *Server) SignOutOfCenter() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.center = newCenter()
}

// centerFields are those of requests and answers that anything depends on.
type centerFields struct {
	ClientID, ClientSecret, ClientName, ClientType string
	RedirectURIs                                   []string
	GrantType, Code, CodeVerifier, RedirectURI     string
	DeviceCode, AccessToken, RefreshToken          string
}

// strictCenter checks what is asked of Identity Center, and by whom.
func (s *Server) strictCenter(e Entry, r *http.Request, body []byte) *Fault {
	refuse := func(status int, code string) *Fault { return &Fault{Kind: Center, Status: status, Code: code} }
	var in centerFields
	if r.Method == http.MethodPost && len(body) > 0 && json.Unmarshal(body, &in) != nil {
		return refuse(400, "InvalidRequestException")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	secret, known := s.center.clients[in.ClientID]
	switch e.Action {
	case demo.ActionRegisterClient:
		if in.ClientType != "public" || in.ClientName == "" {
			return refuse(400, "InvalidClientMetadataException")
		}
		for _, redirect := range in.RedirectURIs {
			if redirect != "http://127.0.0.1/oauth/callback" {
				return refuse(400, "InvalidRedirectUriException")
			}
		}
	case demo.ActionAuthorize:
		q := r.URL.Query()
		_, known := s.center.clients[q.Get("client_id")]
		if to, err := url.Parse(q.Get("redirect_uri")); !known || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" ||
			q.Get("code_challenge") == "" || q.Get("state") == "" || err != nil || to.Path != "/oauth/callback" {
			return unusable("Choose the role again.")
		}
	case demo.ActionStartDeviceAuthorization, demo.ActionCreateToken:
		switch {
		case !known || secret != in.ClientSecret:
			return refuse(401, "InvalidClientException")
		case e.Action == demo.ActionCreateToken && !s.center.spend(in):
			return refuse(400, "InvalidGrantException")
		}
	default: // of the portal
		token := r.Header.Get("x-amz-sso_bearer_token")
		if !s.center.access[token] {
			return refuse(401, "UnauthorizedException")
		}
		s.center.access[token] = e.Action != demo.ActionCenterLogout
	}
	return nil
}

// spend takes what a token is asked for, and tells whether it is good for one.
func (c *center) spend(in centerFields) bool {
	want := grant{kind: in.GrantType, client: in.ClientID}
	if in.GrantType == byCode {
		sum := sha256.Sum256([]byte(in.CodeVerifier))
		want.redirect, want.challenge = in.RedirectURI, base64.RawURLEncoding.EncodeToString(sum[:])
	}
	given := cmp.Or(in.Code, in.DeviceCode, in.RefreshToken)
	got := c.grants[given]
	delete(c.grants, given)
	return got == want && (in.GrantType != byCode || len(in.CodeVerifier) >= 43)
}

// codeIn finds the code in the link of AWS's page.
var codeIn = regexp.MustCompile(`[?;]code=([^&"]+)`)

// learn remembers what an answer gave.
func (c *center) learn(e Entry, r *http.Request, asked, answer []byte) {
	var in, out centerFields
	_ = json.Unmarshal(asked, &in) // as it was checked; a page is none
	_ = json.Unmarshal(answer, &out)
	switch e.Action {
	case demo.ActionRegisterClient:
		c.clients[out.ClientID] = out.ClientSecret
	case demo.ActionAuthorize:
		if m := codeIn.FindSubmatch(answer); m != nil {
			q := r.URL.Query()
			c.grants[string(m[1])] = grant{byCode, q.Get("client_id"), q.Get("redirect_uri"), q.Get("code_challenge")}
		}
	case demo.ActionStartDeviceAuthorization:
		c.grants[out.DeviceCode] = grant{kind: byDevice, client: in.ClientID}
	case demo.ActionCreateToken:
		c.access[out.AccessToken], c.grants[out.RefreshToken] = true, grant{kind: byRefresh, client: in.ClientID}
	}
}
