package demo

import (
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestTheWholeWay(t *testing.T) {
	r := start(t, Options{})
	cred := r.assume(r.maya(), dev("123456"))
	login := r.loginURL(cred, "43200", "https://ap-northeast-1.console.aws.amazon.com/console/home?region=ap-northeast-1")
	a := r.get(login)
	if got, want := a.status, http.StatusFound; got != want {
		t.Fatalf("status %d, want %d: %s", got, want, a.body)
	}
	a = r.get(a.header.Get("Location"))
	for _, want := range []string{
		"<title>atlas-dev | 1111-2222-3333 | Halfday demo console</title>", "It is not AWS",
		`<dd id="region">ap-northeast-1</dd>`, `<dd id="who">halfday-maya</dd>`, ">12:00:00<",
	} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
