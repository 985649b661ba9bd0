//go:build linux

package stories

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// No secret leaves: everything that a person does with the tray, with all that
// can go wrong on the way.
func TestLeakTray(t *testing.T) {
	t.Parallel()
	l := newLeakLogin(t)
	a := l.openTray()

	// A wrong code, one that is none, one that was used, and the right one.
	l.misbehave(on(demo.ActionAssumeRole, fakeaws.Fault{Kind: fakeaws.WrongCode}))
	a.Click(dev)
	used := l.code()
	l.AwaitDialog(stage.EntryDialog, dev).Answer(used)
	d := l.AwaitDialog(stage.EntryDialog, l.Words.Dialog.CodeAgain("code_rejected", 0)[:20])
	l.misbehave(nil)
	d.Answer("4" + l.code())
	l.AwaitDialog(stage.EntryDialog, l.Words.Dialog.CodeAgain("code_format", 0)[:20]).Answer(used)
	code := l.code()
	l.AwaitDialog(stage.EntryDialog, l.Words.Dialog.CodeAgain("code_reused", 0)[:20]).Answer(code[:3] + " " + code[3:])
	line := a.AwaitSession(dev)[0]
	// Again, with the credentials that the tray keeps.
	a.Click(line, l.Words.Menu.OpenAgain)
	l.Await("the second visit", func() bool { return len(l.Props.Visited()) == 2 })
	a.AwaitSession(dev)

	// AWS and the network repeat what they were sent.
	echo := func() string {
		long := slices.DeleteFunc(l.AWS.Secrets(), func(s string) bool { return len(s) < 12 })
		return strings.Join(long, " ")
	}
	for _, fault := range []func(fakeaws.Entry) fakeaws.Fault{
		func(e fakeaws.Entry) fakeaws.Fault {
			return fakeaws.Fault{Kind: fakeaws.STS, Status: 400, Code: "Odd", Message: string(e.TokenCode) + " " + echo()}
		},
		func(e fakeaws.Entry) fakeaws.Fault {
			if e.Action == demo.ActionGetSigninToken {
				return fakeaws.Fault{Kind: fakeaws.Answer, Status: 400, Body: "<html>" + echo()}
			}
			return fakeaws.Fault{}
		},
	} {
		l.misbehave(fault)
		a.Click(prod)
		l.AwaitDialog(stage.EntryDialog, prod).Answer(l.code())
		l.AwaitDialog(stage.ErrorDialog, "").Ok()
		a.AwaitMenu("the role again", func(lines []stage.Entry) bool { _, ok := stage.Follow(lines, prod); return ok })
	}
	l.misbehave(nil)

	// No browser: the URL waits for a further try.
	l.Must(os.Rename(l.Path("bin/xdg-open"), l.Path("bin/away")))
	a.Click("by-program")
	l.AwaitDialog(stage.EntryDialog, "by-program").Answer(l.code())
	d = l.AwaitDialog(stage.QuestionDialog, "")
	l.Must(os.Rename(l.Path("bin/away"), l.Path("bin/xdg-open")))
	d.Ok()
	a.AwaitSession("by-program")

	// Left while the question stands.
	a.Click("by-environment")
	l.AwaitDialog(stage.EntryDialog, "by-environment")
	a.Quit()
	l.AwaitNoProcess()

	l.check(6)
	checkHardened(t, l.trace(l.traces[0]), 7)
	if out := a.Stderr.String(); strings.Contains(out, "panic") {
		t.Error(out)
	}
}

// A sign-in to Identity Center: token, refresh token, client secret, code and
// verifier are nowhere but on their way to AWS and in the AWS CLI's own cache.
func TestLeakCenter(t *testing.T) {
	t.Parallel()
	l := newLeakLogin(t)
	a := l.openTray()
	l.Props.Consent("deny")
	a.Click(shop)
	l.AwaitDialog(stage.ErrorDialog, "Access was denied").Ok()
	l.Props.Consent("allow")
	echo := func(e fakeaws.Entry) fakeaws.Fault {
		if e.Action != demo.ActionCreateToken {
			return fakeaws.Fault{}
		}
		return fakeaws.Fault{Kind: fakeaws.Answer, Status: 400, ContentType: "application/json", Body: `{"__type":"` + strings.Join(l.AWS.Secrets(), " ") + `"}`}
	}
	l.misbehave(echo)
	l.Await("the end of the sign-in process", func() bool { return len(l.Processes()) == 1 })
	a.Click(shop)
	l.AwaitDialog(stage.ErrorDialog, "").Ok()
	l.misbehave(nil)
	l.Await("the end of the sign-in process", func() bool { return len(l.Processes()) == 1 })
	a.Click(shop)
	a.AwaitSession(shop)
	a.Click(lab)
	a.AwaitSession(lab)
	a.Quit()
	l.AwaitNoProcess()
	l.check(0) // none is asked
	if out := a.Stderr.String(); strings.Contains(out, "panic") {
		t.Error(out)
	}
}

// The same in a terminal, for every kind of source credentials.
func TestLeakTerminal(t *testing.T) {
	t.Parallel()
	l := newLeakLogin(t)
	url, _ := l.terminal(l.code()+"\n", "sign-in", "-v", "--code-stdin", "--print-url", dev)
	if !strings.Contains(url, "SigninToken=") {
		t.Errorf("--print-url printed %d bytes and no URL", len(url))
	}
	l.codes = append(l.codes, strings.TrimSpace(url))
	for _, profile := range []string{"billing-audit", "by-program", "by-environment"} {
		if out, err := l.terminal(l.code()+"\n", "sign-in", "-v", "--code-stdin", profile); out != "" || len(l.Props.Visited()) == 0 {
			t.Errorf("%s: printed %q and %q", profile, out, err)
		}
	}
	if got := len(l.Props.Visited()); got != 3 {
		t.Errorf("%d visits, want 3", got)
	}
	for _, f := range []fakeaws.Fault{
		{Kind: fakeaws.UnknownKey}, {Kind: fakeaws.Skew, By: time.Hour}, {Kind: fakeaws.CaptiveRedirect, Status: http.StatusTemporaryRedirect},
		{Kind: fakeaws.Huge, Size: 100_000}, {Kind: fakeaws.ControlToken}, {Kind: fakeaws.ResetAfter},
	} {
		l.misbehave(func(e fakeaws.Entry) fakeaws.Fault {
			if e.Action == demo.ActionAssumeRole && f.Kind == fakeaws.Huge {
				return fakeaws.Fault{} // this one for the sign-in endpoint
			}
			return f
		})
		if _, err := l.terminal(l.code()+"\n", "sign-in", "-v", "--code-stdin", dev); err == "" {
			t.Errorf("%s: nothing was said", f.Kind)
		}
	}
	l.check(10)
}

// check fails for each secret that left, and for a search that was none.
func (l *leakLogin) check(codes int) {
	l.T.Helper()
	for _, k := range l.leaks() {
		l.T.Error(k)
	}
	if got := len(l.codes); got < codes {
		l.T.Errorf("%d codes were used, want at least %d", got, codes)
	}
	programs := map[string]bool{}
	for _, file := range l.traces {
		for _, d := range l.trace(file).deeds {
			if d.call != "execve" {
				continue
			}
			programs[d.program] = true
			checkEnvironment(l.T, d)
		}
	}
	// Nothing else runs: no clipboard program above all.
	for program := range programs {
		if !slices.Contains([]string{"halfday", dialogProgram, "xdg-open", "sh", keysProgram}, program) {
			l.T.Errorf("%s was run", program)
		}
	}
}

// checkEnvironment: what shows dialogs and opens pages gets no variable of
// AWS's or of Halfday's.
func checkEnvironment(t *testing.T, d deed) {
	t.Helper()
	if ownProgram(d) {
		return
	}
	for _, kv := range d.data[min(len(d.data), 1+len(d.args)):] {
		if strings.HasPrefix(kv, "AWS_") || strings.HasPrefix(kv, "HALFDAY_") {
			name, _, _ := strings.Cut(kv, "=")
			t.Errorf("%s %.60q got %s", d.program, d.args, name)
		}
	}
}

// checkHardened: every process that holds a secret has forbidden others to
// look into it, and core files.
func checkHardened(t *testing.T, tr trace, want int) {
	t.Helper()
	undumpable, coreless := map[int]bool{}, map[int]bool{}
	holders := map[int]string{}
	for _, d := range tr.deeds {
		switch {
		case d.call == "prctl" && strings.HasPrefix(d.line, "PR_SET_DUMPABLE, SUID_DUMP_DISABLE") && !strings.Contains(d.line, "= -1"):
			undumpable[d.pid] = true
		case (d.call == "prlimit64" || d.call == "setrlimit") && strings.Contains(d.line, "RLIMIT_CORE, {rlim_cur=0,"):
			coreless[d.pid] = true
		case d.call == "execve" && d.program == "halfday" && ownProgram(d):
			holders[d.pid] = strings.Join(d.args, " ")
		}
	}
	if len(holders) < want {
		t.Errorf("%d processes that hold secrets, want at least %d", len(holders), want/2)
	}
	for pid, args := range holders {
		if !undumpable[pid] || !coreless[pid] {
			t.Errorf("%s: not dumpable %v, no core file %v", args, undumpable[pid], coreless[pid])
		}
	}
}
