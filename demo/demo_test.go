package demo

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sts"
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

func TestLatencyIsInjected(t *testing.T) {
	r := start(t, Options{Latency: 30 * time.Millisecond, ConnLatency: 60 * time.Millisecond})
	at := time.Now()
	r.assume(r.maya(), dev("123456"))
	if got := time.Since(at); got < 90*time.Millisecond {
		t.Errorf("a new connection answered after %v", got)
	}
	at = time.Now()
	r.assume(r.maya(), dev("123457"))
	if got := time.Since(at); got < 30*time.Millisecond {
		t.Errorf("a warm connection answered after %v", got)
	}
	if a, b := r.Requests()[0].Conn, r.Requests()[1].Conn; a != 1 || b != 1 {
		t.Errorf("connections %d and %d, want one for both", a, b)
	}
}

func TestHTTPS(t *testing.T) {
	cert, ca, err := NewCertificate("127.0.0.1", "sts.eu-west-1.amazonaws.com")
	if err != nil {
		t.Fatal(err)
	}
	r := start(t, Options{TLS: serverTLS(cert)})
	if !strings.HasPrefix(r.STSEndpoint(), "https://127.0.0.1:") {
		t.Fatal(r.STSEndpoint())
	}
	if _, err := r.maya().GetCallerIdentity(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate was trusted: %v", err)
	}
	r.http.Transport.(*http.Transport).TLSClientConfig = clientTLS(ca, "")
	out, err := r.maya().GetCallerIdentity(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := *out.Arn, "arn:aws:iam::123456789012:user/maya"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// A client that believes to speak to AWS itself is served as well.
	out, err = r.maya(func(o *sts.Options) {
		o.BaseEndpoint = nil
		o.HTTPClient = ownBody{&http.Client{Transport: &http.Transport{
			DisableKeepAlives: true, TLSClientConfig: clientTLS(ca, "sts.eu-west-1.amazonaws.com"), DialContext: dialTo(r.Server),
		}}}
	}).GetCallerIdentity(t.Context(), nil)
	if err != nil || *out.Account != "123456789012" {
		t.Errorf("as AWS's own host: %v", err)
	}
}

func TestCloseEndsWhatIsUnderWay(t *testing.T) {
	for _, kind := range []FaultKind{FaultSilence, FaultDrip, FaultHuge, FaultNone} {
		t.Run(string("fault "+kind), func(t *testing.T) {
			asked := make(chan bool)
			o := Options{Fault: func(e Entry) Fault {
				if e.Service == ServiceSTS {
					close(asked)
				}
				return Fault{Kind: kind, Size: 1 << 40}
			}}
			if kind == FaultNone {
				o.Latency = time.Hour
			}
			r := start(t, o)
			failed := make(chan error)
			go func() {
				_, err := r.maya().AssumeRole(context.Background(), dev("123456"))
				failed <- err
			}()
			<-asked
			closed := make(chan error)
			go func() { closed <- r.Close() }()
			// Each would go on for many minutes. The client has yet to read
			// what was under way, and that takes a busy machine its time.
			late := time.After(time.Minute)
			for range 2 {
				select {
				case err := <-closed:
					if err != nil {
						t.Error(err)
					}
				case err := <-failed:
					if err == nil {
						t.Error("an answer came")
					}
				case <-late:
					t.Fatal("it goes on")
				}
			}
		})
	}
}

// TestAskersWhoLeave: what arrived is on record also where nobody waited.
func TestAskersWhoLeave(t *testing.T) {
	r := start(t, Options{Latency: 100 * time.Millisecond})
	maya := r.maya(func(o *sts.Options) {
		o.HTTPClient = &http.Client{Transport: r.http.Transport, Timeout: 20 * time.Millisecond}
	})
	if _, err := maya.AssumeRole(t.Context(), dev("123456")); err == nil {
		t.Error("an answer came")
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if e := r.Requests(); len(e) != 1 || e[0].TokenCode != "123456" || e[0].Status != 0 {
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
