//go:build linux

package stories

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"html"
	"net/url"
	"strings"
	"testing"
)

// needle is a form in which a secret may stand somewhere.
type needle struct {
	form   string // how it is encoded, and which part
	secret string // what to call it in a report: never itself
	text   string
	digits bool // a hit must not have further digits beside it
}

// haystack finds needles in one pass over a text, by their first bytes.
type haystack struct {
	first [1 << 16]bool // of the first two bytes
	known map[[anchor]byte][]needle
}

// anchor is as long as the shortest needle.
const anchor = 6

// needles gives every form in which the secrets are looked for: whole and in
// halves; as they are, and escaped for URLs, JSON, XML and HTML, in hex and in
// base64 at each of its three alignments.
func needles(secrets []string) *haystack {
	all := &haystack{known: map[[anchor]byte][]needle{}}
	add := func(n needle) {
		begin := [anchor]byte([]byte(n.text))
		all.first[int(begin[0])<<8|int(begin[1])] = true
		all.known[begin] = append(all.known[begin], n)
	}
	for _, secret := range secrets {
		name := nameOf(secret)
		if len(secret) < 12 { // a code; half of one is no secret
			add(needle{"raw", name, secret, true})
			add(needle{"with a blank", name, secret[:3] + " " + secret[3:], true})
			add(needle{"hex", name, hex.EncodeToString([]byte(secret)), false})
			add(needle{"base64", name, base64.StdEncoding.EncodeToString([]byte(secret)), false})
			continue
		}
		parts := map[string]string{"": secret, "first half, ": secret[:len(secret)/2], "second half, ": secret[len(secret)/2:]}
		for part, text := range parts {
			for form, encoded := range forms(text) {
				add(needle{part + form, name, encoded, false})
			}
		}
	}
	return all
}

// forms encodes a text in every way that programs use.
func forms(text string) map[string]string {
	inJSON, _ := json.Marshal(text)
	var inXML bytes.Buffer
	_ = xml.EscapeText(&inXML, []byte(text))
	all := map[string]string{
		"raw": text, "query": url.QueryEscape(text), "path": url.PathEscape(text),
		"JSON": strings.Trim(string(inJSON), `"`), "XML": inXML.String(), "HTML": html.EscapeString(text),
		"hex": hex.EncodeToString([]byte(text)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(text))),
		"JSON with slashes": strings.ReplaceAll(strings.Trim(string(inJSON), `"`), "/", `\/`),
	}
	for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
		for before := range 3 {
			// What stands before and behind changes the outermost characters.
			encoded := encoding.EncodeToString([]byte(strings.Repeat("\x00", before) + text))
			begin := (before*8 + 5) / 6
			end := (before + len(text)) * 8 / 6
			all[name+[]string{"", ", one later", ", two later"}[before]] = encoded[begin:end]
		}
	}
	return all
}

// nameOf tells which secret it is without giving it away.
func nameOf(secret string) string {
	switch {
	case len(secret) < 12:
		return "a code"
	case strings.HasPrefix(secret, "AKIA"), strings.HasPrefix(secret, "ASIA"):
		return "an access key id"
	case strings.HasPrefix(secret, "http"):
		return "a sign-in URL"
	case len(secret) == 40:
		return "a secret access key"
	}
	return "a token"
}

// find gives the first secret in text.
func (h *haystack) find(text string) (n needle, found bool) {
	for i := 0; i+anchor <= len(text); i++ {
		if !h.first[int(text[i])<<8|int(text[i+1])] {
			continue
		}
		for _, n := range h.known[[anchor]byte([]byte(text[i:i+anchor]))] {
			if strings.HasPrefix(text[i:], n.text) && !(n.digits && (digitAt(text, i-1) || digitAt(text, i+len(n.text)))) {
				return n, true
			}
		}
	}
	return needle{}, false
}

func digitAt(text string, i int) bool {
	return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9'
}

// TestNeedles: each encoding of a secret is found within other text encoded
// with it, and nothing is found where there is nothing.
func TestNeedles(t *testing.T) {
	secret := "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	all := needles([]string{secret, "482915"})
	for _, before := range []string{"", "a", "bc", "def"} {
		raw := before + secret + "tail"
		for _, text := range []string{
			raw, url.QueryEscape(raw), hex.EncodeToString([]byte(raw)), base64.StdEncoding.EncodeToString([]byte(raw)),
			base64.URLEncoding.EncodeToString([]byte(raw)), base64.StdEncoding.EncodeToString([]byte(before + secret[:20])), before + secret[20:],
		} {
			if _, ok := all.find(text); !ok {
				t.Errorf("nothing found in %q", text)
			}
		}
	}
	for text, want := range map[string]bool{
		"code=482915": true, "482 915": true, base64.StdEncoding.EncodeToString([]byte("482915")): true, "343832393135": true,
		"1482915": false, "48291500": false, "wJalrXUtnFEMI": false, "": false, strings.ToLower(secret): false,
	} {
		if _, ok := all.find(text); ok != want {
			t.Errorf("%q: found %v, want %v", text, ok, want)
		}
	}
}
