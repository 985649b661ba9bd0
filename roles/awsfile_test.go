package roles

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// awsDump parses text and writes down what the sink was told, one a line.
func awsDump(text string, kind awsFileKind) (got []string) {
	parseAWSFile([]byte(text), kind, awsSink{
		section: func(name []byte, bare bool) {
			if bare {
				got = append(got, fmt.Sprintf("bare %q", name))
			} else {
				got = append(got, fmt.Sprintf("profile %q", name))
			}
		},
		session: func(name []byte) { got = append(got, fmt.Sprintf("session %q", name)) },
		set:     func(key, value []byte) { got = append(got, fmt.Sprintf("%s=%q", key, value)) },
		ignored: func(kind WarningKind, line int) { got = append(got, fmt.Sprintf("%s %d", kind, line)) },
	})
	return got
}

func TestAWSHeaders(t *testing.T) {
	lost := "header_ignored 1"
	for _, c := range []struct{ header, config, credentials string }{
		{`[default]`, `bare "default"`, `profile "default"`},
		{`[profile default]`, `profile "default"`, lost},
		{`[DEFAULT]`, `bare "DEFAULT"`, `profile "DEFAULT"`},
		{`[profile a]`, `profile "a"`, lost},
		{"[profile\ta]", `profile "a"`, lost},
		{"  [ \tprofile \t a\t ]  ", `profile "a"`, lost},
		{`[profile a b]`, `profile "a b"`, lost},
		{`[profile "foo bar"]`, `profile "foo bar"`, lost},
		{`[profile 'foo bar']`, `profile "foo bar"`, lost},
		{`[profile "foo]`, `profile "\"foo"`, lost},
		{`[profile o'brien]`, `profile "o'brien"`, lost},
		{`[profile b;c]`, `profile "b;c"`, lost},
		{`[profile "b # c"]`, `profile "b # c"`, lost},
		{`[profile b # c]`, lost, lost},
		{`[profile o'b;c]`, lost, lost},
		{`[profile a]b]`, `profile "a]b"`, lost},
		{`[profile a] # said [so]`, `profile "a"`, lost},
		{`[profile a];said`, `profile "a"`, lost},
		{`[profile a] junk`, `profile "a"`, lost},
		{`[profile b;c] # said`, `profile "b;c"`, lost},
		{`[profile a`, lost, lost},
		{`[profile`, lost, lost},
		{`[`, lost, lost},
		{`[]`, lost, lost},
		{`[ ]`, lost, lost},
		{`[profile]`, lost, `profile "profile"`},
		{`[profile ""]`, lost, lost},
		{`[a]`, "", `profile "a"`},
		{`["a b"]`, "", `profile "a b"`},
		{`[a  b]`, "", `profile "a b"`},
		{`[a # b]`, "", `profile "a # b"`},
		{`[Profile a]`, "", `profile "Profile a"`},
		{`[sso-session a]`, `session "a"`, ""}, // its keys are told, too,
		{`[services a]`, "", ""},
		{`[plugins]`, "", `profile "plugins"`},
	} {
		for kind, want := range []string{awsConfigFile: c.config, awsCredentialsFile: c.credentials} {
			if want != "" && want != lost {
				want += ` k="v"`
			}
			got := strings.Join(awsDump(c.header+"\nk = v\n", awsFileKind(kind)), " ")
			if got != want {
				t.Errorf("%s, kind %d:\ngot  %s\nwant %s", c.header, kind, got, want)
			}
		}
	}
}

func TestAWSLines(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // behind the header, whose line is 1
	}{
		{"plain", "k=v\nK2 = v2 ", []string{`k="v"`, `k2="v2"`}},
		{"colon", "k: v=w", []string{`k="v=w"`}},
		{"upper case", "Role_ARN = X", []string{`role_arn="X"`}},
		{"CRLF", "k = v\r\nl = w # c\r\n\r\n  \r\n", []string{`k="v"`, `l="w"`}},
		{"comments", "# c\n ; c\nk = v # c\nl = v;w\nm = v#w\nn = v\t;c\no = #c\n", []string{`k="v"`, `l="v;w"`, `m="v#w"`, `n="v"`, `o=""`}},
		{"quotes", "a = \"x y\"\nb = 'x'\nc = \"x\nd = \"\ne = \"x\" # c", []string{`a="x y"`, `b="x"`, "line_quote 5", `c="\"x"`, `d="\""`, `e="x"`}},
		{"a lone quote", "a = \"\n b = '\nc =\n  d = ' # c\n  e = '\nf = ' # c", []string{"line_quote 2", "line_quote 3", `a="\""`, `b="'"`, "line_quote 6", "line_quote 7", `c=""`, `f="'"`}},
		{"empty", "k =\nl = v", []string{`k=""`, `l="v"`}},
		{"all indented", "  k = v\n  l = w\n\tm = x # c", []string{`k="v"`, `l="w"`, `m="x"`}},
		{"empty, indented alike", "  region =\n  role_arn = x", []string{`region=""`, `role_arn="x"`}},
		{"nested", "s3 =\n  role_arn = x\n  junk\n\n  # c\n  y = z\nk = v", []string{`s3=""`, `k="v"`}},
		{"nested, indented", " s3 =\n   role_arn = x\n k = v", []string{`s3=""`, `k="v"`}},
		{"nested, commented", "s3 = # c\n  role_arn = x\nk = v", []string{`s3=""`, `k="v"`}},
		{"continued", "k = v\n  more\n\tand more # c\nl = w", []string{`k="v\nmore\nand more # c"`, `l="w"`}},
		{"key under a value", "k = v\n  l = w # c", []string{`k="v"`, `l="w"`}},
		{"bracket in a value", "k = sh -c\n  [ -f x ] && cat x\nl = w", []string{`k="sh -c\n[ -f x ] && cat x"`, `l="w"`}},
		{"header under a value", "k = v\n  [profile b]\nl = w", []string{`k="v"`, `profile "b"`, `l="w"`}},
		{"junk", "junk\nk = v\njunk\n  = x\n= y\n  junk\nl = w", []string{"line_ignored 2", "line_ignored 4", `k="v"`, "line_ignored 5", "line_ignored 6", "line_ignored 7", `l="w"`}},
		{"indented junk", "  junk\n  k = v\n  junk", []string{"line_ignored 2", "line_ignored 4", `k="v"`}},
		{"bad header", "k = v\n[profile b\nl = w\njunk\n[profile c]\nm = x", []string{`k="v"`, "header_ignored 3", `profile "c"`, `m="x"`}},
		{"other section", "k = v\n[plugins]\nl = w\njunk\n[profile c]\nm = x", []string{`k="v"`, "line_ignored 5", `profile "c"`, `m="x"`}},
		{"NUL", "k = v\nl = w\x00\nm = x\n[profile\x00b]\nn = y", []string{`k="v"`, `m="x"`}},
		{"BOM within", "k = v\n\uFEFF[profile b]\nl = w", []string{`k="v"`, `profile "b"`, `l="w"`}},
	} {
		got := awsDump("[profile a]\n"+c.text, awsConfigFile)
		if diff := cmp.Diff(append([]string{`profile "a"`}, c.want...), got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

func TestAWSFileStart(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"\uFEFF[default]\nk = v", `bare "default" k="v"`},
		{"k = v\n  l = w\n[default]\nm = x", `line_ignored 1 line_ignored 2 bare "default" m="x"`},
		{"\n\n#\n;\n", ""},
	} {
		if got := strings.Join(awsDump(c.text, awsConfigFile), " "); got != c.want {
			t.Errorf("%q:\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Values may hold secrets, and a key that is asked for may come in parts:
// neither may cost more than the length of the file.
func TestAWSFileIsLinear(t *testing.T) {
	text := "[profile a]\nk = v\n" + strings.Repeat("  x\n", 1<<18)
	got := awsDump(text, awsConfigFile)
	if len(got) != 2 || len(got[1]) < 3<<18 {
		t.Errorf("got %d parts", len(got))
	}
	brackets := "[" + strings.Repeat("] ] x", 1<<16) + "\n"
	if got := awsDump(brackets, awsConfigFile); len(got) > 1 {
		t.Errorf("got %d parts", len(got))
	}
}
