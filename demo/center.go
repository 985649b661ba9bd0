package demo

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/url"
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

// The actions of Identity Center, as AWS spells them; its page's is ours.
const (
	ActionRegisterClient           = "RegisterClient"
	ActionCreateToken              = "CreateToken"
	ActionStartDeviceAuthorization = "StartDeviceAuthorization"
	ActionGetRoleCredentials       = "GetRoleCredentials" // #nosec G101 -- the name of an action
	ActionListAccounts             = "ListAccounts"
	ActionListAccountRoles         = "ListAccountRoles"
	ActionCenterLogout             = "Logout"
	ActionAuthorize                = "Authorize" // AWS's page
)

// centerPaths are the paths of the two services and of the page, and what
// answers there.
var centerPaths = map[string]struct {
	action string
	do     func(*Server, *call) reply
}{
	"/oidc/client/register":       {ActionRegisterClient, (*Server).registerClient},
	"/oidc/token":                 {ActionCreateToken, (*Server).createToken},
	"/oidc/device_authorization":  {ActionStartDeviceAuthorization, (*Server).startDevice},
	"/oidc/authorize":             {ActionAuthorize, (*Server).authorizePage},
	"/sso/federation/credentials": {ActionGetRoleCredentials, (*Server).portal},
	"/sso/assignment/accounts":    {ActionListAccounts, (*Server).portal},
	"/sso/assignment/roles":       {ActionListAccountRoles, (*Server).portal},
	"/sso/logout":                 {ActionCenterLogout, (*Server).portal},
}

// CenterRoles are the two roles of the invented session.
func CenterRoles() []Role {
	return []Role{
		{Profile: "atlas-shop", Center: "ShopAdmin", ARN: "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_ShopAdmin_3f9c1d7a2b4e6058", Region: "eu-central-1"},
		{Profile: "atlas-lab", Center: "LabReader", ARN: "arn:aws:iam::555566667777:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_LabReader_8d0b5e2c91f7a346", Region: "us-east-1"},
	}
}

func (s *Server) registerClient(c *call) reply {
	return jsonReply(http.StatusOK, map[string]any{
		"clientId": hex.EncodeToString(randomBytes(12)), "clientSecret": newSigninToken(),
		"clientIdIssuedAt": c.now.Unix(), "clientSecretExpiresAt": c.now.Add(90 * 24 * time.Hour).Unix(),
	})
}

// authorizePage asks the person, as AWS's page does after its own sign-in. Its
// links bring the answer back.
func (s *Server) authorizePage(c *call) reply {
	w, back := s.words(), c.form.Get("redirect_uri")
	to, err := url.Parse(back)
	if err != nil || !net.ParseIP(to.Hostname()).IsLoopback() || to.Scheme != "http" {
		return w.note(http.StatusBadRequest, w.LinkUnusable, w.ChooseAgain)
	}
	answer := func(name, value string) string {
		return back + "?" + url.Values{name: {value}, "state": {c.form.Get("state")}}.Encode()
	}
	return w.page(http.StatusOK, w.CenterTitle,
		"<p class=\"kind\">{session}</p>\n<h1>{heading}</h1>\n<p class=\"soft\">{note}</p>\n<p><a id=\"allow\" href=\"{allowed}\">{allow}</a></p>\n<p><a id=\"deny\" href=\"{denied}\">{deny}</a></p>",
		map[string]string{"session": CenterStartURL, "heading": w.CenterTitle, "note": w.CenterNote, "allow": w.Allow, "deny": w.Deny,
			"allowed": answer("code", newCode()), "denied": answer("error", "access_denied")})
}

func newCode() string { return base64.RawURLEncoding.EncodeToString(randomBytes(60)) }

// startDevice gives a code that counts as typed and allowed at once: nobody is
// there to type it.
func (s *Server) startDevice(c *call) reply {
	page := c.origin() + "/oidc/device"
	return jsonReply(http.StatusOK, map[string]any{"deviceCode": newCode(), "userCode": centerCode, "verificationUri": page, "verificationUriComplete": page + "?user_code=" + centerCode, "expiresIn": 600, "interval": 1})
}

// createToken gives a token to whoever asks.
func (s *Server) createToken(c *call) reply {
	access := newSigninToken()
	s.access[access] = c.now.Add(centerToken)
	return jsonReply(http.StatusOK, map[string]any{"accessToken": access, "refreshToken": newSigninToken(), "expiresIn": int(centerToken / time.Second), "tokenType": "Bearer"})
}

// portal is what a token opens.
func (s *Server) portal(c *call) reply {
	token, q := c.r.Header.Get("x-amz-sso_bearer_token"), c.form
	end, ok := s.access[token]
	if c.action == ActionCenterLogout {
		delete(s.access, token)
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
			accounts = append(accounts, map[string]string{"accountId": account, "accountName": r.Profile, "emailAddress": r.Profile + "@example.com"})
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
