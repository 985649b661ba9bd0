package demo

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
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

	k := r.Keys()[0]
	secrets := strings.Join(r.Secrets(), "\n") + "\n"
	for _, want := range []string{
		string(k.AccessKeyID), string(k.SecretKey), "123456", *cred.AccessKeyId, *cred.SecretAccessKey, *cred.SessionToken, login,
	} {
		if !strings.Contains(secrets, want+"\n") {
			t.Errorf("Secrets lacks one of %d characters", len(want))
		}
	}

	var got []string
	for _, e := range r.Requests() {
		got = append(got, strings.Join([]string{e.Method, e.Service, e.Action, e.RoleARN, string(e.TokenCode), e.DurationSeconds, e.SessionDuration, e.Region}, " "))
		if e.Status != 200 && e.Action != "login" {
			t.Errorf("%s: status %d", e.Action, e.Status)
		}
	}
	want := []string{
		"POST sts AssumeRole " + devARN + " 123456   eu-west-1",
		"POST signin getSigninToken    43200 ",
		"GET signin login     ",
		"GET console      ",
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if strings.TrimSpace(got[i]) != strings.TrimSpace(want[i]) {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
	if e := r.Requests()[1]; string(e.AccessKeyID) != *cred.AccessKeyId {
		t.Error("the entry does not say whose credentials were traded")
	}
}

func TestEntriesAndKeysPrintWithoutSecrets(t *testing.T) {
	r := start(t, Options{})
	r.assume(r.maya(), dev("907165"))
	var log strings.Builder
	for _, v := range []any{r.Requests(), r.Keys()} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		log.Write(b)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			log.WriteString(sprintf(verb, v))
		}
	}
	for _, secret := range r.Secrets() {
		if strings.Contains(log.String(), secret) || strings.Contains(log.String(), sprintf("%x", secret)) {
			t.Errorf("a secret of %d characters shows", len(secret))
		}
	}
	if !strings.Contains(log.String(), redacted) {
		t.Error("nothing was printed at all")
	}
}

func TestConnectionsAreNumbered(t *testing.T) {
	r := start(t, Options{})
	r.assume(r.maya(), dev("123456"))
	r.assume(r.maya(), dev("123457"))
	r.http.CloseIdleConnections()
	r.assume(r.maya(), dev("123458"))
	for i, want := range []int{1, 1, 2} {
		if got := r.Requests()[i].Conn; got != want {
			t.Errorf("request %d: connection %d, want %d", i, got, want)
		}
	}
}

// TestAround: what arrived is on record before it is answered, also where
// another answers or nobody waits.
func TestAround(t *testing.T) {
	asked, leave := make(chan Entry), make(chan bool)
	r := start(t, Options{Around: func(e Entry, next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			asked <- e
			if !<-leave {
				next.ServeHTTP(w, req)
				return
			}
			<-req.Context().Done()
		})
	}})
	ctx, stop := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := r.maya().AssumeRole(ctx, dev("123456"))
		failed <- err
	}()
	if e := <-asked; e.TokenCode != "123456" || e.Action != ActionAssumeRole || r.Requests()[0].TokenCode != "123456" {
		t.Errorf("asked with %+v", e)
	}
	leave <- true
	stop()
	if err := <-failed; err == nil {
		t.Error("an answer came")
	}
	go func() { <-asked; leave <- false }()
	r.assume(r.maya(), dev("123456")) // not spent
	if e := r.Requests(); len(e) != 2 || e[0].Status != 0 || e[1].Status != 200 || e[1].AccessKeyID == "" {
		t.Errorf("got %+v", e)
	}
}

func TestCloseTwiceAndIdleConnections(t *testing.T) {
	r := start(t, Options{})
	for range 3 {
		c, err := dialTo(r.Server)(t.Context(), "tcp", "")
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	var closing sync.WaitGroup
	for range 3 {
		closing.Go(func() {
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	closing.Wait()
}
