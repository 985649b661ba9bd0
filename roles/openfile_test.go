package roles

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"halfday/tests/modes"
)

// readSoon reads the roles and fails the test where that takes long: a file
// that makes Halfday wait makes the person wait.
func readSoon(t *testing.T, f Files) Listing {
	t.Helper()
	done := make(chan Listing, 1)
	go func() { done <- ReadRoles(f, environment()) }()
	select {
	case l := <-done:
		return l
	case <-time.After(20 * time.Second):
		t.Fatal("reading does not end")
	}
	return Listing{}
}

// fatal lists the kinds of trouble with whole files.
func fatal(l Listing) (kinds []WarningKind) {
	for _, w := range l.Warnings {
		if w.Line == 0 {
			kinds = append(kinds, w.Kind)
		}
	}
	return kinds
}

// A credentials file of any kind leaves the roles of the config file listed,
// and the other way round, with the reason.
func TestHostileFiles(t *testing.T) {
	const good = "[profile good]\n" + roleLine + keyLines
	const goodKeys = "[good]\n" + roleLine + keyLines
	for _, c := range []struct {
		name string
		put  func(t *testing.T, path string)
		want WarningKind
	}{
		{"missing", func(*testing.T, string) {}, WarningMissing},
		{"directory", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, WarningNotFile},
		{"empty", func(t *testing.T, path string) { must(t, os.WriteFile(path, nil, 0o600)) }, ""},
		{"50 MB", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("[profile x]\n"+roleLine), 0o600))
			must(t, os.Truncate(path, 50<<20))
		}, WarningTooLarge},
		{"just too large", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, bytes.Repeat([]byte("#"), awsFileLimit+1), 0o600))
		}, WarningTooLarge},
		{"as large as can be", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, bytes.Repeat([]byte("#\n"), awsFileLimit/2), 0o600))
		}, ""},
		{"binary", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("\x7fELF\x02\x01\x00\x00[profile x\x00]\nrole_arn\x00=\xff\xfe\n"), 0o600))
		}, WarningBinary},
		{"UTF-16", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("\xff\xfe[\x00d\x00e\x00f\x00]\x00\r\x00\n\x00"), 0o600))
		}, WarningBinary},
		{"link to itself", func(t *testing.T, path string) { link(t, filepath.Base(path), path) }, WarningLoop},
		{"loop of links", func(t *testing.T, path string) {
			link(t, path+"-b", path)
			link(t, path, path+"-b")
		}, WarningLoop},
		{"dangling link", func(t *testing.T, path string) { link(t, "nowhere", path) }, WarningMissing},
		{"link to a directory", func(t *testing.T, path string) { link(t, ".", path) }, WarningNotFile},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := awsFiles(t, good, "")
			c.put(t, f.Credentials)
			l := readSoon(t, f)
			if r := roleNamed(t, l, "good"); r.Problem.Kind != ProblemNone {
				t.Errorf("as credentials: %+v", r.Problem)
			}
			want := fmt.Sprint([]WarningKind{c.want})
			if c.want == "" || c.want == WarningMissing { // that there are no credentials is nothing to mend
				want = "[]"
			}
			if got := fmt.Sprint(fatal(l)); got != want {
				t.Errorf("as credentials: warned of %s, want %s", got, want)
			}

			f = awsFiles(t, "", goodKeys)
			c.put(t, f.Config)
			l = readSoon(t, f)
			if r := roleNamed(t, l, "good"); r.Problem.Kind != ProblemNone {
				t.Errorf("as config: %+v", r.Problem)
			}
			if want = fmt.Sprint([]WarningKind{c.want}); c.want == "" {
				want = "[]"
			}
			if got := fmt.Sprint(fatal(l)); got != want {
				t.Errorf("as config: warned of %s, want %s", got, want)
			}
		})
	}
}

// Roles behind or before what nobody can read stay listed, also within one
// file; with the line where the SDK would not come to an end with it.
func TestHostileText(t *testing.T) {
	const good = "[profile good]\n" + roleLine + keyLines
	endless := map[string]int{"one endless line": 5, "an endless header": 5, "an endless value": 2, "many brackets": 1}
	for name, c := range map[string]string{
		"garbage before":    strings.Repeat("\xff\xfe\x01 what is = this [\n", 2000) + good,
		"garbage behind":    good + strings.Repeat("]]][[[ \x1b[31m\n", 2000),
		"one endless line":  good + strings.Repeat("x", 3<<20),
		"an endless header": good + "[profile " + strings.Repeat("x", 3<<20) + "]\n",
		"an endless value":  "[profile other]\nregion = " + strings.Repeat("x", 1<<20) + "\n" + good,
		"many headers":      good + strings.Repeat("[]\n", 1<<18),
		"many lines":        "[profile other]\n" + strings.Repeat("y\n", 1<<18) + good,
		"many brackets":     "[" + strings.Repeat("]", 1<<20) + "\n" + good,
		"NUL":               "\x00\n" + good + "\x00",
		"half a header":     good + "[profile oth",
		"half a key":        good + "[profile other]\nrole_",
		"old Mac line ends": "[profile lost]\rrole_arn = x\r\n" + good,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			f := awsFiles(t, c, "")
			l := readSoon(t, f)
			want := ""
			if line, ok := endless[name]; ok {
				want = fmt.Sprintf("%s %s:%d", ProblemFilesBounds, f.Config, line)
			}
			if r := roleNamed(t, l, "good"); strings.TrimSpace(string(r.Problem.Kind)+" "+r.Problem.Detail) != want {
				t.Errorf("%+v, want %q", r.Problem, want)
			}
			if n := len(l.Warnings); n > awsWarningLimit+2 {
				t.Errorf("%d warnings", n)
			}
			t.Log("read in", time.Since(start))
		})
	}
}

// While a file is written, every part of it may be seen. None may crash, and
// the roles that are whole already are there.
func TestHalfWrittenFile(t *testing.T) {
	const config = "\uFEFF[default]\r\nregion = eu-west-1\r\n[profile a] # c\r\n" +
		"role_arn = arn:aws:iam::111122223333:role/a\r\nsource_profile = base\r\n" +
		"s3 =\r\n  max = 1\r\n[profile \"b c\"]\r\nrole_arn=arn:aws:iam::111122223333:role/b\r\nsource_profile=base\r\n"
	whole := strings.Index(config, "s3 =")
	for n := range len(config) {
		profiles := newAWSProfiles()
		profiles.read([]byte(config[:n]), awsConfigFile, func(WarningKind, int) {})
		roles := profiles.reader(environment()).roles()
		if n >= whole && (len(roles) == 0 || roles[0].Profile != "a" || roles[0].SourceProfile != "base") {
			t.Fatalf("after %d bytes: %+v", n, roles)
		}
	}
}

func TestTenThousandProfiles(t *testing.T) {
	var b strings.Builder
	b.WriteString("[profile base]\n" + keyLines)
	for i := range 10_000 {
		fmt.Fprintf(&b, "[profile role-%d]\nrole_arn = arn:aws:iam::%012d:role/r\nsource_profile = base\n", i, i)
	}
	l := readSoon(t, awsFiles(t, b.String(), ""))
	if len(l.Roles) != 10_000 || l.Roles[9_999].Account != "000000009999" || l.Roles[9_999].Problem.Kind != ProblemNone {
		t.Errorf("got %d roles", len(l.Roles))
	}
}

// Ten thousand roles, each the source of the one before: what costs a look at
// each of them from each of them would take minutes.
func TestTenThousandInARow(t *testing.T) {
	t.Parallel()
	for name, last := range map[string]string{"a row": "gone", "a loop": "a"} {
		l := readSoon(t, awsFiles(t, strings.Replace(manySources(10_000), "source_profile = s10001", "source_profile = "+last, 1), ""))
		if len(l.Roles) != 10_001 {
			t.Errorf("%s: %d roles", name, len(l.Roles))
		}
		for _, r := range l.Roles {
			if r.Problem.Kind == ProblemNone || len(r.Chain) > maxSources+2 {
				t.Fatalf("%s: %s: %+v, chain of %d", name, r.Profile, r.Problem, len(r.Chain))
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// link makes a symbolic link, where this system lets people do so.
func link(t *testing.T, target, path string) {
	t.Helper()
	modes.NeedLinks(t)
	must(t, os.Symlink(target, path))
}
