package command

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"halfday/roles"
)

var completeRoles = []roles.Role{
	{Profile: "atlas-dev", Account: "111122223333", Base: roles.Base{Profile: "maya"}, Region: "eu-west-1"},
	{Profile: "my role", Account: "111122223333", Base: roles.Base{Profile: "maya"}},
	{Profile: "broken", Account: "444455556666", Problem: roles.Problem{Kind: roles.ProblemNoSource}},
	{Profile: "line\nbreak", Account: "444455556666"},
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"", "sign-in sign-out open page roles doctor completion login-item version help"},
		{"si", "sign-in sign-out open page roles doctor completion login-item version help"}, // the shell chooses
		{"-", "-demo -remind -v -h"},
		{"sign-in ", "atlas-dev,my role"},
		{"sign-in --print-url ", "atlas-dev,my role"},
		{"sign-in -v -", "--print-url --code-stdin --role-arn --mfa-serial --source-profile --region --page --browser --sso-session -v -h"},
		{"sign-in atlas-dev ", ""},
		{"sign-in atlas-dev --", "--print-url --code-stdin --role-arn --mfa-serial --source-profile --region --page --browser --sso-session -v -h"},
		{"sign-in --source-profile ", "maya"},
		{"sign-in --source-profile maya ", "atlas-dev,my role"},
		{"sign-in --region ", "eu-west-1"},
		{"sign-in -region ", "eu-west-1"},
		{"sign-in -- -", "atlas-dev,my role"},
		{"doctor ", "atlas-dev,my role,broken"},
		{"doctor -", "--problems -h"},
		{"roles ", "atlas-dev,my role,broken"},
		{"roles --account ", "111122223333,444455556666"},
		{"roles --account 111122223333 ", "atlas-dev,my role,broken"},
		{"completion ", "bash zsh fish"},
		{"completion bash ", ""},
		{"login-item ", "on off status"},
		{"version ", ""},
		{"nonsense ", ""},
		{"-remind ", ""},
	} {
		got := candidates(strings.Split(c.line, " "), func() []roles.Role { return completeRoles })
		want := strings.FieldsFunc(c.want, func(r rune) bool { return r == ',' })
		if !strings.Contains(c.want, ",") {
			want = strings.Fields(c.want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", c.line, got, want)
		}
	}
}

func TestShellWords(t *testing.T) {
	for _, c := range []struct {
		line  string
		words string // joined by |
		last  lastWord
	}{
		{"", "", lastWord{}},
		{"halfday", "", lastWord{text: "halfday"}},
		{"halfday ", "halfday", lastWord{}},
		{"halfday  sign-in\tatl", "halfday|sign-in", lastWord{text: "atl"}},
		{`halfday 'a b' "c d" e\ f `, "halfday|a b|c d|e f", lastWord{}},
		{`halfday a'b c'd "" x`, "halfday|ab cd|", lastWord{text: "x"}},
		{`halfday 'a\`, "halfday", lastWord{text: `a\`, quote: '\''}},
		{`halfday "a\"b\c`, "halfday", lastWord{text: `a"b\c`, quote: '"'}},
		{`halfday a\`, "halfday", lastWord{text: `a\`}},
		{"halfday team:pr", "halfday", lastWord{text: "team:pr", keep: 5}},
		{"halfday user@co", "halfday", lastWord{text: "user@co", keep: 4}},
		{"halfday --account=1", "halfday", lastWord{text: "--account=1", keep: 10}},
		{`halfday team\:pr`, "halfday", lastWord{text: "team:pr"}},
		{`halfday 'team:pr`, "halfday", lastWord{text: "team:pr", quote: '\''}},
		{`halfday ab'c d`, "halfday", lastWord{text: "abc d", quote: '\'', keep: 2}},
	} {
		words, last := shellWords(c.line)
		if strings.Join(words, "|") != c.words || last != c.last {
			t.Errorf("%q: got %q and %+v, want %q and %+v", c.line, words, last, c.words, c.last)
		}
	}
}

// What is put in is read back as the role, whatever its name and however much
// of it was typed in whatever quotes.
func FuzzInsert(f *testing.F) {
	for _, name := range []string{"atlas-dev", "my role", "o'brien", "team:prod", "user@corp", `c$b"d\e`, "本番", "-rf", "a=b:c@d"} {
		f.Add(name, 1, byte(0))
		f.Add(name, 3, byte('\''))
		f.Add(name, 2, byte('"'))
	}
	f.Fuzz(func(t *testing.T, name string, typed int, quote byte) {
		if strings.ContainsFunc(name, unicode.IsControl) {
			return // names does not offer it
		}
		if name == "" || typed < 0 || typed > len(name) || !utf8.ValidString(name) || quote != 0 && quote != '\'' && quote != '"' {
			return
		}
		if quote == '\'' && strings.Contains(name[:typed], "'") {
			return // cannot be typed within these quotes
		}
		const start = "halfday sign-in "
		open := ""
		if quote != 0 {
			open = string(quote)
		}
		line := start + open + lastWord{quote: quote}.escape(name[:typed])
		words, last := shellWords(line)
		if len(words) != 2 || last.text != name[:typed] || last.quote != quote {
			t.Fatalf("%q: got %q and %+v", line, words, last)
		}
		lines := last.insert([]string{"another", name})
		if !slices.Contains(lines, last.escape(name[last.keep:])) {
			t.Fatalf("%q: %q is not among %q", line, name, lines)
		}
		// The shell replaces what stands behind keep.
		whole := start + open + lastWord{quote: quote}.escape(name[:last.keep]) + lines[len(lines)-1]
		if _, after := shellWords(whole); after.text != name {
			t.Errorf("%q became %q, which is %q", line, whole, after.text)
		}
	})
}
