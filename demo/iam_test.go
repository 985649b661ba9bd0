package demo

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"crypto/sha256"
	"encoding/hex"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// askIAM sends a signed form, as service asks it.
func (r *rig) askIAM(key Key, service string, form url.Values) answer {
	r.t.Helper()
	body := form.Encode()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodPost, r.base+"/iam/", strings.NewReader(body))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	sum := sha256.Sum256([]byte(body))
	creds := aws.Credentials{AccessKeyID: key.AccessKeyID, SecretAccessKey: key.SecretKey, SessionToken: key.Token}
	if err := v4.NewSigner().SignHTTP(r.t.Context(), creds, req, hex.EncodeToString(sum[:]), service, "us-east-1", time.Now()); err != nil {
		r.t.Fatal(err)
	}
	return r.do(req, nil)
}

func TestListMFADevices(t *testing.T) {
	form := func(action, version string) url.Values { return url.Values{"Action": {action}, "Version": {version}} }
	good := form(ActionListMFADevices, queryVersions[ServiceIAM])
	r := start(t, Options{})
	maya := r.Keys()[0]
	a := r.askIAM(maya, "iam", good)
	if a.status != http.StatusOK || !strings.Contains(a.body, "<SerialNumber>"+mayaMFA+"</SerialNumber>") || !strings.Contains(a.body, "<UserName>maya</UserName>") {
		t.Errorf("got %d\n%s", a.status, a.body)
	}
	for name, got := range map[string]answer{
		"SignatureDoesNotMatch": r.askIAM(maya, "sts", good),
		"InvalidAction":         r.askIAM(maya, "iam", form("ListUsers", queryVersions[ServiceIAM])),
		"ValidationError":       r.askIAM(maya, "iam", form(ActionListMFADevices, queryVersions[ServiceSTS])),
		"InvalidClientTokenId":  r.askIAM(Key{AccessKeyID: "AKIANOBODY0000000001", SecretKey: "x"}, "iam", good),
	} {
		if got.status < 400 || !strings.Contains(got.body, "<Code>"+name+"</Code>") {
			t.Errorf("%s: got %d\n%s", name, got.status, got.body)
		}
	}
}
