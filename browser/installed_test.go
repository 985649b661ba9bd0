package browser

import "testing"

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
