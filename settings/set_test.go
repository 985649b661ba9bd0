package settings

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSetInPlace(t *testing.T) {
	lead := []time.Duration{time.Hour, 5 * time.Minute}
	tests := []struct {
		name, file, key string
		value           any
		want            string
	}{
		{"empty file", "", KeyLength, 6 * time.Hour, "session_length = \"6h\"\n"},
		{"value, comment and spaces", "a = 1\n  session_length\t=  \"12h\"  # half a day\nb = 2\n", KeyLength, 6 * time.Hour,
			"a = 1\n  session_length\t=  \"6h\"  # half a day\nb = 2\n"},
		{"# in the old value", "issuer = \"a # b\" # c", "issuer", "x", "issuer = \"x\" # c"},
		{"several lines", "remind = [ # when\n \"15m\", # quarter\n] # end\nx = 1\n", KeyRemind, lead,
			"remind = [\"1h\", \"5m\"] # end\nx = 1\n"},
		{"CRLF", "a = 1\r\nlanguage = \"en\"\r\n", KeyLanguage, "ja", "a = 1\r\nlanguage = \"ja\"\r\n"},
		{"new line with CRLF", "a = 1\r\n\r\n[t]\r\nb = 2\r\n", KeyLanguage, "ja", "a = 1\r\nlanguage = \"ja\"\r\n\r\n[t]\r\nb = 2\r\n"},
		{"no end of line", "a = 1", KeyStartAtLogin, true, "a = 1\nstart_at_login = true\n"},
		{"only a table", "# top\n[t]\nlanguage = 'x'\n", KeyLanguage, "en", "language = \"en\"\n# top\n[t]\nlanguage = 'x'\n"},
		{"under the commented-out key", "# one\n# language = \"\"\n\n# two\na = 1\n", KeyLanguage, "en",
			"# one\n# language = \"\"\nlanguage = \"en\"\n\n# two\na = 1\n"},
		{"a line that is not TOML", "session_length = 12h # half a day\n", KeyLength, 6 * time.Hour, "session_length = \"6h\" # half a day\n"},
		{"wrong type", "start_at_login = \"yes\"\n", KeyStartAtLogin, true, "start_at_login = true\n"},
		{"dotted", "language.x = 1\n", KeyLanguage, "en", "language.x = 1\nlanguage = \"en\"\n"},
		{"quoted key", "\"language\" = 'ja'\n", KeyLanguage, "en", "\"language\" = \"en\"\n"},
		{"twice: the first counts", "language = 'ja'\nlanguage = 'en'\n", KeyLanguage, "", "language = \"\"\nlanguage = 'en'\n"},
		{"BOM", "\xef\xbb\xbf[t]\n", KeyLanguage, "en", "\xef\xbb\xbflanguage = \"en\"\n[t]\n"},
		{"a string to quote", "", "issuer", "a\"b\\c é", "issuer = \"a\\\"b\\\\c é\"\n"},
		{"pinned roles", "pinned = [\"a\"] # mine\n", KeyPinned, []string{`_a&b<c>"d\e`, "-x"}, "pinned = [\"_a&b<c>\\\"d\\\\e\", \"-x\"] # mine\n"},
		{"no pinned roles", "pinned = [\"a\"]\n", KeyPinned, []string{}, "pinned = []\n"},
		{"an array left open", "remind = [\nlanguage = 'ja'\n", KeyLanguage, "en", "remind = [\nlanguage = \"en\"\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := set([]byte(test.file), keyPath{key: test.key}, test.value)
			if err != nil {
				t.Fatal(err)
			}
			if test.name == "dotted" { // the line before makes the key a table: only the top is left
				test.want = "language = \"en\"\nlanguage.x = 1\n"
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("file (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSetRefuses(t *testing.T) {
	for _, test := range []struct {
		key   string
		value any
	}{
		{KeyLength, 13 * time.Hour},
		{KeyLength, 90 * time.Minute},
		{KeyLength, "6h # x"},
		{KeyRemind, []time.Duration{time.Second}},
		{KeyLanguage, "tlh"},
		{"issuer", "a\nb"},
		{"issuer", "\xff"},
		{KeyStartAtLogin, 1},
		{KeyGroupBy, "name"},
		{KeyPinned, []string{""}},
		{KeyPinned, []string{"\xff"}},
		{KeyPinned, []string{"prod", "\xff"}},
		{KeyPinned, make([]string, maxNames+1)},
		{"theme", "dark"},
		{"a\nlanguage", "ja"},
	} {
		if got, err := set([]byte("a = 1\n"), keyPath{key: test.key}, test.value); !NotUsable(err) {
			t.Errorf("%s = %v: got %q, %v, want that it is not usable", test.key, test.value, got, err)
		}
	}
}

func TestSetWritesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "halfday", "settings.toml")
	if err := Set(path, KeyLanguage, "ja"); err != nil {
		t.Fatal(err)
	}
	if err := Set(path, KeyRemind, []time.Duration{90 * time.Minute, 10 * time.Minute}); err != nil {
		t.Fatal(err)
	}
	want := defaults()
	want.Language = "ja"
	want.Remind = []time.Duration{90 * time.Minute, 10 * time.Minute}
	got, problems := Read(path)
	if diff := cmp.Diff(want, got); diff != "" || len(problems) > 0 {
		t.Errorf("settings (-want +got):\n%s\nproblems: %v", diff, problems)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(template) {
		if !strings.Contains(string(data), line) {
			t.Errorf("the new file lacks the line %q of the template", line)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*.tmp")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// FuzzSet checks that a key is set in any file whatsoever: Read gives the
// value, every other setting stays, and what was replaced is one value.
func FuzzSet(f *testing.F) {
	for _, seed := range []string{
		"", template, "remind = [\n# x\n\"15m\", # y\n] # z\n", "session_length = 12h # x\r\n[t]\r\n",
		"\xef\xbb\xbflanguage = 'ja'", "a = '''\nlanguage = 'en'\n'''\nlanguage = 'ja'\n", "x = {\n}\n", "x = [\n[1]\n]\n",
		"\"langu\\u0061ge\" = \"ja\" # = '", "language = \"ja", "language.x = 1\n", "issuer = \"#\" # '#'\n", "x = {\n\n[t]\n}\n",
	} {
		for which := range uint8(7) {
			f.Add([]byte(seed), which, "x#\"'é", uint8(3))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, which uint8, text string, n uint8) {
		if len(data) > 1<<14 {
			t.Skip("only slower")
		}
		key, value := pick(which, text, n)
		before, problems := parse(data)
		changed, err := set(data, keyPath{key: key}, value)
		if err != nil {
			alone, _ := set(nil, keyPath{key: key}, value)
			if alone != nil {
				t.Fatalf("setting %s to %v in %q: %v", key, value, data, err)
			}
			return
		}
		after, problemsAfter := parse(changed)
		fresh, _ := set(nil, keyPath{key: key}, value)
		want, _ := parse(fresh)
		one := map[string]func(s, from *Settings){
			KeyRemind:          func(s, from *Settings) { s.Remind = from.Remind },
			KeyLength:          func(s, from *Settings) { s.Length = from.Length },
			"issuer":           func(s, from *Settings) { s.Issuer = from.Issuer },
			"keep_credentials": func(s, from *Settings) { s.KeepCredentials = from.KeepCredentials },
			"sign_out_first":   func(s, from *Settings) { s.SignOutFirst = from.SignOutFirst },
			KeyStartAtLogin:    func(s, from *Settings) { s.StartAtLogin = from.StartAtLogin },
			KeyLanguage:        func(s, from *Settings) { s.Language = from.Language },
			KeyGroupBy:         func(s, from *Settings) { s.GroupBy = from.GroupBy },
			KeyPinned:          func(s, from *Settings) { s.Pinned = from.Pinned },
		}[key]
		one(&before, &want)
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatalf("%q became %q (-want +got):\n%s", data, changed, diff)
		}
		if len(problemsAfter) > len(problems)+1 { // one more where the key is there a second time
			t.Fatalf("%q became %q: problems %v, before %v", data, changed, problemsAfter, problems)
		}
		encoded := encode(value)
		if !bytes.Contains(changed, []byte(encoded)) {
			t.Fatalf("%q lacks the value %q", changed, encoded)
		}
		if !onlyValue(data, changed, key, encoded) {
			t.Fatalf("%q became %q: more than the value changed", data, changed)
		}
		again, err := set(changed, keyPath{key: key}, value)
		if err != nil || !bytes.Equal(again, changed) {
			t.Fatalf("set again: %q became %q (%v)", changed, again, err)
		}
	})
}

// onlyValue tells whether changed is data with the value put in for a single
// other value, or with a line of its own.
func onlyValue(data, changed []byte, key, encoded string) bool {
	for at := 0; at <= len(changed); at++ {
		i := bytes.Index(changed[at:], []byte(encoded))
		if i < 0 {
			break
		}
		at += i
		head, tail := changed[:at], changed[at+len(encoded):]
		if bytes.HasPrefix(data, head) && bytes.HasSuffix(data[len(head):], tail) {
			old := string(data[len(head) : len(data)-len(tail)])
			return !strings.Contains(old, "\n") || scan([]byte("x = " + old))[0].ok
		}
		line := []byte(key + " = ")
		head = bytes.TrimSuffix(head, line)
		for _, end := range []string{"\n", "\r\n"} {
			after, ok := bytes.CutPrefix(tail, []byte(end))
			for _, before := range [][]byte{head, bytes.TrimSuffix(head, []byte(end))} {
				if ok && bytes.Equal(append(bytes.Clone(before), after...), data) {
					return true
				}
			}
		}
	}
	return false
}

func pick(which uint8, text string, n uint8) (string, any) {
	switch which % 9 {
	case 0:
		return KeyLength, time.Duration(n%12+1) * time.Hour
	case 1:
		all := []time.Duration{}
		for i := range n % 6 {
			all = append(all, time.Duration(n-i)*time.Minute)
		}
		return KeyRemind, all
	case 2:
		return "issuer", text
	case 3:
		return "keep_credentials", n%2 == 0
	case 4:
		return "sign_out_first", n%2 == 0
	case 5:
		return KeyStartAtLogin, n%2 == 0
	case 7:
		return KeyGroupBy, []string{"", "prefix", "account", "source_profile", "none"}[n%5]
	case 8:
		return KeyPinned, []string{text, "prod"}[n%2:]
	}
	return KeyLanguage, []string{"", "en", "ja"}[n%3]
}

// FuzzRead checks that no file makes Read fail or gives values out of bounds.
func FuzzRead(f *testing.F) {
	f.Add([]byte("remind = ['1h', \"5m\"]\nsession_length = '3h'\n"))
	f.Add([]byte("remind = [\"15m\"\nsession_length = \"6h\"\n[x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, problems := parse(data)
		if got.Length < time.Hour || got.Length > 12*time.Hour || got.Length%time.Hour != 0 {
			t.Errorf("length %v", got.Length)
		}
		if len(got.Remind) > maxReminds || len(got.Issuer) > maxIssuer {
			t.Errorf("settings %v", got)
		}
		last := 1
		for _, p := range problems {
			if p.Line < last || p.Line > bytes.Count(data, []byte("\n"))+1 {
				t.Errorf("line %d after line %d in %q", p.Line, last, data)
			}
			last = p.Line
		}
	})
}
