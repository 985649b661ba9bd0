package stories

import (
	"strings"
	"testing"

	"halfday/tests/stage"
)

// A copied address of the console opens in the role of its account, at its
// page and in its region.
func TestOpenACopiedAddress(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	console := s.AWS.SigninEndpoint() + "/console?region=eu-west-1&page=%2Fs3%2Fbuckets"
	a := s.Start("open", console+"&as=444455556666-ab12cd34")
	s.AwaitDialog(stage.EntryDialog, prod).Answer(s.Code())
	s.Await("the console", func() bool { return len(s.Props.Visited()) == 1 })
	v := s.Props.Visited()[0]
	if !strings.Contains(v.Title, prod) {
		t.Errorf("the page is %q, want the console of %s", v.Title, prod)
	}
	wentTo(s, "eu-west-1", "/s3/buckets")
	a.AwaitEnd(0)

	for address, want := range map[string]string{
		console + "&as=999999999999-ab12cd34": "9999-9999-9999",
		"https://example.com/":                "not the address of a page",
	} {
		a := s.Start("open", address)
		if strings.Contains(address, "example") {
			a.AwaitEnd(2)
			if got := a.Stderr.String(); !strings.Contains(got, want) {
				t.Errorf("%s: said %q, want %q", address, got, want)
			}
			continue
		}
		s.AwaitDialog(stage.ErrorDialog, want).Ok()
		a.AwaitEnd(2)
	}

	// An address without an account: the person chooses.
	a = s.Start("open", console)
	d := s.AwaitDialog("--list", s.Words.Lists.FindTitle)
	for _, profile := range []string{dev, prod} {
		d.Row(profile)
	}
	d.Cancel()
	a.AwaitEnd(3)
}
