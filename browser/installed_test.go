package browser

import (
	"slices"
	"testing"
)

func TestClassBrowser(t *testing.T) {
	for _, tt := range []struct{ class, application, want string }{
		{"MSEdgeHTM", "Microsoft Edge", "Microsoft Edge"},
		{"MSEdgeHTM", "@{Microsoft.MicrosoftEdge}", "Microsoft Edge"},
		{"FirefoxURL-308046B0AF4A39CB", "", "Firefox"},
		{"FirefoxURL-308046B0AF4A39CB", "Firefox Developer Edition", "Firefox Developer Edition"},
		{"OtherHTML", "", "OtherHTML"},
		{"", "", ""},
	} {
		if got := classBrowser(tt.class, tt.application); got != tt.want {
			t.Errorf("%q, %q: got %q, want %q", tt.class, tt.application, got, tt.want)
		}
	}
}

func TestBundleBrowser(t *testing.T) {
	b := bundleBrowser(brands[1], "/Applications/Google Chrome.app")
	b.ID, b.profiles = "chrome", []profile{{"Default", "Me"}, {"Profile 1", "Work"}}
	for text, want := range map[string][]string{
		"chrome":              {"/usr/bin/open", "-a", "/Applications/Google Chrome.app", urlPlace},
		"chrome:profile:Work": {"/usr/bin/open", "-n", "-a", "/Applications/Google Chrome.app", "--args", "--profile-directory=Profile 1", urlPlace},
		"chrome:private":      {"/usr/bin/open", "-n", "-a", "/Applications/Google Chrome.app", "--args", "--incognito", urlPlace},
	} {
		c, err := parseChoice(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := c.command([]Browser{b}); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestClientBrowser(t *testing.T) {
	for _, tt := range []struct{ key, name, command, wantName, brand, program string }{
		{"Google Chrome", "Google Chrome", `"C:\Program Files\Google\Chrome\Application\chrome.exe"`, "Google Chrome", "chrome", `C:\Program Files\Google\Chrome\Application\chrome.exe`},
		{"Firefox-308046B0AF4A39CB", "Mozilla Firefox", `"C:\Program Files\Mozilla Firefox\firefox.exe"`, "Mozilla Firefox", "firefox", `C:\Program Files\Mozilla Firefox\firefox.exe`},
		{"Microsoft Edge", "", `C:\Edge dir\msedge.exe`, "Microsoft Edge", "edge", `C:\Edge dir\msedge.exe`},
		{"Brave", "Brave", `"C:\b.exe" --single-argument`, "Brave", "brave", `C:\b.exe`},
		{"OperaStable", "Opera Stable", `"C:\o.exe"`, "Opera Stable", "", `C:\o.exe`},
		{"x", "x", ``, "", "", ""},
		{"x", "x", `""`, "", "", ""},
	} {
		b, ok := clientBrowser(tt.key, tt.name, tt.command)
		id := ""
		if b.brand != nil {
			id = b.brand.id
		}
		if ok != (tt.program != "") || ok && (b.Name != tt.wantName || id != tt.brand || b.plain[0] != tt.program || b.with[0] != tt.program) {
			t.Errorf("%s: got %+v, %v", tt.command, b, ok)
		}
	}
}

func TestNamed(t *testing.T) {
	firefox, other := brands[0], (*brand)(nil)
	found := []Browser{
		{ID: "firefox", brand: firefox, plain: []string{"a"}}, {ID: "org.mozilla.firefox", brand: firefox, plain: []string{"b"}},
		{ID: "x", brand: firefox, plain: []string{"a"}}, {ID: "Firefox", brand: other, plain: []string{"c"}},
		{ID: "Default", brand: other, plain: []string{"d"}}, {ID: "My Browser:ü", brand: other, plain: []string{"e"}},
	}
	var got []string
	for _, b := range named(found) {
		got = append(got, b.ID)
	}
	// The fourth is called as the first, the fifth as what stands for none.
	if want := []string{"firefox", "org.mozilla.firefox", "my-browser--"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	ids := map[string]bool{}
	for _, b := range brands {
		if c, err := parseChoice(b.id); err != nil || c.Browser != b.id || ids[b.id] {
			t.Errorf("%s cannot be chosen: %+v, %v", b.id, c, err)
		}
		ids[b.id] = true
	}
}
