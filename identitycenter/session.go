package identitycenter

import (
	"crypto/sha1" // #nosec G505 -- the AWS CLI names its files so
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
)

// defaultScope is what a token is for where the session names nothing: the
// accounts and roles of the person.
const defaultScope = "sso:account:access"

// Session is a session of Identity Center, as the AWS files describe it.
type Session struct {
	Name     string // of the sso-session section; "" for a profile of the older form
	StartURL string
	Region   string   // of Identity Center, not of the roles
	Scopes   []string // sso_registration_scopes; none: sso:account:access
}

// ParseScopes reads a value of sso_registration_scopes.
func ParseScopes(value string) (scopes []string) {
	for scope := range strings.SplitSeq(value, ",") {
		if scope = strings.TrimSpace(scope); scope != "" {
			scopes = append(scopes, scope)
		}
	}
	return scopes
}

// Key tells sessions apart: those with the same key share a token.
func (s Session) Key() string {
	if s.Name != "" {
		return s.Name
	}
	return s.StartURL
}

// fits tells whether a token can be the session's that is of a start URL and of
// a region, as far as it says.
func (s Session) fits(startURL, region string) bool {
	return (startURL == "" || startURL == s.StartURL) && (region == "" || region == s.Region)
}

// tokenFile is the name of the file in which the AWS CLI keeps the token.
func (s Session) tokenFile() string { return digest(s.Key()) }

// clientFile is the name of the file in which the AWS CLI keeps the client that
// it has registered: the digest of a JSON object as Python writes it, with
// sorted keys, blanks behind , and :, and nothing but ASCII.
func (s Session) clientFile() string {
	scopes, name := "null", "null"
	if len(s.Scopes) > 0 {
		var quoted []string
		for _, scope := range s.Scopes {
			quoted = append(quoted, asciiJSON(scope))
		}
		scopes = "[" + strings.Join(quoted, ", ") + "]"
	}
	if s.Name != "" {
		name = asciiJSON(s.Name)
	}
	return digest(fmt.Sprintf(`{"region": %s, "scopes": %s, "session_name": %s, "startUrl": %s, "tool": "botocore"}`,
		asciiJSON(s.Region), scopes, name, asciiJSON(s.StartURL)))
}

// scopes are what a client is registered for.
func (s Session) scopes() []string {
	if len(s.Scopes) == 0 {
		return []string{defaultScope}
	}
	return s.Scopes
}

func digest(key string) string {
	sum := sha1.Sum([]byte(key)) // #nosec G401 -- a file's name
	return hex.EncodeToString(sum[:]) + ".json"
}

// asciiJSON is a JSON string as Python's json.dumps writes it.
func asciiJSON(s string) string {
	var quoted, ascii strings.Builder
	e := json.NewEncoder(&quoted)
	e.SetEscapeHTML(false)
	_ = e.Encode(s)
	for _, r := range strings.TrimSuffix(quoted.String(), "\n") {
		if r <= '~' {
			ascii.WriteRune(r)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			fmt.Fprintf(&ascii, `\u%04x`, u)
		}
	}
	return ascii.String()
}
