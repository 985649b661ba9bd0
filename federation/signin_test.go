package federation

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials/ssocreds"
	"github.com/google/go-cmp/cmp"

	"halfday/roles"
	"halfday/tests/modes"
)

func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }

func TestSignIn(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	role := adminRole()
	role.Hops[0].ExternalID, role.Hops[0].DurationSeconds = "ext/1", 7200
	s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
	s.Start()
	if err := s.Reachable(background(t)); err != nil {
		t.Fatal(err)
	}
	if err := s.Source(background(t)); err != nil {
		t.Fatal(err)
	}
	if !s.NeedsCode() || s.Limited() {
		t.Errorf("NeedsCode %v, Limited %v, want true, false", s.NeedsCode(), s.Limited())
	}
	creds, err := s.Assume(background(t), "012345")
	if err != nil {
		t.Fatal(err)
	}
	before := time.Now()
	con, err := s.Exchange(background(t), creds, time.Time{})
	if err != nil {
		t.Fatal(err)
	}

	sts, signIn := f.all()
	if len(sts) != 1 || len(signIn) != 1 {
		t.Fatalf("got %d and %d requests, want one each", len(sts), len(signIn))
	}
	want := url.Values{
		"Action": {"AssumeRole"}, "Version": {"2011-06-15"}, "RoleArn": {roleARN}, "RoleSessionName": {"halfday-ann"},
		"DurationSeconds": {"7200"}, "ExternalId": {"ext/1"}, "SerialNumber": {mfaARN}, "TokenCode": {"012345"},
	}
	if diff := cmp.Diff(want, sts[0].form); diff != "" {
		t.Error("AssumeRole:", diff)
	}
	if sts[0].key != baseKey {
		t.Errorf("signed by %s, want %s", sts[0].key, baseKey)
	}
	if got := signIn[0]; got.method != "POST" || got.form.Get("Action") != "getSigninToken" || got.form.Get("SessionDuration") != "43200" {
		t.Errorf("getSigninToken: %s %v", got.method, got.form)
	}
	wantSession := map[string]string{"sessionId": roleKey(1), "sessionKey": roleSecret(1), "sessionToken": roleToken(1)}
	if diff := cmp.Diff(wantSession, sessionOf(t, signIn[0].form)); diff != "" {
		t.Error("Session:", diff)
	}

	u, err := url.Parse(con.URL.Reveal())
	if err != nil {
		t.Fatal(err)
	}
	wantQuery := url.Values{
		"Action": {"login"}, "Issuer": {"halfday"}, "SigninToken": {theToken},
		"Destination": {f.URL + "/console?region=eu-central-1"},
	}
	if diff := cmp.Diff(wantQuery, u.Query()); diff != "" || u.Path != "/federation" {
		t.Error("login URL:", u.Path, diff)
	}
	if d := con.Expires.Sub(con.Issued); d != 12*time.Hour || con.Shortened {
		t.Errorf("lasts %v, shortened %v, want 12 h, false", d, con.Shortened)
	}
	if con.Issued.Before(before.Add(-time.Second)) || con.Issued.After(time.Now()) || con.Issued.Location() != time.UTC {
		t.Errorf("issued %v", con.Issued)
	}
	if want := f.URL + "/console?region=eu-central-1"; con.Console != want {
		t.Errorf("console %s, want %s", con.Console, want)
	}
}

func TestChain(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	role := adminRole()
	role.Hops = []roles.Hop{
		{Profile: "hop", RoleARN: hopARN, RoleSessionName: "me", DurationSeconds: 7200, ExternalID: "one"},
		{Profile: "admin", RoleARN: roleARN, DurationSeconds: 43200},
	}
	s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
	if !s.Limited() || !s.NeedsCode() {
		t.Error("a chain is limited and needs its code")
	}
	creds, err := s.Assume(background(t), theCode)
	if err != nil {
		t.Fatal(err)
	}
	con, err := s.Exchange(background(t), creds, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	sts, signIn := f.all()
	if len(sts) != 2 {
		t.Fatalf("got %d AssumeRole, want 2", len(sts))
	}
	first, second := sts[0], sts[1]
	if first.key != baseKey || second.key != roleKey(1) {
		t.Errorf("signed by %s and %s", first.key, second.key)
	}
	if first.form.Get("TokenCode") != theCode || second.form.Has("TokenCode") || second.form.Has("SerialNumber") {
		t.Error("the code goes with the first hop and no other")
	}
	for i, want := range []string{"3600 me one", "3600 halfday-ann "} {
		q := sts[i].form
		if got := q.Get("DurationSeconds") + " " + q.Get("RoleSessionName") + " " + q.Get("ExternalId"); got != want {
			t.Errorf("hop %d: got %q, want %q", i, got, want)
		}
	}
	if len(signIn) != 1 || signIn[0].form.Has("SessionDuration") {
		t.Errorf("a chained role sends no SessionDuration: %v", signIn)
	}
	if !con.Expires.Equal(creds.Expires()) || con.Shortened || !creds.keys().Limited {
		t.Errorf("expires %v, want %v", con.Expires, creds.Expires())
	}
}

func TestNoCode(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	role := adminRole()
	role.MFASerial = ""
	s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
	if s.NeedsCode() {
		t.Error("no serial, no code")
	}
	if _, err := s.Assume(background(t), ""); err != nil {
		t.Fatal(err)
	}
	sts, _ := f.all()
	if sts[0].form.Has("TokenCode") || sts[0].form.Has("SerialNumber") {
		t.Error("sent a serial or a code")
	}
}

func TestReopen(t *testing.T) {
	for _, c := range []struct {
		left time.Duration
		want int
	}{{5 * time.Hour, 5 * 3600}, {time.Minute, 900}, {-time.Hour, 900}, {20 * time.Hour, 43200}} {
		f := newFakeAWS(t, nil, nil)
		s := plain(t, f)
		creds, err := s.Assume(background(t), theCode)
		if err != nil {
			t.Fatal(err)
		}
		b, err := creds.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back Credentials
		if err := back.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		con, err := s.Exchange(background(t), back, time.Now().Add(c.left))
		if err != nil {
			t.Fatal(err)
		}
		_, signIn := f.all()
		var got int
		fmt.Sscan(signIn[0].form.Get("SessionDuration"), &got)
		if got > c.want || got < c.want-2 {
			t.Errorf("left %v: asked for %d s, want %d", c.left, got, c.want)
		}
		if con.Shortened || con.Expires.Sub(con.Issued) != time.Duration(got)*time.Second {
			t.Errorf("left %v: shortened %v, lasts %v", c.left, con.Shortened, con.Expires.Sub(con.Issued))
		}
	}
}

func TestRefusedLength(t *testing.T) {
	f := newFakeAWS(t, nil, func(w http.ResponseWriter, r *http.Request) {
		if r.Form.Has("SessionDuration") {
			http.Error(w, "<html><body>HTTP Status 400 - Invalid credentials parameter</body></html>", 400)
			return
		}
		fmt.Fprintf(w, `{"SigninToken":%q}`, theToken)
	})
	s := plain(t, f)
	creds, err := s.Assume(background(t), theCode)
	if err != nil {
		t.Fatal(err)
	}
	con, err := s.Exchange(background(t), creds, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if _, signIn := f.all(); len(signIn) != 6 || con.Taken != WithoutDuration || !con.Shortened || !con.Expires.Equal(creds.Expires()) {
		t.Errorf("%d requests, shortened %v, expires %v, want 6, true, %v", len(signIn), con.Shortened, con.Expires, creds.Expires())
	}
}

func TestGovCloudGets(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	role := adminRole()
	role.Partition, role.Region = "aws-us-gov", "us-gov-east-1"
	s := load(t, f, role, awsFiles(t, plainConfig, plainCredentials))
	creds, err := s.Assume(background(t), theCode)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Exchange(background(t), creds, time.Time{}); err != nil {
		t.Fatal(err)
	}
	_, signIn := f.all()
	if signIn[0].method != "GET" || sessionOf(t, signIn[0].form)["sessionId"] != roleKey(1) {
		t.Errorf("got %s", signIn[0].method)
	}
}

// TestSources: each kind of base credentials, with the environment emptied of
// AWS_* after Load as the sign-in process does.
func TestSources(t *testing.T) {
	const roleOf = "\n[profile admin]\nrole_arn = " + roleARN + "\nmfa_serial = " + mfaARN + "\nregion = eu-central-1\n"
	tests := []struct {
		name, config, credentials string
		env                       map[string]string
		kind                      roles.BaseKind
		base                      string
		hops                      []string
		key                       string // that signs the first hop
		limited                   bool
	}{
		{name: "static", config: plainConfig, credentials: plainCredentials, kind: roles.BaseStatic, base: "base", key: baseKey},
		{name: "static in quotes", config: "[profile \"my base\"]\naws_access_key_id=" + baseKey + "\naws_secret_access_key=" + baseSecret + roleOf + "source_profile=\"my base\"\n", kind: roles.BaseStatic, base: "my base", key: baseKey},
		{name: "static, itself", config: roleOf + "source_profile = admin\n", credentials: strings.Replace(plainCredentials, "[base]", "[admin]", 1), kind: roles.BaseStatic, base: "admin", key: baseKey},
		{name: "static with a role and a source of its own", config: "[profile other]\naws_access_key_id=AKIAOTHER\naws_secret_access_key=x\n" + "[profile base]\nrole_arn=" + hopARN + "\nsource_profile=other\n" + roleOf + "source_profile=base\n",
			credentials: plainCredentials, kind: roles.BaseStatic, base: "base", hops: []string{"base", "admin"}, key: baseKey, limited: true},
		{name: "not the keys of the environment", config: plainConfig, credentials: plainCredentials, kind: roles.BaseStatic, base: "base", key: baseKey,
			env: map[string]string{"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "x", "AWS_PROFILE": "nonsense"}},
		{name: "temporary", config: plainConfig, credentials: plainCredentials + "aws_session_token = " + baseToken + "\n", kind: roles.BaseTemporary, base: "base", key: baseKey, limited: true},
		{name: "environment", config: roleOf + "credential_source = Environment\n", kind: roles.BaseEnvironment, key: "AKIAENV",
			env: map[string]string{"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": baseSecret}},
		{name: "environment, temporary", config: roleOf + "credential_source = Environment\n", kind: roles.BaseEnvironment, key: "ASIAENV", limited: true,
			env: map[string]string{"AWS_ACCESS_KEY_ID": "ASIAENV", "AWS_SECRET_ACCESS_KEY": baseSecret, "AWS_SESSION_TOKEN": baseToken}},
		{name: "environment, no profile", config: "", kind: roles.BaseEnvironment, key: "AKIAENV",
			env: map[string]string{"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": baseSecret}},
		{name: "process", config: "[profile base]\ncredential_process = sh -c 'echo {\\\"Version\\\":1,\\\"AccessKeyId\\\":\\\"'$AWS_PLANTED'\\\",\\\"SecretAccessKey\\\":\\\"s\\\"}'\n" + roleOf + "source_profile=base\n",
			kind: roles.BaseProcess, base: "base", key: "AKIAFROMENV", env: map[string]string{"AWS_PLANTED": "AKIAFROMENV"}},
		{name: "process, temporary", config: "[profile base]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":\"ASIAP\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\"}'\n" + roleOf + "source_profile=base\n",
			kind: roles.BaseProcess, base: "base", key: "ASIAP", limited: true},
		{name: "process in the role's profile", config: roleOf + "credential_process = echo '{\"Version\":1,\"AccessKeyId\":\"AKIAP\",\"SecretAccessKey\":\"s\"}'\n",
			kind: roles.BaseProcess, base: "admin", key: "AKIAP"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.kind == roles.BaseProcess {
				modes.NeedShell(t)
			}
			f := newFakeAWS(t, nil, nil)
			for k, v := range tt.env {
				t.Setenv(k, v)
			}
			role := adminRole()
			role.Base.Kind, role.Base.Profile = tt.kind, tt.base
			if tt.config == "" {
				role.Profile, role.Hops[0].Profile = "", ""
			}
			if tt.hops != nil {
				role.Hops = nil
				for _, h := range tt.hops {
					role.Hops = append(role.Hops, roles.Hop{Profile: h, RoleARN: roleARN})
				}
			}
			s := load(t, f, role, awsFiles(t, tt.config, tt.credentials))
			for k := range tt.env {
				os.Unsetenv(k)
			}
			os.Unsetenv("AWS_ENDPOINT_URL_STS")
			if err := s.Source(background(t)); err != nil {
				t.Fatal(err)
			}
			wantCode := !tt.limited || tt.hops != nil
			if s.Limited() != tt.limited || s.NeedsCode() != wantCode {
				t.Errorf("Limited %v, NeedsCode %v, want %v, %v", s.Limited(), s.NeedsCode(), tt.limited, wantCode)
			}
			creds, err := s.Assume(background(t), theCode)
			if err != nil {
				t.Fatal(err)
			}
			sts, _ := f.all()
			if sts[0].key != tt.key {
				t.Errorf("signed by %s, want %s", sts[0].key, tt.key)
			}
			if sts[0].form.Has("TokenCode") != wantCode {
				t.Errorf("sent a code: %v, want %v", sts[0].form.Has("TokenCode"), wantCode)
			}
			if creds.keys().Limited != tt.limited {
				t.Errorf("credentials limited: %v, want %v", creds.keys().Limited, tt.limited)
			}
		})
	}
}

// A line end that was copied with a token is no trouble of the network.
func TestSourceWithALineEnd(t *testing.T) {
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} {
		f := newFakeAWS(t, nil, nil)
		t.Setenv("AWS_ACCESS_KEY_ID", baseKey)
		t.Setenv("AWS_SECRET_ACCESS_KEY", baseSecret)
		t.Setenv("AWS_SESSION_TOKEN", baseToken)
		t.Setenv(name, os.Getenv(name)+"\r")
		role := adminRole()
		role.Base = roles.Base{Kind: roles.BaseEnvironment}
		s := load(t, f, role, awsFiles(t, "[profile admin]\nrole_arn = "+roleARN+"\ncredential_source = Environment\n", ""))
		err := s.Source(background(t))
		if e := failed(t, err); e.Kind != KindConfig {
			t.Errorf("%s: got %v", name, err)
		}
		checkLeaks(t, err)
	}
}

func TestIdentityCenterAsBase(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	var asked []string
	f.sts = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/federation/credentials" {
			asked = append(asked, r.Header.Get("x-amz-sso_bearer_token")+" "+r.URL.Query().Get("account_id")+" "+r.URL.Query().Get("role_name"))
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprintf(w, `{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":%d}}`, time.Now().Add(time.Hour).UnixMilli())
			return
		}
		goodSTS(w, r, 1)
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("USERPROFILE", os.Getenv("HOME"))
	t.Setenv("AWS_ENDPOINT_URL_SSO", f.URL)
	role := ssoRole()
	opts := awsFiles(t, ssoConfig, "")
	s := load(t, f, role, opts)
	if err := s.Source(background(t)); KindOf(err) != KindSSOExpired {
		t.Errorf("without a token: got %v, want %s", err, KindSSOExpired)
	}

	dir := filepath.Join(os.Getenv("HOME"), ".aws", "sso", "cache")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	token := fmt.Sprintf(`{"accessToken":"plantedSSO","expiresAt":%q}`, time.Now().Add(time.Hour).UTC().Format(time.RFC3339))
	path, err := ssocreds.StandardCachedTokenFilepath("corp")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(token), 0o600); err != nil {
		t.Fatal(err)
	}
	s = load(t, f, role, opts)
	if s.NeedsCode() || !s.Limited() {
		t.Error("Identity Center credentials take no code and are limited")
	}
	if _, err := s.Assume(background(t), ""); err != nil {
		t.Fatal(err)
	}
	if want := []string{"plantedSSO 111111111111 dev"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
	sts, _ := f.all()
	if last := sts[len(sts)-1]; last.key != "ASIASSO" || last.form.Has("DurationSeconds") {
		t.Errorf("assumed by %s for %s s, want no DurationSeconds", last.key, last.form.Get("DurationSeconds"))
	}
}

func TestLoginSessionAsBase(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	t.Setenv("AWS_LOGIN_CACHE_DIRECTORY", t.TempDir())
	const config = "[profile base]\nlogin_session = " + accountUser + "\n[profile admin]\nrole_arn = " + roleARN + "\nsource_profile = base\n"
	role := adminRole()
	role.Base.Kind = roles.BaseLogin
	s := load(t, f, role, awsFiles(t, config, ""))
	if err := s.Source(background(t)); KindOf(err) != KindLoginExpired {
		t.Errorf("got %v, want %s", err, KindLoginExpired)
	}
}

// What the settings say of the session goes with the role itself, and who it is
// from the beginning of the chain.
func TestSessionDescribed(t *testing.T) {
	f := newFakeAWS(t, nil, nil)
	r := adminRole()
	r.Hops = append([]roles.Hop{{Profile: "hop", RoleARN: hopARN, RoleSessionName: "me"}}, r.Hops...)
	o := awsFiles(t, plainConfig, plainCredentials)
	o.HostName, o.SessionName, o.SourceIdentity, o.Tags = "laptop", "{user}@{host} ü", "{user}", []string{"team=shop", "who={user}/{host}", "empty="}
	s := load(t, f, r, o)
	if _, err := s.Assume(background(t), "012345"); err != nil {
		t.Fatal(err)
	}
	sts, _ := f.all()
	if len(sts) != 2 {
		t.Fatalf("%d requests", len(sts))
	}
	var got []string
	for _, q := range sts {
		got = append(got, q.form.Get("RoleSessionName")+"|"+q.form.Get("SourceIdentity")+"|"+q.form.Get("Tags.member.1.Key")+"="+q.form.Get("Tags.member.1.Value")+
			"|"+q.form.Get("Tags.member.2.Value")+"|"+q.form.Get("Tags.member.3.Key"))
	}
	if want := []string{"me|ann|=||", "ann@laptop||team=shop|ann/laptop|empty"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
