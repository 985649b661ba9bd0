//go:build desktop && linux

package desktop

import (
	"strings"
	"testing"

	"halfday/demo"
	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

// pageOver starts Halfday with its page, over a stand-in for AWS that the test
// holds, in a Chromium that the test drives.
func pageOver(t *testing.T, d *stage.Desk, o fakeaws.Options, flags ...string) (*fakeaws.Server, *stage.Chrome, *stage.Tab) {
	t.Helper()
	aws := roleFiles(t, d, o)
	chrome := d.StartChrome(flags...)
	d.Start(stage.Binary(t), "-page")
	return aws, chrome, shownPage(chrome)
}

// roleFiles gives the desk the roles of a stand-in for AWS, and a person who
// knows Halfday.
func roleFiles(t *testing.T, d *stage.Desk, o fakeaws.Options) *fakeaws.Server {
	t.Helper()
	aws := fakeaws.Start(t, o)
	if _, _, err := aws.WriteFiles(d.Path(".aws")); err != nil {
		t.Fatal(err)
	}
	d.Env = append(d.Env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint(),
		"AWS_ENDPOINT_URL_SSO="+aws.PortalEndpoint(), "AWS_ENDPOINT_URL_SSO_OIDC="+aws.OIDCEndpoint())
	d.Write(".local/state/halfday/welcomed", "", 0o600)
	d.Write(".local/state/halfday/said-two-consoles", "", 0o600)
	return aws
}

// shownPage is Halfday's page once it shows roles.
func shownPage(chrome *stage.Chrome) *stage.Tab {
	page := chrome.Await("the page", isPage)
	page.Until(`document.querySelectorAll("[role=option]").length > 0 && document.activeElement.id === "search"`)
	return page
}

// backTo is the address that the ended console of a role leads back to.
func backTo(page *stage.Tab, profile string) (address string) {
	page.T.Helper()
	page.Script(`fetch("/halfday/state?after=-1").then((r) => r.json()).then((n) => location.origin + "/back/" + n.roles.find((r) => r.profile === "`+profile+`").id)`, &address)
	return address
}

// An address of the console that is pasted leads to the roles of its account, at
// its page and in its region.
func TestDesktopPagePastedAddress(t *testing.T) {
	d := stage.StartDesk(t)
	t.Cleanup(d.EndBrowser)
	aws, chrome, page := pageOver(t, d, fakeaws.Options{Roles: []demo.Role{
		{Profile: "atlas-dev", ARN: "arn:aws:iam::111122223333:role/atlas-dev", Region: "ap-northeast-1", MFA: true},
		{Profile: "atlas-ops", ARN: "arn:aws:iam::111122223333:role/atlas-ops", Region: "ap-northeast-1", MFA: true},
		{Profile: "shop", ARN: "arn:aws:iam::444455556666:role/shop", Region: "us-east-1", MFA: true},
		{Profile: "china", ARN: "arn:aws-cn:iam::444455556666:role/china", Region: "cn-north-1", MFA: true},
	}})
	rows := `[...document.querySelectorAll("[role=option] > span:first-child")].map((e) => e.textContent).join(" ")`
	field := func(id string) (value string) {
		t.Helper()
		page.Script(`document.getElementById("`+id+`").value`, &value)
		return value
	}
	paste := func(address string) {
		t.Helper()
		page.Press("Escape")
		page.Paste(address)
	}
	for _, tt := range []struct{ address, rows, page, region string }{
		{"https://444455556666-ab12cd34.eu-west-1.console.aws.amazon.com/s3/home", "shop", "https://eu-west-1.console.aws.amazon.com/s3/home", "eu-west-1"},
		{"https://console.aws.amazon.com/billing/home?account=4444-5555-6666", "shop", "https://console.aws.amazon.com/billing/home?account=4444-5555-6666", ""},
		{"https://111122223333-x1.console.aws.amazon.com/ec2/home?region=us-west-2", "atlas-dev atlas-ops", "https://console.aws.amazon.com/ec2/home?region=us-west-2", "us-west-2"},
		{"https://444455556666-ab12cd34.cn-north-1.console.amazonaws.cn/s3/home", "china", "https://cn-north-1.console.amazonaws.cn/s3/home", "cn-north-1"},
	} {
		paste(tt.address)
		page.Until(rows + ` === "` + tt.rows + `"`)
		if p, r := field("page"), field("region"); p != tt.page || r != tt.region {
			t.Errorf("%s: page %s, region %q", tt.address, p, r)
		}
	}

	// None: nothing is left to open, and the last address's page is gone.
	paste("https://999999999999-ab12cd34.eu-west-1.console.aws.amazon.com/s3/home")
	page.Until(`document.getElementById("say").textContent.startsWith("That address leads to none")`)
	page.Picture(d.Out, "page-pasted-none")
	if p, r := field("page"), field("region"); p+r != "" {
		t.Errorf("page %s, region %q", p, r)
	}
	page.Press("Enter")
	page.Press("Escape")
	page.Until(rows + ` === "atlas-dev atlas-ops shop china" && document.getElementById("say").textContent === ""`)
	if d.Window("MFA") != "" {
		t.Error("a dialog all the same")
	}

	paste("https://111122223333-x1.console.aws.amazon.com/s3/home?region=us-west-2")
	page.Until(rows + ` === "atlas-dev atlas-ops"`)
	page.Picture(d.Out, "page-pasted")
	page.Press("ArrowDown", "Enter")
	d.Dialog("MFA.*atlas-ops")
	d.Typing("123456")
	d.Keys("Return")
	chrome.Await("the console", func(address string) bool { return strings.Contains(address, "/console") })
	if got := wentTo(aws); !strings.Contains(got, "region=us-west-2") || !strings.Contains(got, "page=%2Fs3%2Fhome") {
		t.Errorf("the console opened at %s", got)
	}
}

// wentTo is the last page that a browser was sent to.
func wentTo(aws *fakeaws.Server) (destination string) {
	for _, e := range aws.Requests() {
		if e.Destination != "" {
			destination = e.Destination
		}
	}
	return destination
}
