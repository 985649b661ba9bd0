package update

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
)

// signer makes minisign's files with a key of its own.
type signer struct {
	id     string
	secret ed25519.PrivateKey
	Key    string
}

func newSigner(t testing.TB, id string) signer {
	t.Helper()
	public, secret, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	return signer{id, secret, base64.StdEncoding.EncodeToString(append([]byte("Ed"+id), public...))}
}

func (s signer) file(comment string) string {
	first := ed25519.Sign(s.secret, []byte("the hash of a list"))
	global := ed25519.Sign(s.secret, append(first[:len(first):len(first)], comment...))
	return "untrusted comment: x\n" + base64.StdEncoding.EncodeToString(append([]byte("ED"+s.id), first...)) +
		"\ntrusted comment: " + comment + "\n" + base64.StdEncoding.EncodeToString(global) + "\n"
}

// What minisign itself has written is read.
func TestMinisignsOwnFiles(t *testing.T) {
	key, err := os.ReadFile("testdata/minisign.pub")
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("testdata/SHA256SUMS.minisig")
	if err != nil {
		t.Fatal(err)
	}
	k, err := parseKey(strings.TrimSpace(string(key)))
	if err != nil {
		t.Fatal(err)
	}
	if v, err := k.version(file); v != "0.2.0" || err != nil {
		t.Errorf("version %q, %v, want 0.2.0", v, err)
	}
	if v, err := k.version([]byte(strings.Replace(string(file), "v0.2.0", "v0.3.0", 1))); v != "" || err != ErrForged {
		t.Errorf("a changed one: %q, %v, want that it is forged", v, err)
	}
}

func TestVersionRefuses(t *testing.T) {
	mine, other, sameID := newSigner(t, "12345678"), newSigner(t, "87654321"), newSigner(t, "12345678")
	k, err := parseKey(mine.Key)
	if err != nil {
		t.Fatal(err)
	}
	good := mine.file("Halfday v1.2.3")
	for name, c := range map[string]struct{ file, want string }{
		"ours":               {good, "1.2.3"},
		"ours, Windows":      {strings.ReplaceAll(good, "\n", "\r\n"), "1.2.3"},
		"another's":          {other.file("Halfday v1.2.3"), ""},
		"another's, our id":  {sameID.file("Halfday v1.2.3"), ""},
		"no release":         {mine.file("Something v1.2.3"), ""},
		"no version":         {mine.file("Halfday v1.2"), ""},
		"a line more":        {good + "x\n", ""},
		"a line less":        {strings.Join(strings.Split(good, "\n")[:3], "\n"), ""},
		"empty":              {"", ""},
		"short signature":    {strings.Replace(good, strings.Split(good, "\n")[1], "RUQx", 1), ""},
		"no base64":          {strings.Replace(good, strings.Split(good, "\n")[3], "!", 1), ""},
		"a word of another":  {strings.Replace(good, "v1.2.3", "v9.9.9", 1), ""},
		"the first replaced": {strings.Replace(good, strings.Split(good, "\n")[1], strings.Split(mine.file("Halfday v1.2.4"), "\n")[3], 1), ""},
	} {
		got, err := k.version([]byte(c.file))
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
	for _, bad := range []string{"", "PLACEHOLDER", "RWQ=", base64.StdEncoding.EncodeToString(make([]byte, 42))} {
		if _, err := parseKey(bad); err == nil {
			t.Errorf("%q is a key", bad)
		}
	}
}

func FuzzVersion(f *testing.F) {
	s := newSigner(f, "12345678")
	k, err := parseKey(s.Key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(s.file("Halfday v0.2.0"))
	f.Add("untrusted comment: x\nRUQ=\ntrusted comment: y\nAA==\n")
	f.Fuzz(func(t *testing.T, file string) {
		if v, err := k.version([]byte(file)); err == nil && (v == "" || !strings.Contains(file, v)) {
			t.Errorf("%q: %q", file, v)
		}
	})
}

func TestNewer(t *testing.T) {
	for _, c := range []struct {
		version, current string
		want             bool
	}{
		{"0.2.0", "0.1.0", true}, {"0.1.10", "0.1.9", true}, {"1.0.0", "0.99.99", true},
		{"0.1.0", "0.1.0", false}, {"0.1.0", "0.2.0", false}, {"0.1.0", "0.1.0-dev", true}, {"0.1.0", "0.2.0-dev", false},
		{"0.2.0", "dev", false}, {"", "0.1.0", false}, {"0.2", "0.1.0", false}, {"00.2.0", "0.1.0", false}, {"99999.0.0", "0.1.0", false},
	} {
		if got := Newer(c.version, c.current); got != c.want {
			t.Errorf("Newer(%q, %q) = %v, want %v", c.version, c.current, got, c.want)
		}
	}
}

func TestCheck(t *testing.T) {
	s := newSigner(t, "12345678")
	var asked []*http.Request
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Clone(context.Background()))
		switch r.URL.Path {
		case "/latest":
			http.Redirect(w, r, "/file", http.StatusFound)
		case "/file":
			w.Write([]byte(s.file("Halfday v0.2.0")))
		case "/large":
			w.Write([]byte(s.file("Halfday v0.2.0") + strings.Repeat("\n", maxFile)))
		case "/away":
			http.Redirect(w, r, "http://localhost:1/", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	for _, c := range []struct {
		path, want string
		err        error // nil: any
	}{
		{"/latest", "0.2.0", nil}, {"/file", "0.2.0", nil}, {"/large", "", ErrForged}, {"/away", "", nil}, {"/loop", "", nil}, {"/none", "", nil},
	} {
		got, err := Source{server.URL + c.path, s.Key}.Check(t.Context(), http.DefaultTransport)
		if got != c.want || (err == nil) != (c.want != "") || c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v, want %q, %v", c.path, got, err, c.want, c.err)
		}
	}
	for _, r := range asked {
		for name := range r.Header {
			if name != "Accept-Encoding" {
				t.Errorf("%s: a header %s was sent: %q", r.URL.Path, name, r.Header[name])
			}
		}
		if r.URL.RawQuery != "" || r.ContentLength > 0 {
			t.Errorf("%s: something was sent about this machine: %q, %d bytes", r.URL.Path, r.URL.RawQuery, r.ContentLength)
		}
	}
	for _, none := range []Source{{}, {Address: server.URL}, {server.URL, "PLACEHOLDER"}} {
		if _, err := none.Check(t.Context(), nil); err != ErrNoAddress {
			t.Errorf("%v: %v, want that there is no address", none, err)
		}
	}
}
