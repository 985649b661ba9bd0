package demo

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The invented session of Identity Center, and what there is to know about it.
const (
	CenterSession  = "atlas"
	CenterStartURL = "https://atlas.awsapps.com/start"
	CenterRegion   = "eu-central-1"

	centerToken = 8 * time.Hour // AWS's default
	centerCode  = "QKPT-HWJX"   // of a device
)

// The actions of Identity Center, as AWS spells them; its page's two are ours.
const (
	ActionRegisterClient           = "RegisterClient"
	ActionCreateToken              = "CreateToken"
	ActionStartDeviceAuthorization = "StartDeviceAuthorization"
	ActionGetRoleCredentials       = "GetRoleCredentials" // #nosec G101 -- the name of an action
	ActionListAccounts             = "ListAccounts"
	ActionListAccountRoles         = "ListAccountRoles"
	ActionCenterLogout             = "Logout"
	ActionAuthorize                = "Authorize" // AWS's page asks
	ActionConsent                  = "Consent"   // the person answers
)

// centerPaths are the paths of the two services and of the page, and what
// answers there.
var centerPaths = map[string]struct {
	action string
	do     func(*Server, *call, centerIn) reply
}{
	"/oidc/client/register":       {ActionRegisterClient, (*Server).registerClient},
	"/oidc/token":                 {ActionCreateToken, (*Server).createToken},
	"/oidc/device_authorization":  {ActionStartDeviceAuthorization, (*Server).startDevice},
	"/oidc/authorize":             {ActionAuthorize, (*Server).authorizePage},
	"/oidc/consent":               {ActionConsent, (*Server).consent},
	"/sso/federation/credentials": {ActionGetRoleCredentials, (*Server).portal},
	"/sso/assignment/accounts":    {ActionListAccounts, (*Server).portal},
	"/sso/assignment/roles":       {ActionListAccountRoles, (*Server).portal},
	"/sso/logout":                 {ActionCenterLogout, (*Server).portal},
}

// center is what Identity Center knows.
type center struct {
	clients map[string]string       // id → secret
	asked   map[string]consentAsked // by ticket: pages that wait for an answer
	codes   map[string]consentAsked // by authorization code, or by device code
	access  map[string]time.Time    // token → its end
	refresh map[string]string       // token → client id
}

// consentAsked is what a person was asked.
type consentAsked struct {
	client, redirect, state, challenge string
}

func newCenter() center {
	return center{map[string]string{}, map[string]consentAsked{}, map[string]consentAsked{}, map[string]time.Time{}, map[string]string{}}
}

// CenterRoles are the two roles of the invented session.
func CenterRoles() []Role {
	return []Role{
		{Profile: "atlas-shop", Center: "ShopAdmin", ARN: "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_ShopAdmin_3f9c1d7a2b4e6058", Region: "eu-central-1"},
		{Profile: "atlas-lab", Center: "LabReader", ARN: "arn:aws:iam::555566667777:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_LabReader_8d0b5e2c91f7a346", Region: "us-east-1"},
	}
}

// SignOutOfCenter makes Identity Center forget every token and every client, as
// an administrator can.
func (s *Server) SignOutOfCenter() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.center = newCenter()
}

// centerIn are the fields of a request that anything depends on.
type centerIn struct {
	ClientID     string   `json:"clientId"`
	ClientSecret string   `json:"clientSecret"`
	ClientName   string   `json:"clientName"`
	ClientType   string   `json:"clientType"`
	GrantType    string   `json:"grantType"`
	RedirectURIs []string `json:"redirectUris"`
	RedirectURI  string   `json:"redirectUri"`
	Code         string   `json:"code"`
	CodeVerifier string   `json:"codeVerifier"`
	DeviceCode   string   `json:"deviceCode"`
	RefreshToken string   `json:"refreshToken"`
}

func (s *Server) identityCenter(c *call) reply {
	var in centerIn
	if c.r.Method == http.MethodPost && len(c.body) > 0 && json.Unmarshal(c.body, &in) != nil {
		return centerError(400, "InvalidRequestException")
	}
	return centerPaths[c.path()].do(s, c, in)
}

func (s *Server) registerClient(c *call, in centerIn) reply {
	if in.ClientType != "public" || in.ClientName == "" {
		return centerError(400, "InvalidClientMetadataException")
	}
	for _, redirect := range in.RedirectURIs {
		if redirect != "http://127.0.0.1/oauth/callback" {
			return centerError(400, "InvalidRedirectUriException")
		}
	}
	id, secret := hex.EncodeToString(randomBytes(12)), newSigninToken()
	s.center.clients[id] = secret
	return jsonReply(http.StatusOK, map[string]any{"clientId": id, "clientSecret": secret, "clientIdIssuedAt": c.now.Unix(), "clientSecretExpiresAt": c.now.Add(90 * 24 * time.Hour).Unix()})
}

// authorizePage asks the person, as AWS's page does after its own sign-in.
func (s *Server) authorizePage(c *call, _ centerIn) reply {
	q, w := c.r.URL.Query(), s.words()
	asked := consentAsked{client: q.Get("client_id"), redirect: q.Get("redirect_uri"), state: q.Get("state"), challenge: q.Get("code_challenge")}
	to, err := url.Parse(asked.redirect)
	_, known := s.center.clients[asked.client]
	if !known || q.Get("response_type") != "code" || q.Get("code_challenge_method") != "S256" || asked.challenge == "" || asked.state == "" ||
		err != nil || !net.ParseIP(to.Hostname()).IsLoopback() || to.Scheme != "http" || to.Path != "/oauth/callback" {
		return w.note(http.StatusBadRequest, w.LinkUnusable, w.ChooseAgain)
	}
	ticket := hex.EncodeToString(randomBytes(16))
	s.center.asked[ticket] = asked
	return w.page(http.StatusOK, w.CenterTitle,
		"<p class=\"kind\">{session}</p>\n<h1>{heading}</h1>\n<p class=\"soft\">{note}</p>\n<p><a id=\"allow\" href=\"/oidc/consent?ticket={ticket}&amp;answer=allow\">{allow}</a></p>\n<p><a id=\"deny\" href=\"/oidc/consent?ticket={ticket}&amp;answer=deny\">{deny}</a></p>",
		map[string]string{"session": CenterStartURL, "heading": w.CenterTitle, "note": w.CenterNote, "allow": w.Allow, "deny": w.Deny, "ticket": ticket})
}

// consent takes the person's answer, and sends the browser back with it.
func (s *Server) consent(c *call, _ centerIn) reply {
	q, w := c.r.URL.Query(), s.words()
	asked, ok := s.center.asked[q.Get("ticket")]
	delete(s.center.asked, q.Get("ticket"))
	if !ok {
		return w.note(http.StatusBadRequest, w.LinkUnusable, w.ChooseAgain)
	}
	if q.Get("answer") != "allow" {
		return redirect(asked.redirect + "?" + url.Values{"error": {"access_denied"}, "state": {asked.state}}.Encode())
	}
	code := base64.RawURLEncoding.EncodeToString(randomBytes(60))
	s.center.codes[code] = asked
	return redirect(asked.redirect + "?" + url.Values{"code": {code}, "state": {asked.state}}.Encode())
}

// startDevice gives a code that counts as typed and allowed at once: nobody is
// there to type it.
func (s *Server) startDevice(c *call, in centerIn) reply {
	if !s.knows(in) {
		return centerError(401, "InvalidClientException")
	}
	device := base64.RawURLEncoding.EncodeToString(randomBytes(60))
	s.center.codes[device] = consentAsked{client: in.ClientID}
	page := c.origin() + "/oidc/device"
	return jsonReply(http.StatusOK, map[string]any{"deviceCode": device, "userCode": centerCode, "verificationUri": page, "verificationUriComplete": page + "?user_code=" + centerCode, "expiresIn": 600, "interval": 1})
}

func (s *Server) knows(in centerIn) bool {
	secret, ok := s.center.clients[in.ClientID]
	return ok && secret == in.ClientSecret
}

// createToken takes each code and each refresh token once.
func (s *Server) createToken(c *call, in centerIn) reply {
	if !s.knows(in) {
		return centerError(401, "InvalidClientException")
	}
	switch in.GrantType {
	case "authorization_code":
		a, ok := s.center.codes[in.Code]
		delete(s.center.codes, in.Code)
		sum := sha256.Sum256([]byte(in.CodeVerifier))
		if !ok || a.client != in.ClientID || a.redirect != in.RedirectURI || a.challenge != base64.RawURLEncoding.EncodeToString(sum[:]) || len(in.CodeVerifier) < 43 {
			return centerError(400, "InvalidGrantException")
		}
	case "urn:ietf:params:oauth:grant-type:device_code":
		if a, ok := s.center.codes[in.DeviceCode]; !ok || a.client != in.ClientID {
			return centerError(400, "InvalidGrantException")
		}
		delete(s.center.codes, in.DeviceCode)
	case "refresh_token":
		if client, ok := s.center.refresh[in.RefreshToken]; !ok || client != in.ClientID {
			return centerError(400, "InvalidGrantException")
		}
		delete(s.center.refresh, in.RefreshToken)
	default:
		return centerError(400, "UnsupportedGrantTypeException")
	}
	access, refresh := newSigninToken(), newSigninToken()
	s.center.access[access], s.center.refresh[refresh] = c.now.Add(centerToken), in.ClientID
	return jsonReply(http.StatusOK, map[string]any{"accessToken": access, "refreshToken": refresh, "expiresIn": int(centerToken / time.Second), "tokenType": "Bearer"})
}

// portal is what a token opens.
func (s *Server) portal(c *call, _ centerIn) reply {
	token, q := c.r.Header.Get("x-amz-sso_bearer_token"), c.r.URL.Query()
	end, ok := s.center.access[token]
	if c.action == ActionCenterLogout {
		delete(s.center.access, token)
	}
	if !ok || !c.now.Before(end) {
		return centerError(401, "UnauthorizedException")
	}
	var accounts, roles []map[string]string
	seen := map[string]bool{}
	for i, r := range s.options.Roles {
		account := accountOf(r.ARN)
		switch {
		case r.Center == "":
			continue
		case account == q.Get("account_id") && r.Center == q.Get("role_name"):
			cred := s.giveRole(c, &s.options.Roles[i], "maya", time.Hour, false)
			return jsonReply(http.StatusOK, map[string]any{"roleCredentials": map[string]any{
				"accessKeyId": cred.id, "secretAccessKey": cred.secret, "sessionToken": cred.token, "expiration": cred.expires.UnixMilli(),
			}})
		case account == q.Get("account_id"):
			roles = append(roles, map[string]string{"accountId": account, "roleName": r.Center})
		}
		if !seen[account] {
			seen[account] = true
			accounts = append(accounts, map[string]string{"accountId": account, "accountName": strings.TrimSuffix(r.Profile, "-"), "emailAddress": r.Profile + "@example.com"})
		}
	}
	switch c.action {
	case ActionCenterLogout:
		return textReply(http.StatusOK, "application/json", nil)
	case ActionListAccounts:
		return page(accounts, "accountList", q)
	case ActionListAccountRoles:
		return page(roles, "roleList", q)
	}
	return centerError(403, "ForbiddenException")
}

// page is one page of a list.
func page(all []map[string]string, name string, q url.Values) reply {
	from, size := 0, 100
	_, _ = fmt.Sscan(q.Get("next_token"), &from)
	_, _ = fmt.Sscan(q.Get("max_result"), &size)
	from = min(max(from, 0), len(all))
	to := min(from+max(size, 1), len(all))
	out := map[string]any{name: all[from:to]}
	if to < len(all) {
		out["nextToken"] = fmt.Sprint(to)
	}
	return jsonReply(http.StatusOK, out)
}

func centerError(status int, code string) reply {
	r := jsonReply(status, map[string]string{"message": "see the type of the error"})
	r.header.Set("X-Amzn-ErrorType", code)
	return r
}
