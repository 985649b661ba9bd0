//go:build linux

package stories

import (
	"net/url"
	"strings"
	"testing"

	"halfday/tests/stage"
)

// wentTo checks which page a browser was sent to last.
func wentTo(s *stage.Stage, region, page string) {
	s.T.Helper()
	last := ""
	for _, e := range s.AWS.Requests() {
		if e.Destination != "" {
			last = e.Destination
		}
	}
	if !strings.Contains(last, "region="+region) || !strings.Contains(last, "page="+url.QueryEscape(page)) {
		s.T.Errorf("went to %s, want %s in %s", last, page, region)
	}
}

// A console opens once at another page, in another region and browser, than the
// settings say. Which pages a role showed is offered in its menu from then on,
// whether a terminal opened them or the menu; queries are not kept.
func TestAnotherPage(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.InstallSurf()
	out, code := s.Run(s.Code()+"\n", "sign-in", dev, "--code-stdin", "--page", "/cloudwatch/home?secret=1#alarms", "--region", "eu-west-1", "--browser", "surf")
	if code != 0 {
		t.Fatalf("got %d\n%s", code, out)
	}
	if v := s.Props.Visited(); len(v) != 1 || v[0].By != stage.Surf {
		t.Errorf("opened by %+v, want %s", v, stage.Surf)
	}
	wentTo(s, "eu-west-1", "/cloudwatch/home")
	if store := s.Read(s.StateFile("sessions.json")); !strings.Contains(store, "/cloudwatch/home#alarms") || strings.Contains(store, "secret") {
		t.Errorf("the store: %s", store)
	}

	for _, tt := range []struct{ flag, value, want string }{
		{"--page", "http://example.com/", "not a page of this role's AWS console (http"},
		{"--region", "mars-1", "no such region (mars-1)"},
		{"--browser", "netscape", "no such browser (netscape). It has: surf"},
	} {
		out, code := s.Run("", "sign-in", dev, "--code-stdin", tt.flag, tt.value)
		if code != 2 || !strings.Contains(out, tt.want) {
			t.Errorf("%s %s: got %d, want 2 and %q:\n%s", tt.flag, tt.value, code, tt.want, out)
		}
	}

	a := s.Open()
	a.SignIn(dev)
	w := s.Words.Open
	pages := func() *stage.Window {
		t.Helper()
		a.ClickIn(dev, w.Menu)
		return s.AwaitDialog("--list", w.Choose)
	}
	d := pages()
	d.Answer(d.Row("/cloudwatch/home#alarms"))
	s.Await("the page without a code", func() bool { return len(s.Props.Visited()) == 3 })
	wentTo(s, "eu-west-1", "/cloudwatch/home")

	a.AwaitSession(dev)
	d = pages()
	d.Answer(d.Row(w.Another))
	s.AwaitDialog(stage.EntryDialog, w.Ask[:30]).Answer(s.AWS.SigninEndpoint() + "/console?as=444455556666-ab12cd34&page=%2Fs3")
	s.AwaitDialog(stage.EntryDialog, "account 4444-5555-6666").Answer("s3 mars-1")
	s.AwaitDialog(stage.EntryDialog, "no such region (mars-1)").Answer("s3 ap-southeast-2")
	s.Await("the page without a code", func() bool { return len(s.Props.Visited()) == 4 })
	wentTo(s, "ap-southeast-2", "/s3/home")
	a.AwaitSession(dev)
	d = pages()
	d.Row("s3")
	d.Cancel()
	a.Quit()

	// An address that was opened counts too.
	open := s.Start("open", s.AWS.SigninEndpoint()+"/console?region=eu-west-1&page=%2Fec2%2Fhome&as=111122223333-ab12cd34")
	s.AwaitDialog(stage.EntryDialog, dev).Answer(s.Code())
	open.AwaitEnd(0)
	a = s.Open()
	pages().Row("/ec2/home")
	a.Quit()
}
