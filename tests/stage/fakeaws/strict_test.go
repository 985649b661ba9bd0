package fakeaws

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"halfday/demo"
)

// What AWS says of parameters that are not as its API reference has them.
func TestParameters(t *testing.T) {
	const role = "RoleArn=arn:aws:iam::111122223333:role/atlas-dev&RoleSessionName=maya&DurationSeconds=900"
	const one = "1 validation error detected: Value "
	a := start(t, Options{})
	for change, want := range map[string]string{
		"DurationSeconds=899":    one + "'899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
		"DurationSeconds=43201":  one + "'43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
		"TokenCode=12345":        one + "'12345' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6",
		"TokenCode=12345a":       one + `'12345a' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]*`,
		"TokenCode=١٢٣٤٥٦":       one + `'١٢٣٤٥٦' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]*`,
		"RoleSessionName=maya k": one + `'maya k' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]*`,
		"RoleSessionName=m&TokenCode=1234567": "2 validation errors detected: Value 'm' at 'roleSessionName' failed to satisfy constraint: Member must have length greater than or equal to 2; " +
			"Value '1234567' at 'tokenCode' failed to satisfy constraint: Member must have length less than or equal to 6",
		"RoleArn=arn:aws:iam::111122223333:user/atlas-dev": "arn:aws:iam::111122223333:user/atlas-dev is invalid",
		"Action=GetSessionToken&DurationSeconds=129601":    "Member must have value less than or equal to 129600",
		"Version=2011-06-16":                               "Could not find version 2011-06-16",
	} {
		values, _ := url.ParseQuery("Action=AssumeRole&Version=2011-06-15&" + role)
		changed, _ := url.ParseQuery(change)
		for name := range changed {
			values[name] = changed[name]
		}
		if code, _, body := a.signed("sts", values.Encode(), time.Now(), asSigned); code != "ValidationError" || !strings.Contains(body, "<Message>"+want+"<") && !strings.Contains(change, "GetSession") {
			t.Errorf("%s: got %s\nwant %s", change, body, want)
		}
	}
	for body, want := range map[string]string{
		"":                  "MissingAction",
		"Action=AssumeRole": "ValidationError",
		"Action=%zz":        "MalformedInput",
		"Action=GetFederationToken&Version=2011-06-15":                  "InvalidAction",
		"Action=AssumeRole&Version=2011-06-15&" + role + "h":            "MalformedInput",
		"Action=AssumeRole&Version=2011-06-15":                          "ValidationError",
		"Action=AssumeRole&Version=2011-06-15&TokenCode=000000&" + role: "AccessDenied",
	} {
		if got, _, _ := a.signed("sts", body, time.Now(), asSigned); got != want {
			t.Errorf("%q: got %s, want %s", body, got, want)
		}
	}
	for body, want := range map[string]string{"Version=2010-05-08": "none", "Version=2011-06-15": "ValidationError"} {
		if got, _, answer := a.signed("iam", "Action=ListMFADevices&"+body, time.Now(), asSigned); got != want || !strings.Contains(answer, "https://iam.amazonaws.com/doc/2010-05-08/") {
			t.Errorf("IAM, %s: got %s", body, answer)
		}
	}
}

func TestFormsOfTheSigninEndpoint(t *testing.T) {
	a := start(t, Options{})
	cred, err := a.assume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	session := sessionOf(cred)
	good := url.Values{"Action": {"getSigninToken"}, "Session": {session}, "SessionDuration": {"43200"}}
	with := func(name string, values ...string) url.Values {
		f := url.Values{}
		for k, v := range good {
			f[k] = v
		}
		if f[name] = values; values == nil {
			delete(f, name)
		}
		return f
	}
	check := func(name string, want int, method, query string, values url.Values) {
		t.Helper()
		if status, _, body := a.do(method, "/federation"+query, form, values.Encode()); status != want || want == 400 && !strings.Contains(body, "HTTP Status 400 - Invalid credentials parameter") {
			t.Errorf("%s: got %d %q", name, status, body)
		}
	}
	check("POST", 200, "POST", "", good)
	check("GET", 200, "GET", "?"+good.Encode(), nil)
	check("SessionType", 200, "POST", "", with("SessionType", "json"))
	for name, values := range map[string]url.Values{
		"no action":      with("Action"),
		"wrong action":   with("Action", "GetSigninToken"),
		"lower case":     with("sessionDuration", "43200"),
		"twice":          with("SessionDuration", "43200", "900"),
		"no session":     with("Session"),
		"no JSON":        with("Session", "{"),
		"a list":         with("Session", "[]"),
		"no keys":        with("Session", "{}"),
		"wrong keys":     with("Session", strings.Replace(session, "sessionId", "sessionID", 1)),
		"another key":    with("Session", strings.Replace(session, "{", `{"x":"y",`, 1)),
		"a key twice":    with("Session", strings.Replace(session, "{", `{"sessionId":"y",`, 1)),
		"more after it":  with("Session", session+"{}"),
		"a number in it": with("Session", `{"sessionId":1,"sessionKey":"a","sessionToken":"b"}`),
	} {
		check(name, 400, "POST", "", values)
	}
	check("POST with a query", 400, "POST", "?a=b", good)
	check("a query that is none", 400, "GET", "?%zz", nil)
	check("PUT", 400, "PUT", "?"+good.Encode(), nil)
	if status, _, body := a.get(a.login(cred, "https://evil.example/")); status != 400 || !strings.Contains(body, "redirecting to evil.example is not allowed") {
		t.Errorf("Destination elsewhere: %d %s", status, body)
	}
}

func TestDestinations(t *testing.T) {
	const base = "http://127.0.0.1:1234"
	for _, test := range []struct{ partition, destination, problem string }{
		{"aws", "https://console.aws.amazon.com/", ""},
		{"aws", "https://console.aws.amazon.com/console/home?region=eu-west-1", ""},
		{"aws", "https://eu-west-1.console.aws.amazon.com/s3", ""},
		{"aws-cn", "https://cn-north-1.console.amazonaws.cn/", ""},
		{"aws-us-gov", "https://console.amazonaws-us-gov.com/?region=us-gov-west-1", ""},
		{"aws-eusc", "https://eusc-de-east-1.console.amazonaws-eusc.eu/", ""},
		{"aws", base + "/console?region=us-east-2", ""},
		{"aws", "https://console.aws.amazon.com/?region=%3Cscript%3E", ""},
		{"aws", "http://console.aws.amazon.com/", "not allowed"},
		{"aws", "https://console.amazonaws.cn/", "not allowed"},
		{"aws-cn", "https://console.aws.amazon.com/", "not allowed"},
		{"aws-iso", "https://console.c2shome.ic.gov/", "not allowed"},
		{"aws", "https://evilconsole.aws.amazon.com/", "not allowed"},
		{"aws", "https://a.b.console.aws.amazon.com/", "not allowed"},
		{"aws", "https://.console.aws.amazon.com/", "not allowed"},
		{"aws", "https://console.aws.amazon.com.evil.example/", "not allowed"},
		{"aws", "https://console.aws.amazon.com:444/", "not allowed"},
		{"aws", "https://user@console.aws.amazon.com/", "not an address"},
		{"aws", "javascript:alert(1)", "not an address"},
		{"aws", "", "not an address"},
		{"aws", base + "/portal", "not allowed"},
	} {
		err := checkDestination(test.destination, test.partition, base)
		if (err != nil) != (test.problem != "") || err != nil && !strings.Contains(err.Error(), test.problem) {
			t.Errorf("%s %s: got %v", test.partition, test.destination, err)
		}
	}
}

// Identity Center gives a token for each code once, to who asked for it.
func TestGrantsOfIdentityCenter(t *testing.T) {
	a := start(t, Options{Roles: demo.CenterRoles()})
	post := func(path string, in map[string]any) (out map[string]any, status int) {
		t.Helper()
		body, _ := json.Marshal(in)
		status, _, answer := a.do(http.MethodPost, "/oidc"+path, "application/json", string(body))
		if err := json.Unmarshal([]byte(answer), &out); err != nil {
			t.Fatal(err)
		}
		return out, status
	}
	const callback = "http://127.0.0.1/oauth/callback"
	for field, wrong := range map[string]any{"": nil, "clientType": "private", "clientName": "", "redirectUris": []string{"https://evil.example/"}} {
		in := map[string]any{"clientName": "x", "clientType": "public", "redirectUris": []string{callback}}
		in[field] = wrong
		if _, status := post("/client/register", in); (status == 200) != (field == "") {
			t.Errorf("a client with %s %v: %d", field, wrong, status)
		}
	}
	client, _ := post("/client/register", map[string]any{"clientName": "x", "clientType": "public"})
	verifier := strings.Repeat("v", 43)
	sum := sha256.Sum256([]byte(verifier))
	page := func(field, value string) (status int, code string) {
		q := url.Values{"client_id": {fmt.Sprint(client["clientId"])}, "redirect_uri": {callback}, "response_type": {"code"}, "state": {"st"},
			"code_challenge_method": {"S256"}, "code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}}
		q.Set(field, value)
		status, _, body := a.get("/oidc/authorize?" + q.Encode())
		if m := codeIn.FindStringSubmatch(body); m != nil {
			code = m[1]
		}
		return status, code
	}
	for field, wrong := range map[string]string{"client_id": "x", "redirect_uri": "http://127.0.0.1/", "response_type": "token", "state": "", "code_challenge_method": "plain", "code_challenge": ""} {
		if status, code := page(field, wrong); status != 400 || code != "" {
			t.Errorf("a page with %s %q: %d", field, wrong, status)
		}
	}
	token := func(field string, value any) (string, int) {
		_, code := page("x", "y")
		in := map[string]any{"clientId": client["clientId"], "clientSecret": client["clientSecret"], "grantType": byCode, "code": code, "codeVerifier": verifier, "redirectUri": callback}
		in[field] = value
		out, status := post("/token", in)
		if _, again := post("/token", in); again == 200 {
			t.Error("a code was taken twice")
		}
		return fmt.Sprint(out["accessToken"]), status
	}
	for field, wrong := range map[string]string{"clientId": "x", "clientSecret": "x", "grantType": byDevice, "code": "x", "codeVerifier": "x", "redirectUri": callback + "/"} {
		if _, status := token(field, wrong); status < 400 {
			t.Errorf("a token with %s %q", field, wrong)
		}
	}
	access, status := token("x", "y")
	portal := func() (int, string) {
		status, _, body := a.do(http.MethodGet, "/sso/federation/credentials?account_id=222233334444&role_name=ShopAdmin", "", "", func(r *http.Request) { r.Header.Set("X-Amz-Sso_bearer_token", access) })
		return status, body
	}
	var role struct {
		RoleCredentials struct{ AccessKeyID, SecretAccessKey string }
	}
	if got, body := portal(); status != 200 || got != 200 {
		t.Errorf("a good code: %d, and its token: %d", status, got)
	} else if _ = json.Unmarshal([]byte(body), &role); role.RoleCredentials.AccessKeyID == "" || a.keys[role.RoleCredentials.AccessKeyID].SecretKey != role.RoleCredentials.SecretAccessKey {
		t.Error("the role's keys are not held to their secret")
	}
	a.SignOutOfCenter()
	if got, _ := portal(); got != 401 {
		t.Errorf("after an administrator's word: %d", got)
	}
}
