package fakeaws

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"halfday/demo"
)

// What is asked is on record, and so is every secret of it.
func TestRecord(t *testing.T) {
	a := start(t, Options{})
	cred, err := a.assume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, _, body := a.trade(cred)
	var token struct{ SigninToken string }
	if err := json.Unmarshal([]byte(body), &token); err != nil {
		t.Fatal(err)
	}
	login := a.SigninEndpoint() + "/federation?" + url.Values{
		"Action": {"login"}, "Destination": {"https://console.aws.amazon.com/"}, "SigninToken": {token.SigninToken},
	}.Encode()
	resp, err := a.http.Get(login)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()

	k := a.Keys()[0]
	secrets := strings.Join(a.Secrets(), "\n") + "\n"
	for _, want := range []string{
		k.AccessKeyID, k.SecretKey, "123456", *cred.AccessKeyId, *cred.SecretAccessKey, *cred.SessionToken, token.SigninToken, login,
	} {
		if !strings.Contains(secrets, want+"\n") {
			t.Errorf("Secrets lacks one of %d characters", len(want))
		}
	}
	var got []string
	for _, e := range a.Requests() {
		got = append(got, strings.Join([]string{e.Method, e.Service, e.Action, e.RoleARN, string(e.TokenCode), e.SessionDuration, e.Region, fmt.Sprint(e.Status)}, " "))
	}
	want := []string{
		"POST sts AssumeRole " + a.Roles()[0].ARN + " 123456  eu-west-1 200",
		"POST signin getSigninToken   3600  200",
		"GET signin login     302",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
	if e := a.Requests(); string(e[0].AccessKeyID) != k.AccessKeyID || string(e[1].AccessKeyID) != *cred.AccessKeyId {
		t.Error("the entries do not say whose credentials were used")
	}
	if _, err := a.assume(t.Context()); err == nil {
		t.Error("a code was taken twice")
	}
	if e := a.Requests()[3]; e.Status != 403 || e.Code != "AccessDenied" {
		t.Errorf("of a refusal: %d %s", e.Status, e.Code)
	}
}

// Of Identity Center: what comes in JSON and in the address of an answer.
func TestRecordOfIdentityCenter(t *testing.T) {
	a := start(t, Options{})
	post := func(path, body string) (all map[string]any) {
		t.Helper()
		resp, err := a.http.Post(a.OIDCEndpoint()+path, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		if err := json.NewDecoder(resp.Body).Decode(&all); err != nil {
			t.Fatal(err)
		}
		return all
	}
	client := post("/client/register", `{"clientName":"x","clientType":"public"}`)
	asked := fmt.Sprintf(`{"clientId":%q,"clientSecret":%q,`, client["clientId"], client["clientSecret"])
	device := post("/device_authorization", asked+`"startUrl":"x"}`)
	token := post("/token", asked+fmt.Sprintf(`"grantType":"urn:ietf:params:oauth:grant-type:device_code","deviceCode":%q}`, device["deviceCode"]))
	secrets := strings.Join(a.Secrets(), "\n") + "\n"
	for name, v := range map[string]any{"client": client["clientSecret"], "device": device["deviceCode"], "access": token["accessToken"], "refresh": token["refreshToken"]} {
		if s, _ := v.(string); s == "" || !strings.Contains(secrets, s+"\n") {
			t.Errorf("Secrets lacks that of %s", name)
		}
	}
}

func TestEntriesPrintWithoutSecrets(t *testing.T) {
	a := start(t, Options{})
	resp, err := a.http.PostForm(a.STSEndpoint(), url.Values{
		"TokenCode": {"907165"}, "Session": {`{"sessionId":"ASIAIOSFODNN7EXAMPLE"}`}, "SigninToken": {"planted"},
	})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	b, err := json.Marshal(a.Requests())
	if err != nil {
		t.Fatal(err)
	}
	log := string(b)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		log += fmt.Sprintf(verb, a.Requests())
	}
	for _, secret := range a.Secrets() {
		if strings.Contains(log, secret) || strings.Contains(log, fmt.Sprintf("%x", secret)) {
			t.Errorf("a secret of %d characters shows", len(secret))
		}
	}
	if !strings.Contains(log, redacted) {
		t.Error("nothing was printed at all")
	}
}

// What arrived is on record before it is answered, also where nobody waits.
func TestRecordComesFirst(t *testing.T) {
	asked, goOn := make(chan Entry), make(chan Fault)
	a := start(t, Options{Fault: func(e Entry) Fault {
		if e.Service == ServiceConnect {
			return Fault{}
		}
		asked <- e
		return <-goOn
	}})
	ctx, stop := context.WithCancel(t.Context())
	failed := make(chan error)
	go func() {
		_, err := a.assume(ctx)
		failed <- err
	}()
	if e := <-asked; e.TokenCode != "123456" || e.Action != demo.ActionAssumeRole || a.Requests()[0].TokenCode != "123456" {
		t.Errorf("asked with %+v", e)
	}
	stop()
	if err := <-failed; err == nil {
		t.Error("an answer came")
	}
	goOn <- Fault{Kind: ResetBefore}
	go func() { <-asked; goOn <- Fault{} }()
	if _, err := a.assume(t.Context()); err != nil { // not spent
		t.Error(err)
	}
	if e := a.Requests(); len(e) != 2 || e[0].Status != 0 || e[1].Status != 200 {
		t.Errorf("got %+v", e)
	}
}

// What the options make AWS refuse.
func TestRefusals(t *testing.T) {
	a := start(t, Options{RefusePOST: true})
	cred, err := a.assume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if status, _, body := a.trade(cred); status != http.StatusBadRequest || !strings.Contains(body, "Invalid credentials parameter") {
		t.Errorf("POST where GET is wanted: %d %s", status, body)
	}
	session, _ := json.Marshal(map[string]string{"sessionId": *cred.AccessKeyId, "sessionKey": *cred.SecretAccessKey, "sessionToken": *cred.SessionToken})
	resp, err := a.http.Get(a.SigninEndpoint() + "/federation?" + url.Values{"Action": {"getSigninToken"}, "Session": {string(session)}}.Encode())
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("GET: %v", err)
	}
	resp.Body.Close()

	a = start(t, Options{DenyDevices: true})
	resp, err = a.http.PostForm(a.IAMEndpoint(), url.Values{"Action": {demo.ActionListMFADevices}})
	if err != nil || resp.StatusCode != http.StatusForbidden {
		t.Fatalf("devices: %v", err)
	}
	resp.Body.Close()
}
