package identitycenter

import (
	"crypto/sha1" // #nosec G505 -- the AWS CLI names its files so
	"encoding/hex"
	"encoding/json"
	"slices"
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

// tokenFile is the name of the file in which the AWS CLI keeps the token.
func (s Session) tokenFile() string { return digest(s.Key()) }

// clientFile is the name of the file in which the AWS CLI keeps the client that
// it has registered: the digest of a JSON object as Python writes it, with
// sorted keys, blanks behind , and :, and nothing but ASCII.
func (s Session) clientFile() string {
	var b strings.Builder
	b.WriteString(`{"region": ` + asciiJSON(s.Region) + `, "scopes": `)
	if len(s.Scopes) == 0 {
		b.WriteString("null")
	} else {
		scopes := make([]string, len(s.Scopes))
		for i, scope := range s.Scopes {
			scopes[i] = asciiJSON(scope)
		}
		b.WriteString("[" + strings.Join(scopes, ", ") + "]")
	}
	name := "null"
	if s.Name != "" {
		name = asciiJSON(s.Name)
	}
	b.WriteString(`, "session_name": ` + name + `, "startUrl": ` + asciiJSON(s.StartURL) + `, "tool": "botocore"}`)
	return digest(b.String())
}

// scopes are what a client is registered for.
func (s Session) scopes() []string {
	if len(s.Scopes) == 0 {
		return []string{defaultScope}
	}
	return slices.Clone(s.Scopes)
}

func digest(key string) string {
	sum := sha1.Sum([]byte(key)) // #nosec G401 -- a file's name
	return hex.EncodeToString(sum[:]) + ".json"
}

// asciiJSON is a JSON string as Python's json.dumps writes it.
func asciiJSON(s string) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"', r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= ' ' && r < 0x7f:
			b.WriteRune(r)
		case r < ' ' && strings.ContainsRune("\b\f\n\r\t", r):
			quoted, _ := json.Marshal(string(r))
			b.Write(quoted[1 : len(quoted)-1])
		default:
			for _, u := range utf16.Encode([]rune{r}) {
				b.WriteString(`\u`)
				for shift := 12; shift >= 0; shift -= 4 {
					b.WriteByte(digits[u>>shift&0xf])
				}
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}
