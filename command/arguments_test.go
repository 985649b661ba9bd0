package command

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"halfday/federation"
	"halfday/roles"
	"halfday/session"
	"halfday/signin"
	"halfday/text"
	"halfday/tray"
)

func TestParseSignIn(t *testing.T) {
	tests := []struct {
		args string
		want signInArgs
		bad  bool
	}{
		{args: "", want: signInArgs{}},
		{args: "prod", want: signInArgs{profile: "prod"}},
		{args: "--print-url prod", want: signInArgs{printURL: true, profile: "prod"}},
		{args: "prod --print-url --code-stdin -v", want: signInArgs{printURL: true, codeStdin: true, verbose: true, profile: "prod"}},
		{args: "--events -- -odd", want: signInArgs{events: true, profile: "-odd"}},
		{args: "--role-arn a --mfa-serial m --source-profile s --region r", want: signInArgs{adHoc: roles.NewRole{RoleARN: "a", MFASerial: "m", SourceProfile: "s", Region: "r"}, elsewhere: elsewhere{page: session.Page{Region: "r"}}}},
		{args: "prod --page cloudwatch --region us-east-1 --browser firefox", want: signInArgs{profile: "prod", elsewhere: elsewhere{session.Page{Where: "cloudwatch", Region: "us-east-1"}, "firefox"}}},
		{args: "--page s3", want: signInArgs{elsewhere: elsewhere{page: session.Page{Where: "s3"}}}},
		{args: "prod --print-url --browser firefox", bad: true},
		{args: "prod dev", bad: true},
		{args: "prod --role-arn a", bad: true},
		{args: "--mfa-serial m", bad: true},
		{args: "--events", bad: true},
		{args: "--events --print-url prod", bad: true},
		{args: "--code-stdin", bad: true},
		{args: "--nonsense", bad: true},
		{args: "--region", bad: true},
	}
	for _, test := range tests {
		got, err := parseSignIn(strings.Fields(test.args))
		if (err != nil) != test.bad {
			t.Errorf("%q: got error %v, want one: %v", test.args, err, test.bad)
		}
		if !test.bad && got != test.want {
			t.Errorf("%q: got %+v, want %+v", test.args, got, test.want)
		}
	}
}

func TestParseTray(t *testing.T) {
	got, err := parseTray([]string{"-demo", "--remind", "20m", "-v"})
	if want := (trayArgs{demo: true, verbose: true, remind: 20 * time.Minute}); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for _, args := range [][]string{{"-remind", "soon"}, {"sing-in"}, {"-x"}} {
		if _, err := parseTray(args); err == nil {
			t.Errorf("%q: got no error", args)
		}
	}
}

// What is wrong is named as the person wrote it, whatever package flag says.
func TestWrongArgumentIsNamed(t *testing.T) {
	signIn := func(args []string) error { _, err := parseSignIn(args); return err }
	tray := func(args []string) error { _, err := parseTray(args); return err }
	for _, test := range []struct {
		parse      func(args []string) error
		args, want string
	}{
		{signIn, "--nonsense", "--nonsense"},
		{signIn, "dev --nonsense -v", "--nonsense"},
		{signIn, "--region", "--region"},
		{signIn, "--events=perhaps dev", "--events=perhaps"},
		{signIn, "dev prod", "prod"},
		{signIn, "---x", "---x"},
		{signIn, "-v -=x dev", "-=x"},
		{tray, "-remind soon", "soon"},
		{tray, "sing-in", "sing-in"},
	} {
		wrong, ok := errors.AsType[usageError](test.parse(strings.Fields(test.args)))
		if !ok || wrong.what != unknownArgument || wrong.a != test.want {
			t.Errorf("%q: got %+v, want %s", test.args, wrong, test.want)
		}
	}
}

// Whoever asks how a command goes is told, and has made no mistake.
func TestHelp(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for _, name := range subcommands {
		if code := Run([]string{name, "-h"}); code != exitOK {
			t.Errorf("%s -h: exit code %d", name, code)
		}
	}
}

func TestExitFor(t *testing.T) {
	tests := map[string]int{
		"": exitOK, signin.Cancelled: exitCancelled,
		string(federation.KindCodeRejected): exitCode, "code_tries": exitCode, "code_reused": exitCode, "code_format": exitCode,
		string(federation.KindAccessDenied): exitDenied, "no_mfa": exitDenied,
		string(federation.KindNoNetwork): exitNetwork,
		string(federation.KindConfig):    exitConfig,
		"browser_not_fetched":            exitFailed, "never heard of": exitFailed,
	}
	for kind, want := range tests {
		if got := exitFor(kind); got != want {
			t.Errorf("%q: got %d, want %d", kind, got, want)
		}
	}
}

var someRoles = []roles.Role{
	{Profile: "dev", Account: "111122223333"},
	{Profile: "2", Account: "444455556666"},
	{Profile: "lost\x1b[2J", Problem: roles.Problem{Kind: roles.ProblemSourceMissing, Profile: "me"}},
}

func TestChooseInTerminal(t *testing.T) {
	tests := []struct {
		name, lines, want string
		err               error
		asked             int
	}{
		{name: "number", lines: "1\n", want: "dev", asked: 1},
		{name: "name", lines: " dev \n", want: "dev", asked: 1},
		{name: "a name beats a number", lines: "2\n", want: "2", asked: 1},
		{name: "asked again", lines: "0\nseven\n9\n1\n", want: "dev", asked: 4},
		{name: "nothing", lines: "\n", err: signin.ErrCancelled, asked: 1},
		{name: "end", lines: "", err: signin.ErrCancelled, asked: 1},
	}
	words := text.English()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var out bytes.Buffer
			got, err := chooseInTerminal(t.Context(), &out, newLineReader(strings.NewReader(test.lines)), someRoles, words)
			if got != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %q, %v, want %q, %v", got, err, test.want, test.err)
			}
			if n := strings.Count(out.String(), words.Terminal.ChooseRole); n != test.asked {
				t.Errorf("asked %d times, want %d", n, test.asked)
			}
			if strings.ContainsRune(out.String(), 0x1b) {
				t.Errorf("a control character reached the terminal: %q", out.String())
			}
		})
	}
}

func TestRoleLabels(t *testing.T) {
	got := tray.Rows(someRoles, text.English())
	if want := []string{"dev · 1111-2222-3333", "2 · 4444-5555-6666"}; !cmp.Equal(got[:2], want) {
		t.Errorf("got %q, want %q", got[:2], want)
	}
	if !strings.Contains(got[2], "lost") || !strings.Contains(got[2], "source profile") {
		t.Errorf("got %q, want the name and what is wrong", got[2])
	}
}

func TestLineReaderKeepsTheLine(t *testing.T) {
	in, out := newPipe(t)
	next := newLineReader(in)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := next(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want %v", err, context.Canceled)
	}
	out.Write([]byte("123456\n"))
	if got, err := next(t.Context()); got != "123456" || err != nil {
		t.Errorf("got %q, %v, want the line of the read before", got, err)
	}
}
