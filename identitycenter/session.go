package identitycenter

import (
	"crypto/sha1" // #nosec G505 -- the AWS CLI names its files so
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"

	"halfday/roles"
)

// defaultScope is what a token is for where the session names nothing: the
// accounts and roles of the person.
const defaultScope = "sso:account:access"

// session is where to sign in, as the AWS files describe it.
type session struct{ roles.SSO }

// fits tells whether a token can be the session's that is of a start URL and of
// a region, as far as it says.
func (s session) fits(startURL, region string) bool {
	return (startURL == "" || startURL == s.StartURL) && (region == "" || region == s.Region)
}

// tokenFile is the name of the file in which the AWS CLI keeps the token.
func (s session) tokenFile() string { return digest(s.Key()) }

// clientFile is the name of the file in which the AWS CLI keeps the client that
// it has registered: the digest of a JSON object as Python writes it, with
// sorted keys, blanks behind , and :, and nothing but ASCII.
func (s session) clientFile() string {
	scopes, name := "null", "null"
	if listed := s.listed(); len(listed) > 0 {
		for i, scope := range listed {
			listed[i] = asciiJSON(scope)
		}
		scopes = "[" + strings.Join(listed, ", ") + "]"
	}
	if s.Session != "" {
		name = asciiJSON(s.Session)
	}
	return digest(fmt.Sprintf(`{"region": %s, "scopes": %s, "session_name": %s, "startUrl": %s, "tool": "botocore"}`,
		asciiJSON(s.Region), scopes, name, asciiJSON(s.StartURL)))
}

// scopes are what a client is registered for.
func (s session) scopes() []string {
	if listed := s.listed(); len(listed) > 0 {
		return listed
	}
	return []string{defaultScope}
}

// listed are the scopes that the AWS files name.
func (s session) listed() (scopes []string) {
	for scope := range strings.SplitSeq(s.Scopes, ",") {
		if scope = strings.TrimSpace(scope); scope != "" {
			scopes = append(scopes, scope)
		}
	}
	return scopes
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
