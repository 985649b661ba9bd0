package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/browser"
	"halfday/text"
)

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
			got = append(got, c.Setting+" | "+c.Title)
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
