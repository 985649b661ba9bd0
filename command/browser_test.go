package command

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/browser"
	"halfday/text"
)

func TestBrowserSetting(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "default": "", " Firefox ": "firefox", "chrome:profile:Work": "chrome:profile:Work",
		"firefox:privat":     "firefox:privat", // not hidden behind the default browser
		"command:surf {url}": "command: surf {url}",
	} {
		if got := browserSetting(in); got != want {
			t.Errorf("browserSetting(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBrowserLabels(t *testing.T) {
	offers := []browser.Offer{
		{Choice: browser.Choice{Kind: browser.ChoiceBrowser, Browser: "chrome"}, Browser: "Google Chrome"},
		{Choice: browser.Choice{Kind: browser.ChoiceProfile, Browser: "chrome", Name: "Profile 1"}, Browser: "Google Chrome", Name: "Work"},
		{Choice: browser.Choice{Kind: browser.ChoiceContainer, Browser: "firefox", Name: "R&D"}, Browser: "Firefox", Name: "R&D"},
		{Choice: browser.Choice{Kind: browser.ChoicePrivate, Browser: "edge"}, Browser: "Edge"},
	}
	var got []string
	for _, words := range []text.Words{text.English(), text.Japanese()} {
		for _, c := range browserLabels(offers, words.Role) {
			got = append(got, c.value+" | "+c.label)
		}
	}
	want := []string{
		"chrome | Google Chrome",
		"chrome:profile:Profile 1 | Google Chrome, profile Work",
		"firefox:container:R&D | Firefox, container R&D",
		"edge:private | Edge, private window",
		"chrome | Google Chrome",
		"chrome:profile:Profile 1 | Google Chrome (プロファイル: Work)",
		"firefox:container:R&D | Firefox (コンテナ: R&D)",
		"edge:private | Edge (プライベートウィンドウ)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("choices (-want +got):\n%s", diff)
	}
}

func TestBrowserCommand(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("XDG_DATA_DIRS", t.TempDir())
	for setting, want := range map[string][]string{
		"": nil, "default": nil, "command: prog -x": {"prog", "-x", "{url}"},
	} {
		got, err := browserCommand(setting)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", setting, err, diff)
		}
	}
	for _, setting := range []string{"firefox", "firefox:profile:Work", "no browser", "command: 'x"} {
		if got, err := browserCommand(setting); err == nil {
			t.Errorf("%q is opened by %q", setting, got)
		}
	}
}
