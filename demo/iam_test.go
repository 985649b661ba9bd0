package demo

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestListMFADevices(t *testing.T) {
	r := start(t, Options{})
	ask := func(keyID, action string) answer { return r.ask("/iam/", keyID, url.Values{"Action": {action}}) }
	maya := r.Keys()[0].AccessKeyID
	a := ask(maya, ActionListMFADevices)
	if a.status != http.StatusOK || !strings.Contains(a.body, "<SerialNumber>"+mayaMFA+"</SerialNumber>") || !strings.Contains(a.body, "<UserName>maya</UserName>") {
		t.Errorf("got %d\n%s", a.status, a.body)
	}
	for name, got := range map[string]answer{
		"InvalidAction":        ask(maya, "ListUsers"),
		"InvalidClientTokenId": ask("AKIANOBODY0000000001", ActionListMFADevices),
	} {
		if got.status < 400 || !strings.Contains(got.body, "<Code>"+name+"</Code>") {
			t.Errorf("%s: got %d\n%s", name, got.status, got.body)
		}
	}
}
