package settings

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	with := func(change func(*Settings)) Settings {
		s := defaults()
		change(&s)
		return s
	}
	six := with(func(s *Settings) { s.Length = 6 * time.Hour })
	tests := []struct {
		name, file string
		want       Settings
		bad        []int // lines
	}{
		{"empty", "", defaults(), nil},
		{"template", template, defaults(), nil},
		{"template without its comment signs", strings.ReplaceAll(template, "\n# ", "\n"), with(func(s *Settings) {
			s.StartAtLogin, s.CheckForUpdates = new(false), new(false)
			s.Roles = map[string]Role{"prod-admin": {Label: "Shop, Tokyo", Production: new(true), Destination: "cloudwatch", Region: "ap-northeast-1", Length: 4 * time.Hour, Browser: "firefox", Reopen: "code", KeepCredentials: new(false), CodeCommand: "op item get AWS --otp", Remind: []time.Duration{time.Hour, 5 * time.Minute}, SessionName: "{user}@{host}", SourceIdentity: "{user}", Tags: []string{"team=shop"}}}
		}), []int{2, 4, 5, 8, 11, 12, 15, 16, 17, 18, 21, 24, 25, 28, 31, 34, 35, 38, 39, 42}},
		{"everything", `
remind = ["15m", "1h", "1h 30m", "15m"]
session_length = "8h"
issuer = "https://intra.example/aws"
keep_credentials = false
reopen = "free"
keep_when_locked = true
sign_out_first = true
start_at_login = true
check_for_updates = true
proxy = "proxy.example:8080"
ca_bundle = "/etc/company.pem"
language = "ja"
`, Settings{
			Remind: []time.Duration{90 * time.Minute, time.Hour, 15 * time.Minute}, Length: 8 * time.Hour,
			Issuer: "https://intra.example/aws", Reopen: "free", KeepWhenLocked: true, SignOutFirst: true, StartAtLogin: new(true), CheckForUpdates: new(true), Proxy: "proxy.example:8080", CABundle: "/etc/company.pem", Language: "ja",
		}, nil},
		{"a long menu", "group_by = 'source_profile'\npinned = [\"prod-admin\", 'odd \"name]', \"prod-admin\"]\n",
			with(func(s *Settings) { s.GroupBy = "source_profile"; s.Pinned = []string{"prod-admin", `odd "name]`} }), nil},
		{"room in the menu", "menu_lines = 20\nflat_roles = 1\n", with(func(s *Settings) { s.MenuLines, s.FlatRoles = 20, 1 }), nil},
		{"no room in the menu", "menu_lines = 7\nflat_roles = \"6\"\nmenu_lines = 1_000_000_000_000\n", defaults(), []int{1, 2, 3}},
		{"no proxy", "proxy = 'none'\n", with(func(s *Settings) { s.Proxy = "none" }), nil},
		{"proxies that are none", "proxy = 'proxy'\nproxy = 'ftp://p:1'\n", defaults(), []int{1, 2}},
		{"one pinned role", `pinned = "prod"`, with(func(s *Settings) { s.Pinned = []string{"prod"} }), nil},
		{"bad groups and pins", "group_by = \"name\"\npinned = [1]\n", defaults(), []int{1, 2}},
		{"one lead time", `remind = "30m"`, with(func(s *Settings) { s.Remind = []time.Duration{30 * time.Minute} }), nil},
		{"no reminder", `remind = []`, with(func(s *Settings) { s.Remind = []time.Duration{} }), nil},
		{"an array over several lines", "remind = [ # when\n  \"1h\",\n  \"5m\", # late\n]\nsession_length = \"6h\"",
			with(func(s *Settings) { s.Remind = []time.Duration{time.Hour, 5 * time.Minute}; s.Length = 6 * time.Hour }), nil},
		{"BOM and CRLF", "\xef\xbb\xbfsession_length = \"6h\"\r\nnext = 1\r\n", six, nil},
		{"quoted key", `"session_length" = '6h'`, six, nil},
		{"unknown keys and tables", "theme = 'dark'\nsession_length = \"6h\"\na.b = 1\n[other.prod]\nsession_length = 3\n", six, nil},
		{"a missing quote", "remind = [\"15m\"\nsession_length = \"6h\"\n", six, []int{1}},
		{"no quotes at all", "session_length = 6h\nlanguage = ja # Japanese\n", defaults(), []int{1, 2}},
		{"an unclosed string", "issuer = \"\"\"abc\nsession_length = \"6h\"\n", six, []int{1}},
		{"twice", "session_length = \"6h\"\nsession_length = \"7h\"\n", six, []int{2}},
		{"a bad line, then good ones", "what is this\n\nsession_length = \"6h\"\n= 3\n", six, []int{1, 4}},
		{"a bad table", "session_length = \"6h\"\n[a]\nb = 1\n[c\nd = 2\n[[e]]\nf g\n", six, []int{4, 7}},
		{"wrong types", "remind = 15\nsession_length = 12\nissuer = true\nkeep_credentials = \"no\"\nlanguage = []\nstart_at_login.x = 1\n",
			defaults(), []int{1, 2, 3, 4, 5, 6}},
		{"out of bounds", "remind = [\"59s\"]\nsession_length = \"13h\"\nlanguage = \"tlh\"\n", defaults(), []int{1, 2, 3}},
		{"out of bounds too", "remind = [\"6h1s\"]\nsession_length = \"90m\"\nissuer = \"a\\nb\"\n", defaults(), []int{1, 2, 3}},
		{"too many lead times", `remind = ["1m","2m","3m","4m","5m","6m"]`, defaults(), []int{1}},
		{"one bad lead time", `remind = ["30m", "soon"]`, defaults(), []int{1}},
		{"a key of very many parts", strings.Repeat("a.", 60_000) + "a = 1\nsession_length = \"6h\"\n", six, []int{1}},
		{"arrays left open", strings.Repeat("a = [ # x\n", 10_000), defaults(), []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}},
		{"binary", "\x00\x01\x02\nsession_length = \"6h\"\n\xff\xfe", six, []int{1, 3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problems := parse([]byte(test.file))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("settings (-want +got):\n%s", diff)
			}
			var lines []int
			for _, p := range problems {
				lines = append(lines, p.Line)
			}
			if diff := cmp.Diff(test.bad, lines); diff != "" {
				t.Errorf("lines of the problems (-want +got):\n%s", diff)
			}
		})
	}
}

// Every key is in the template, where a person finds it.
func TestTemplateIsWhole(t *testing.T) {
	file, role, _ := strings.Cut(template, "\n# [role.")
	for key := range new(Settings).keys() {
		if !strings.Contains(file, "\n# "+key+" = ") {
			t.Errorf("the template lacks %s", key)
		}
	}
	for key := range new(Role).keys() {
		if !strings.Contains(role, "\n# "+key+" = ") {
			t.Errorf("the role's table in the template lacks %s", key)
		}
	}
}

func TestParseNamesTheLine(t *testing.T) {
	_, got := parse([]byte("\n  session_length = 6h # six\nremind = 'x'\nnonsense\n"))
	want := []Problem{
		{2, "  session_length = 6h # six\n"},
		{3, "remind = 'x'\n"},
		{4, "nonsense\n"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestReadOddFiles(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large")
	if err := os.WriteFile(large, []byte(strings.Repeat("#", maxFile+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	belowFile := 1
	if runtime.GOOS == "windows" {
		belowFile = 0 // which says only that there is none
	}
	tests := []struct {
		name, path string
		problems   int
	}{
		{"missing", filepath.Join(dir, "none"), 0},
		{"missing folder", filepath.Join(dir, "none", "none"), 0},
		{"folder", dir, 1},
		{"too large", large, 1},
		{"below a file", filepath.Join(large, "x"), belowFile},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, problems := Read(test.path)
			if diff := cmp.Diff(defaults(), got); diff != "" {
				t.Errorf("settings (-want +got):\n%s", diff)
			}
			if len(problems) != test.problems {
				t.Errorf("problems: got %v, want %d", problems, test.problems)
			}
			for _, p := range problems {
				if p.Line != 1 {
					t.Errorf("line: got %d, want 1", p.Line)
				}
			}
			if test.problems > 0 {
				if err := Set(test.path, KeyLength, time.Hour); err == nil {
					t.Error("Set wrote to a file that cannot be read")
				}
			}
		})
	}
}

// A line that is made to take long costs itself alone.
func TestBounds(t *testing.T) {
	good := "language = \"ja\"\n"
	for name, line := range map[string]string{
		"a key of many parts":    strings.Repeat("a.", maxKeyParts) + "a = 1",
		"a header of many parts": "[" + strings.Repeat("a.", maxKeyParts) + "a]",
		"a long line":            "issuer = \"" + strings.Repeat("x", maxLine) + "\"",
		"a long key":             strings.Repeat("a.", maxLine) + "a = 1",
		"a deep array":           "remind = " + strings.Repeat("[", maxLine),
	} {
		settings, problems := parse([]byte(good + line + "\n"))
		if settings.Language != "ja" || len(problems) != 1 || problems[0].Line != 2 {
			t.Errorf("%s: language %q, %d problems", name, settings.Language, len(problems))
		}
	}
	if _, problems := parse([]byte(strings.Repeat("a.", maxKeyParts-1) + "a = 1\n")); len(problems) != 0 {
		t.Errorf("a key of %d parts: %v", maxKeyParts, problems)
	}
}

// slowFiles were made to be slow, and are as large as one may be, by the number of
// their problems that are told.
var slowFiles = map[string]struct {
	text     string
	problems int
}{
	"open arrays":   {strings.Repeat("a=[\n", maxFile/4), maxProblems},
	"open strings":  {strings.Repeat("a='''''\n", maxFile/8), 0},
	"junk lines":    {strings.Repeat("a\n", maxFile/2), maxProblems},
	"keys":          {strings.Repeat("a=1\n", maxFile/4), 0},
	"deep":          {"a=" + strings.Repeat("[", maxFile-2), 1},
	"one long line": {strings.Repeat("#=", maxFile/2), 0},
	"long array":    {"a=[\n" + strings.Repeat("1,\n", maxFile/3-2) + "]", 0},
}

// Whatever is in it, the file costs itself alone: the defaults hold.
func TestParseOfSlowFiles(t *testing.T) {
	for name, file := range slowFiles {
		got, problems := parse([]byte(file.text))
		if diff := cmp.Diff(defaults(), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if len(problems) != file.problems {
			t.Errorf("%s: %d problems, want %d", name, len(problems), file.problems)
		}
	}
}

// BenchmarkParseOfSlowFiles is the time that such a file takes, beside one pass over
// its lines in the same run.
func BenchmarkParseOfSlowFiles(b *testing.B) {
	for name, file := range slowFiles {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				parse([]byte(file.text))
			}
		})
		b.Run(name+"/floor", func(b *testing.B) {
			for b.Loop() {
				for line := range strings.Lines(file.text) {
					strings.Cut(line, "=")
				}
			}
		})
	}
}
