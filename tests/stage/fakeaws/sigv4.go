package fakeaws

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// This is AWS Signature Version 4 as the IAM User Guide describes it ("Create
// a signed AWS API request"), from the side that checks: canonical request,
// string to sign, signing key, signature in the Authorization header.

const (
	algorithm = "AWS4-HMAC-SHA256"
	amzFormat = "20060102T150405Z"
)

var (
	isKeyID     = pattern(`\w{16,128}`)
	isDate      = pattern(`[0-9]{8}`)
	isHeader    = pattern(`[\w-]{1,128}`)
	isSignature = pattern(`[0-9a-f]{64}`)
	isRegion    = pattern(`[a-z]{1,4}(-[a-z]+){1,3}-[0-9]+`) // eu-central-1, us-gov-west-1
	isRoleARN   = pattern(`arn:aws[^:]*:iam::[0-9]{12}:role/[!-~]*[!-.0-~]`)
)

// pattern tells whether a text has a form.
func pattern(form string) func(string) bool { return regexp.MustCompile("^" + form + "$").MatchString }

// authorization is the Authorization header of a signed request.
type authorization struct {
	keyID, date, region, service string
	signed                       []string // names of the signed headers, lower case, sorted
	signature                    string   // 64 hexadecimal digits
}

// parseAuthorization reads
//
//	AWS4-HMAC-SHA256 Credential=ID/DATE/REGION/SERVICE/aws4_request, SignedHeaders=a;b, Signature=HEX
func parseAuthorization(header string) (authorization, *Fault) {
	var a authorization
	rest, ok := strings.CutPrefix(header, algorithm+" ")
	if !ok {
		return a, incompleteSignature("Unsupported AWS 'algorithm' in the Authorization header.")
	}
	fields := map[string]string{}
	for field := range strings.SplitSeq(rest, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(field), "=")
		if _, twice := fields[name]; !ok || twice {
			return a, incompleteSignature("Authorization header requires name=value pairs, each once.")
		}
		fields[name] = value
	}
	for _, name := range []string{"Credential", "SignedHeaders", "Signature"} {
		if fields[name] == "" {
			return a, incompleteSignature("Authorization header requires '" + name + "' parameter.")
		}
	}
	scope := strings.Split(fields["Credential"], "/")
	if len(fields) != 3 || len(scope) != 5 || scope[4] != "aws4_request" || !isKeyID(scope[0]) || !isDate(scope[1]) {
		return a, incompleteSignature("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.")
	}
	a = authorization{
		keyID: scope[0], date: scope[1], region: scope[2], service: scope[3],
		signed: strings.Split(fields["SignedHeaders"], ";"), signature: fields["Signature"],
	}
	for i, name := range a.signed {
		if name != strings.ToLower(name) || !isHeader(name) || i > 0 && a.signed[i-1] >= name {
			return authorization{}, incompleteSignature("SignedHeaders must be lower case, sorted and each there once.")
		}
	}
	if !isSignature(a.signature) {
		return authorization{}, incompleteSignature("Signature must be 64 hexadecimal digits.")
	}
	return a, nil
}

// unsigned returns the name of a header that AWS wants signed and that is not:
// host, content-type and every x-amz- header. "" means that none is missing.
func (a authorization) unsigned(h http.Header) string {
	want := []string{"host"}
	for name := range h {
		name = strings.ToLower(name)
		if name == "content-type" || strings.HasPrefix(name, "x-amz-") {
			want = append(want, name)
		}
	}
	for _, name := range want {
		if !slices.Contains(a.signed, name) {
			return name
		}
	}
	return ""
}

// valid tells whether the signature was made with the secret for just this
// request.
func (a authorization) valid(r *http.Request, body []byte, secret string) bool {
	canonical, ok := canonicalRequest(r, body, a.signed)
	if !ok {
		return false
	}
	scope := a.date + "/" + a.region + "/" + a.service + "/aws4_request"
	toSign := algorithm + "\n" + r.Header.Get("X-Amz-Date") + "\n" + scope + "\n" + digest([]byte(canonical))
	key := []byte("AWS4" + secret)
	for _, part := range []string{a.date, a.region, a.service, "aws4_request"} {
		key = sign(key, part)
	}
	return hmac.Equal([]byte(hex.EncodeToString(sign(key, toSign))), []byte(a.signature))
}

func canonicalRequest(r *http.Request, body []byte, signed []string) (string, bool) {
	hash := digest(body)
	if sent := r.Header.Get("X-Amz-Content-Sha256"); sent != "" && sent != hash {
		return "", false
	}
	query, ok := canonicalQuery(r.URL.RawQuery)
	if !ok {
		return "", false
	}
	path := cmp.Or(r.URL.EscapedPath(), "/")
	var b strings.Builder
	b.WriteString(r.Method + "\n" + strings.ReplaceAll(escape(path), "%2F", "/") + "\n" + query + "\n")
	for _, name := range signed {
		values := r.Header.Values(name)
		switch {
		case name == "host":
			values = []string{r.Host}
		case name == "content-length" && len(values) == 0 && r.ContentLength >= 0:
			values = []string{strconv.FormatInt(r.ContentLength, 10)}
		case len(values) == 0:
			return "", false
		}
		folded := make([]string, len(values))
		for i, v := range values {
			folded[i] = strings.Join(strings.Fields(v), " ")
		}
		b.WriteString(name + ":" + strings.Join(folded, ",") + "\n")
	}
	b.WriteString("\n" + strings.Join(signed, ";") + "\n" + hash)
	return b.String(), true
}

// canonicalQuery sorts the parameters by their encoded names, then values.
func canonicalQuery(raw string) (string, bool) {
	if raw == "" {
		return "", true
	}
	var pairs [][]string
	for part := range strings.SplitSeq(raw, "&") {
		name, value, _ := strings.Cut(part, "=")
		name, err1 := url.PathUnescape(name)
		value, err2 := url.PathUnescape(value)
		if err1 != nil || err2 != nil {
			return "", false
		}
		pairs = append(pairs, []string{escape(name), escape(value)})
	}
	slices.SortFunc(pairs, slices.Compare)
	out := make([]string, len(pairs))
	for i, p := range pairs {
		out[i] = strings.Join(p, "=")
	}
	return strings.Join(out, "&"), true
}

// escape is AWS's UriEncode: everything but letters, digits and -_.~ becomes %XX.
func escape(v string) string { return strings.ReplaceAll(url.QueryEscape(v), "+", "%20") }

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func sign(key []byte, v string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(v))
	return m.Sum(nil)
}
